import { Injectable } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { DatabaseReport } from '#platform/database';
import { HttpEngine } from '#platform/http';
import { WorkerReport } from '#platform/process';
import { JobQueue } from '#platform/queue';
import { RedisLink } from '#platform/redis';
import { SecuritySettings } from '../../security.settings.js';
import type { BackPressureDto, CircuitBreakerDto, ResilienceDto } from '../performance.dto.js';
import { RequestMeters } from '../request.meters.js';

/** What keeps a fault in one place from spreading: breakers, rates, and what waits where. */
@Injectable()
export class ResilienceReport {
  constructor(
    private readonly database: DatabaseReport,
    private readonly cache: TieredCache,
    private readonly redis: RedisLink,
    private readonly http: HttpEngine,
    private readonly jobs: JobQueue,
    private readonly workers: WorkerReport,
    private readonly requests: RequestMeters,
    private readonly security: SecuritySettings,
  ) {}

  async report(): Promise<ResilienceDto> {
    const circuit_breakers = this.#breakers();
    const isOpen = circuit_breakers.some(({ state }) => ['open', 'isolated'].includes(state));
    return {
      status: isOpen ? 'degraded' : 'healthy',
      circuit_breakers,
      rate_limits: this.#rateLimits(),
      back_pressure: await this.#backPressure(),
    };
  }

  #breakers(): CircuitBreakerDto[] {
    const own = (
      name: string,
      kind: CircuitBreakerDto['kind'],
      state: CircuitBreakerDto['state'],
    ) => ({
      ...{ name, kind, state },
      ...{ failure_count: null, last_failure: null, next_attempt: null },
    });
    const { breaker } = this.cache.report().redis;
    return [
      own('database', 'database', this.database.stats().circuit_breaker.state),
      ...(breaker === 'disabled' ? [] : [own('redis', 'cache', breaker)]),
      ...this.http.origins.all().map(({ name, breaker: { state: told } }) => ({
        ...{ name, kind: 'http' as const, state: told.state },
        failure_count: told.failureCount,
        last_failure: told.lastFailure?.toISOString() ?? null,
        next_attempt: told.nextAttempt?.toISOString() ?? null,
      })),
    ];
  }

  #rateLimits(): ResilienceDto['rate_limits'] {
    const providers = [...this.http.rates].map(([name, { figures }]) => ({
      name,
      direction: 'outgoing' as const,
      per_second: figures.perSecond,
      burst: figures.burst,
      available: figures.tokens,
      paused_ms: Math.round(figures.pausedMs),
    }));
    const clients = {
      name: 'requests of one address',
      direction: 'incoming' as const,
      per_second: Math.round((this.security.requestsPerMinute / 60) * 100) / 100,
      burst: this.security.requestsPerMinute,
      available: null,
      paused_ms: 0,
    };
    return [clients, ...providers];
  }

  async #backPressure(): Promise<BackPressureDto[]> {
    const database = this.database.pool();
    const redis = this.redis.report();
    const waitingCalls = this.http.origins
      .all()
      .reduce((sum, { bulkhead }) => sum + bulkhead.waiting, 0);
    const { open, active, pending } = this.http.pool.figures;
    const lanes = await this.jobs.figures().catch(() => undefined);
    const pools = await this.workers.pools();
    const sum = (figures: readonly number[]) => figures.reduce((total, one) => total + one, 0);
    const place = (name: string, running: number, waiting: number, running_max: number | null) => ({
      ...{ name, running, waiting, running_max },
    });
    return [
      place('requests', this.requests.active, 0, null),
      place('database', database.active, database.waiting, database.max_allowed),
      place('redis', redis.active, redis.waiting, redis.isConfigured ? redis.maxAllowed : null),
      place(
        'http',
        active,
        pending + waitingCalls,
        Math.max(open, this.http.settings.connectionsMax),
      ),
      // While the database is away nobody knows how many jobs wait.
      ...(lanes
        ? [
            place(
              'queue',
              sum(lanes.map((lane) => lane.active)),
              sum(lanes.map((lane) => lane.waiting)),
              null,
            ),
          ]
        : []),
      ...pools.map((pool) =>
        place(`workers:${pool.name}`, pool.running, pool.waiting, pool.workersMax),
      ),
    ];
  }
}
