import { IsDefined, IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { Env, Reloadable, Secret } from '#platform/config';

export class QueueSettings {
  /** What the jobs lie on: the database, or the Redis server of REDIS_URL. */
  @Env('QUEUE_BACKEND', IsIn(['postgres', 'redis']))
  readonly backend: string = 'postgres';

  /** The Redis server of jobs and cache, with its password. Needed where QUEUE_BACKEND is redis. */
  @Env(
    'REDIS_URL',
    ValidateIf(({ backend }: QueueSettings) => backend === 'redis'),
    IsDefined({ message: 'is needed where QUEUE_BACKEND is redis' }),
  )
  readonly redisUrl?: Secret;

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
