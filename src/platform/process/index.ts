export { TaskTimeout, workerFile, WorkerPool, type WorkerPoolOptions } from './worker-pool.js';
