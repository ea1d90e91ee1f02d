export { logContext, withLogContext } from './context.js';
export { JsonLogger, type LogLevel } from './json-logger.js';
