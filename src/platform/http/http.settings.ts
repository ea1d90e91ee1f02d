import { IsArray, IsInt, Max, Min } from 'class-validator';
import { Env } from '#platform/config';

export class HttpSettings {
  /** Connections to all hosts together at most; 20 of them to one origin. */
  @Env('HTTP_POOL_MAX_CONNECTIONS', IsInt(), Min(1), Max(1000))
  readonly connectionsMax: number = 100;

  /** Hosts of a private network that feeds may come from, comma separated; none by default. */
  @Env('HTTP_ALLOWED_PRIVATE_HOSTS', IsArray())
  readonly allowedPrivateHosts: string[] = [];
}
