import { IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('station')
export class AnalyticsSettings {
  /** Days that single events, and their sums by hour, are kept; sums by day stay. */
  @Env('ANALYTICS_EVENT_DAYS', IsInt(), Min(1), Max(400))
  @Reloadable()
  readonly eventDays: number = 90;

  /** How long the first event of a batch waits for others, milliseconds; its sender waits as long for the answer. */
  @Env('ANALYTICS_GATHER_MS', IsInt(), Min(0), Max(1_000))
  @Reloadable()
  readonly gatherMs: number = 20;

  /** Events of this process that may wait to be written; senders of more are told to come back (503). */
  @Env('ANALYTICS_WAITING_MAX', IsInt(), Min(500), Max(100_000))
  @Reloadable()
  readonly waitingMax: number = 10_000;
}
