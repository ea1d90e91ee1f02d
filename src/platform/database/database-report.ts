import { Injectable } from '@nestjs/common';
import { Connections } from './connections.js';
import type { DatabaseStatsDto } from './database.dto.js';
import type { ServerHealth } from './database-watch.js';
import type { PoolFigures, PoolTurnover } from './bounded-pool.js';
import { QueryCache } from './query-cache.js';

export type DatabasePool = PoolFigures &
  PoolTurnover & { readonly lastError: { readonly what: string; readonly at: Date } | undefined };

const HOUR_MS = 3_600_000;

/** How the database is, from memory alone: asking never needs a connection. */
@Injectable()
export class DatabaseReport {
  readonly #startedAt = new Date();
  readonly #startedMs = performance.now();

  constructor(
    private readonly connections: Connections,
    private readonly cache: QueryCache,
  ) {}

  /** What the watch saw last, a second ago at most. */
  get health(): ServerHealth {
    return this.connections.watch.health;
  }

  /** The pool of this process. */
  pool(): DatabasePool {
    const { pool, log } = this.connections;
    const { lastError } = log;
    return { ...pool.figures(), ...pool.turnover(), lastError };
  }

  /** Closes connections that nobody needs. @returns How many. */
  trim(): Promise<number> {
    return this.connections.pool.trim();
  }

  stats(): DatabaseStatsDto {
    const nowMs = performance.now();
    const pool = this.connections.pool.figures();
    const cache = this.cache.figures();
    const reads = cache.hits + cache.misses;
    const state = this.connections.breaker.state(nowMs);
    return {
      connections: pool,
      queries: this.connections.log.figures(),
      cache: { ...cache, hit_rate_percent: reads === 0 ? 0 : rounded((100 * cache.hits) / reads) },
      uptime: {
        hours: rounded((nowMs - this.#startedMs) / HOUR_MS),
        start_time: this.#startedAt.toISOString(),
      },
      circuit_breaker: { state },
      status: this.#status(state === 'closed', pool.waiting),
    };
  }

  /** @returns How many answers were kept. */
  async clearCache(): Promise<number> {
    const { size } = this.cache.figures();
    await this.cache.clear();
    return size;
  }

  #status(isClosed: boolean, waiting: number): DatabaseStatsDto['status'] {
    if (!this.health.isUp) return 'unhealthy';
    return isClosed && waiting === 0 ? 'healthy' : 'degraded';
  }
}

const rounded = (value: number) => Math.round(value * 100) / 100;
