import { Injectable } from '@nestjs/common';
import { type CacheReport, TieredCache } from '#platform/cache';
import type { CacheDto, CacheLevelDto } from '../performance.dto.js';

const BYTES_PER_MB = 1024 * 1024;

/** The caches of this process as `GET /performance/caches` tells them. */
@Injectable()
export class CachesReport {
  constructor(private readonly cache: TieredCache) {}

  /** Whether every level that is there answers. */
  get isHealthy(): boolean {
    return this.cache.report().redis.breaker !== 'open';
  }

  has(name: string): boolean {
    return this.cache.report().caches.some(({ cacheName }) => cacheName === name);
  }

  /** Entries and bytes in memory, of one cache or all. */
  held(name?: string): { entries: number; size_bytes: number } {
    const caches = this.cache
      .report()
      .caches.filter(({ cacheName }) => name === undefined || cacheName === name);
    return {
      entries: caches.reduce((sum, { totalEntries }) => sum + totalEntries, 0),
      size_bytes: caches.reduce((sum, { totalSizeBytes }) => sum + totalSizeBytes, 0),
    };
  }

  all(): CacheDto[] {
    const { caches, redis, bytesMax } = this.cache.report();
    return caches.map((one) => ({
      cache_name: one.cacheName,
      policy: one.policy.policy,
      levels: {
        L1: levelOf(one.levels.L1, bytesMax),
        L2: levelOf(one.levels.L2, 0),
      },
      overall_hit_ratio: rounded(one.overallHitRatio),
      total_entries: one.totalEntries,
      total_size_mb: rounded(one.totalSizeBytes / BYTES_PER_MB),
      health_status: {
        status: redis.breaker === 'open' ? 'degraded' : 'healthy',
        l1: 'healthy',
        l2: L2_WORDS[redis.breaker],
        current_policy: one.policy.current,
        l2_errors: one.l2.errors,
        l2_corrupt: one.l2.corrupt,
      },
    }));
  }
}

const L2_WORDS = { disabled: 'not_configured', open: 'unhealthy', closed: 'healthy' } as const;

function levelOf(level: CacheReport['levels']['L1'], bytesMax: number): CacheLevelDto {
  const bytes = level.totalSizeBytes;
  return {
    name: level.name,
    level: level.level,
    total_entries: level.totalEntries ?? null,
    total_size_bytes: bytes ?? null,
    hits: level.hits,
    misses: level.misses,
    hit_ratio: rounded(level.hitRatio),
    gets: level.gets,
    sets: level.sets,
    deletes: level.deletes,
    evictions: level.evictions,
    avg_get_time_ms: rounded(level.avgGetTimeMs),
    avg_set_time_ms: rounded(level.avgSetTimeMs),
    memory_usage_bytes: bytes ?? null,
    memory_usage_percent:
      bytes === undefined || bytesMax === 0 ? null : rounded((100 * bytes) / bytesMax),
    last_updated: level.lastUpdated?.toISOString() ?? null,
  };
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
