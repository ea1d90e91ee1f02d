import { Equals, IsDefined, IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { Env, Reloadable, Secret } from '#platform/config';

export class QueueSettings {
  /** What the jobs lie on: the database, or the Redis server of REDIS_URL. */
  @Env('QUEUE_BACKEND', IsIn(['postgres', 'redis']))
  readonly backend: string = 'postgres';

  /** The Redis of the section redis, named here too because jobs need it where a cache only likes it. */
  @Env(
    'REDIS_URL',
    ValidateIf(({ backend }: QueueSettings) => backend === 'redis'),
    IsDefined({ message: 'is needed where QUEUE_BACKEND is redis' }),
  )
  readonly redisUrl?: Secret;

  /** Jobs lie on one server: BullMQ's scripts need all keys of a queue in one place. */
  @Env(
    'REDIS_MODE',
    ValidateIf(({ backend }: QueueSettings) => backend === 'redis'),
    Equals('single', { message: 'must be single where QUEUE_BACKEND is redis' }),
  )
  readonly redisMode: string = 'single';

  /** Jobs that this process works on at once. */
  @Reloadable()
  @Env('QUEUE_CONCURRENCY', IsInt(), Min(1), Max(64))
  readonly concurrency: number = 4;

  /**
   * How long a job stays with a worker that no longer answers, milliseconds. Together with the check for
   * such jobs (every second) it bounds how late the job of a killed process is taken up again.
   */
  @Env('QUEUE_LOCK_MS', IsInt(), Min(1000), Max(60_000))
  readonly lockMs: number = 4_000;
}
