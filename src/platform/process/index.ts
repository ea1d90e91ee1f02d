export { MemorySettings } from './memory.settings.js';
export { packageRoot, packageVersion } from './package-root.js';
export { ProcessModule } from './process.module.js';
export { WorkerReport } from './worker-report.js';
export {
  openPools,
  TaskTimeout,
  workerFile,
  WorkerPool,
  type WorkerPoolFigures,
  type WorkerPoolOptions,
} from './worker-pool.js';
