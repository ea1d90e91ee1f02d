import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable } from '#platform/config';

/** What of the station's own health is watched, and how closely. */
export class PerformanceSettings {
  /** How often processor, memory, event loop and disk are noted in the history, seconds. */
  @Env('PERF_SYSTEM_INTERVAL', IsInt(), Min(1), Max(3600))
  readonly systemIntervalS: number = 10;

  /** How often requests, queue and the like are noted in the history, seconds. */
  @Env('PERF_APP_INTERVAL', IsInt(), Min(1), Max(3600))
  readonly appIntervalS: number = 10;

  /** From this resident memory on the station counts as degraded, MB; alerts use it as well. */
  @Env('PERF_MEMORY_THRESHOLD_MB', IsInt(), Min(64), Max(1_048_576))
  @Reloadable()
  readonly memoryThresholdMb: number = 512;

  /** From this share of the processors on the station counts as degraded, percent; alerts use it as well. */
  @Env('PERF_CPU_THRESHOLD', IsInt(), Min(1), Max(100))
  @Reloadable()
  readonly cpuThresholdPercent: number = 80;

  /** Whether alerts are raised. */
  @Env('PERF_ALERTING_ENABLED', IsBoolean())
  @Reloadable()
  readonly isAlertingEnabled: boolean = true;

  /** Whether the recent part of the history is kept in Redis as well, where REDIS_URL is set: it is told while the database is away. */
  @Env('PERF_REDIS_STORAGE', IsBoolean())
  readonly isRedisStorage: boolean = true;
}
