import { IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable } from '#platform/config';

export class SecuritySettings {
  /** Requests of one address in a minute, far above what a person or a dashboard asks for. */
  @Env('SECURITY_REQUESTS_PER_MINUTE', IsInt(), Min(10), Max(1_000_000))
  @Reloadable()
  readonly requestsPerMinute: number = 3_000;
}
