import { Injectable } from '@nestjs/common';
import { Meters, type Sample } from '#platform/metrics';
import type { CacheReport } from './cache-report.js';
import type { LevelReport } from './level-statistics.js';
import { TieredCache } from './tiered-cache.js';

type LevelFigure = 'hits' | 'misses' | 'sets' | 'deletes' | 'evictions';

/** What is measured of the caches, from the counters they keep anyway: a hit pays nothing for it. */
@Injectable()
export class CacheMeters {
  constructor(
    private readonly meters: Meters,
    private readonly cache: TieredCache,
  ) {
    for (const figure of ['hits', 'misses', 'sets', 'deletes', 'evictions'] as const)
      this.#level(figure);
    this.#each('radiox_cache_entries', 'gauge', 'Entries in memory.', (one) => one.totalEntries);
    this.#each('radiox_cache_size_bytes', 'gauge', 'Bytes in memory, estimated.', (one) => {
      return one.totalSizeBytes;
    });
    this.#each('radiox_cache_loads_total', 'counter', 'Values that had to be made.', (one) => {
      return one.singleFlight.loads;
    });
    this.#each(
      'radiox_cache_load_errors_total',
      'counter',
      'Values that could not be made.',
      (one) => {
        return one.singleFlight.loadErrors;
      },
    );
    this.#each('radiox_cache_stale_served_total', 'counter', 'Old values given in need.', (one) => {
      return one.staleServed;
    });
    meters.watch(
      'radiox_cache_redis_breaker_open',
      'gauge',
      'Whether Redis is left alone: 1 or 0; without Redis 0.',
      [],
      () => [{ value: cache.report().redis.breaker === 'open' ? 1 : 0 }],
    );
  }

  #each(
    name: string,
    type: 'counter' | 'gauge',
    help: string,
    value: (report: CacheReport) => number,
  ): void {
    this.meters.watch(name, type, help, ['cache'], () =>
      this.cache
        .report()
        .caches.map((one) => ({ value: value(one), labels: { cache: one.cacheName } })),
    );
  }

  #level(figure: LevelFigure): void {
    this.meters.watch(
      `radiox_cache_${figure}_total`,
      'counter',
      `${figure[0]?.toUpperCase() ?? ''}${figure.slice(1)} of a level of a cache: L1 is memory, L2 is Redis.`,
      ['cache', 'level'],
      () => this.cache.report().caches.flatMap(({ levels }) => levelSamples(levels, figure)),
    );
  }
}

function levelSamples(levels: CacheReport['levels'], figure: LevelFigure): Sample[] {
  return Object.values(levels).map((level: LevelReport) => ({
    value: level[figure],
    labels: { cache: level.name, level: level.level },
  }));
}
