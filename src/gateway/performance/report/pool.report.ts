import { Injectable } from '@nestjs/common';
import { DatabaseReport } from '#platform/database';
import { HttpEngine } from '#platform/http';
import { RedisLink } from '#platform/redis';
import type { ConnectionPoolsDto, PoolDto } from '../performance.dto.js';

type Health = 'healthy' | 'degraded' | 'unhealthy' | 'not_configured';

/** The connection pools of this process, from memory alone. */
@Injectable()
export class PoolReport {
  constructor(
    private readonly database: DatabaseReport,
    private readonly redis: RedisLink,
    private readonly http: HttpEngine,
  ) {}

  all(): ConnectionPoolsDto[] {
    return [this.#ofDatabase(), this.#ofRedis(), this.#ofHttp()];
  }

  #ofDatabase(): ConnectionPoolsDto {
    const pool = this.database.pool();
    const { status } = this.database.stats();
    return group(
      {
        pool_name: 'primary',
        pool_type: 'database',
        size: pool.total,
        active: pool.active,
        idle: pool.idle,
        waiting: pool.waiting,
        created_total: pool.created,
        closed_total: pool.closed,
        errors_total: pool.errors,
        last_error: pool.lastError?.what ?? null,
        last_error_time: pool.lastError?.at.toISOString() ?? null,
        memory_usage_mb: null,
      },
      status,
      { max_connections: pool.max_allowed },
    );
  }

  #ofRedis(): ConnectionPoolsDto {
    const pool = this.redis.report();
    const isTroubled = pool.isConfigured && this.redis.isTroubled;
    const health = isTroubled ? 'degraded' : 'healthy';
    return group(
      {
        pool_name: 'shared',
        pool_type: 'redis',
        size: pool.size,
        active: pool.active,
        idle: pool.idle,
        waiting: pool.waiting,
        created_total: pool.createdTotal,
        closed_total: pool.closedTotal,
        errors_total: pool.errorsTotal,
        last_error: pool.lastError ?? null,
        last_error_time: pool.lastErrorAt?.toISOString() ?? null,
        memory_usage_mb: null,
      },
      pool.isConfigured ? health : 'not_configured',
      { max_connections: pool.maxAllowed },
    );
  }

  #ofHttp(): ConnectionPoolsDto {
    const { pool, origins, stats, settings } = this.http;
    const { open, pending, connects, active } = pool.figures;
    const all = origins.all();
    const waiting = pending + all.reduce((sum, { bulkhead }) => sum + bulkhead.waiting, 0);
    const openBreakers = all.filter(({ breaker }) => breaker.isOpen).length;
    return group(
      {
        pool_name: 'outside',
        pool_type: 'http',
        size: open,
        active,
        idle: Math.max(0, open - active),
        waiting,
        created_total: connects,
        closed_total: Math.max(0, connects - open),
        errors_total: stats.figures.failed,
        last_error: stats.lastFailure?.what ?? null,
        last_error_time: stats.lastFailure?.at.toISOString() ?? null,
        memory_usage_mb: null,
      },
      openBreakers > 0 ? 'degraded' : 'healthy',
      { max_connections: settings.connectionsMax, open_breakers: openBreakers },
    );
  }
}

function group(
  pool: PoolDto,
  status: Health,
  facts: Readonly<Record<string, number>>,
): ConnectionPoolsDto {
  return {
    pool_type: pool.pool_type,
    pools: [pool],
    total_connections: pool.size,
    active_connections: pool.active,
    idle_connections: pool.idle,
    health_status: { status, ...facts },
  };
}
