export { MemorySettings } from './memory.settings.js';
export { packageRoot, packageVersion } from './package-root.js';
export { TaskTimeout, workerFile, WorkerPool, type WorkerPoolOptions } from './worker-pool.js';
