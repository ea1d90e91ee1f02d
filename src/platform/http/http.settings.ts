import { IsArray, IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable } from '#platform/config';

export class HttpSettings {
  /** Connections to all hosts together at most; 20 idle ones to one origin are kept for the next call. */
  @Env('HTTP_POOL_MAX_CONNECTIONS', IsInt(), Min(1), Max(1000))
  readonly connectionsMax: number = 100;

  /** Calls to one origin that run at once; more wait for their turn. */
  @Env('HTTP_ORIGIN_MAX_CONCURRENCY', IsInt(), Min(1), Max(1000))
  readonly originConcurrencyMax: number = 50;

  /** Hosts of a private network that feeds may come from, comma separated; none by default. */
  @Reloadable()
  @Env('HTTP_ALLOWED_PRIVATE_HOSTS', IsArray())
  readonly allowedPrivateHosts: string[] = [];

  /** How long the audit of outside calls is kept, days. */
  @Env('HTTP_AUDIT_DAYS', IsInt(), Min(1), Max(3650))
  readonly auditDays: number = 90;
}
