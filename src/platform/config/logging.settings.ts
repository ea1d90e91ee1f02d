import { IsBoolean, IsIn } from 'class-validator';
import { Env, Reloadable } from './env.js';

/** What the process says about itself. */
export class LoggingSettings {
  /** Least severe log line that is written. */
  @Env('RADIOX_LOG_LEVEL', IsIn(['error', 'warn', 'log', 'debug']))
  @Reloadable()
  readonly level: 'error' | 'warn' | 'log' | 'debug' = 'log';

  /** Whether every request gets a line (id, method, route, status, duration, client, key) at the level `log`. */
  @Env('RADIOX_LOG_REQUESTS', IsBoolean())
  @Reloadable()
  readonly requests: boolean = true;
}
