import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { DatabaseReport } from '#platform/database';
import { Lifecycle, within } from '#platform/lifecycle';
import { Meters } from '#platform/metrics';
import {
  AlertSocket,
  diskSpace,
  History,
  PerformanceSettings,
  SystemMeters,
} from '#platform/performance';
import { JobQueue } from '#platform/queue';
import type { PerformanceOverviewDto } from '../performance.dto.js';
import { RequestMeters } from '../request.meters.js';
import { REQUEST_METERS, REQUEST_SOURCE, requestFigures } from '../request.source.js';
import { CachesReport } from './cache.report.js';
import { PoolReport } from './pool.report.js';

/** Rates and times are those of the last minute. */
const WINDOW_MS = 60_000;
const QUEUE_MS_MAX = 1_000;
const QUEUE_KEEP_MS = 2_000;
const BYTES_PER_MB = 1024 * 1024;
/** Below this a show may not find room. */
const DISK_FREE_BYTES_MIN = 1024 ** 3;

/** How the station is, on one page. */
@Injectable()
export class OverviewReport implements OnModuleInit {
  #queue = { isHealthy: true, atMs: -Infinity };

  constructor(
    private readonly meters: Meters,
    private readonly requests: RequestMeters,
    private readonly system: SystemMeters,
    private readonly history: History,
    private readonly settings: PerformanceSettings,
    private readonly service: ServiceSettings,
    private readonly alerts: AlertSocket,
    private readonly database: DatabaseReport,
    private readonly pools: PoolReport,
    private readonly caches: CachesReport,
    private readonly jobs: JobQueue,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    this.history.add(REQUEST_SOURCE);
  }

  async overview(): Promise<PerformanceOverviewDto> {
    const { active, critical } = this.alerts.counts;
    const rss = process.memoryUsage.rss();
    const figures = await this.#requestFigures();
    const parts = {
      connection_pools_healthy: this.pools
        .all()
        .every(({ health_status: { status } }) => ['healthy', 'not_configured'].includes(status)),
      cache_systems_healthy: this.caches.isHealthy,
      audio_optimizer_healthy: this.lifecycle.states().get('voices') !== 'degraded',
      queue_healthy: await this.#isQueueHealthy(),
    };
    return {
      timestamp: new Date().toISOString(),
      status: await this.#status(parts, rss, { active, critical }),
      memory_usage_mb: rounded(rss / BYTES_PER_MB),
      cpu_usage_percent: rounded(this.system.cpu.process * 100),
      event_loop_lag_ms: rounded(this.system.lag.p99Ms),
      active_requests: this.requests.active,
      ...parts,
      avg_response_time_ms: rounded(figures.avg_response_time_ms),
      p95_response_time_ms: rounded(figures.p95_response_time_ms),
      requests_per_second: rounded(figures.requests_per_second),
      error_rate_percent: rounded(figures.error_rate_percent),
      active_alerts: active,
      critical_alerts: critical,
    };
  }

  /** Critical: it cannot do its work. Warning: an alert, or a bound is passed. Degraded: a part is unwell. */
  async #status(
    parts: Readonly<Record<string, boolean>>,
    rssBytes: number,
    alerts: { active: number; critical: number },
  ): Promise<PerformanceOverviewDto['status']> {
    const space = await diskSpace(this.service.dataDir).catch(() => undefined);
    const isFull = space !== undefined && space.freeBytes < DISK_FREE_BYTES_MIN;
    if (alerts.critical > 0 || !this.database.health.isUp || isFull) return 'critical';
    const { memoryThresholdMb, cpuThresholdPercent } = this.settings;
    const isPressed =
      rssBytes > memoryThresholdMb * BYTES_PER_MB ||
      this.system.cpu.process * 100 > cpuThresholdPercent;
    if (alerts.active > 0 || isPressed) return 'warning';
    return Object.values(parts).every(Boolean) ? 'healthy' : 'degraded';
  }

  /** Of the last minute; soon after the start, since the start. */
  async #requestFigures() {
    const now = await this.meters.snapshot(REQUEST_METERS);
    const then = this.history.earlier('application', WINDOW_MS);
    return requestFigures(now, then, Math.max(1, now.atMs - (then?.atMs ?? 0)) / 1000);
  }

  async #isQueueHealthy(): Promise<boolean> {
    if (performance.now() - this.#queue.atMs < QUEUE_KEEP_MS) return this.#queue.isHealthy;
    const isHealthy = await within('The queue', QUEUE_MS_MAX, () => this.jobs.counts()).then(
      () => true,
      () => false,
    );
    this.#queue = { isHealthy, atMs: performance.now() };
    return isHealthy;
  }
}

const rounded = (value: number) => Math.round(value * 100) / 100;
