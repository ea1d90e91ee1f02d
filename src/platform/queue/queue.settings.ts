import { IsInt, Max, Min } from 'class-validator';
import { Env } from '#platform/config';

export class QueueSettings {
  /** Jobs that this process works on at once. */
  @Env('QUEUE_CONCURRENCY', IsInt(), Min(1), Max(64))
  readonly concurrency: number = 4;

  /**
   * How long a job stays with a worker that no longer answers, milliseconds. Together with the check for
   * such jobs (every 2 s) it bounds how late the job of a killed process is taken up again.
   */
  @Env('QUEUE_LOCK_MS', IsInt(), Min(1000), Max(60_000))
  readonly lockMs: number = 5_000;
}
