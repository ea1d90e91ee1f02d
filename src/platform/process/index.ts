export { MemorySettings } from './memory.settings.js';
export { packageRoot, packageVersion } from './package-root.js';
export { ProcessModule } from './process.module.js';
export {
  findProgram,
  type ProgramEnd,
  type ProgramLimits,
  type ProgramRun,
  runProgram,
} from './program.js';
export { Turns } from './turns.js';
export { WorkerReport } from './worker-report.js';
export {
  openPools,
  TaskTimeout,
  workerFile,
  WorkerPool,
  type WorkerPoolFigures,
  type WorkerPoolOptions,
} from './worker-pool.js';
