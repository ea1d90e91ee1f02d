export { IsCaFile, readCaFile, readTls } from './tls-files.js';
export { type RedisClient, type RedisCommands } from './redis-clients.js';
export { isForeignType, RedisLink, type RedisPoolReport, RedisUnavailable } from './redis-link.js';
export { RedisModule } from './redis.module.js';
export { RedisSettings } from './redis.settings.js';
