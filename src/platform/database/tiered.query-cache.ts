import type { CacheSpace, TieredCache } from '#platform/cache';
import { QueryCache, type QueryCacheFigures } from './query-cache.js';

const NAME = 'query';

/** Answers of the database in the tiered cache: memory first, shared through Redis where there is one. */
export class TieredQueryCache extends QueryCache {
  readonly #space: CacheSpace;

  /** @param graceMs How long past its time an answer is still better than none, milliseconds. */
  constructor(
    private readonly cache: TieredCache,
    private readonly entriesMax: number,
    graceMs: number,
  ) {
    super();
    this.#space = cache.space(NAME, { entriesMax, grace: graceMs / 1000 });
  }

  getOrSet<T>(
    key: string,
    ttlMs: number,
    tags: readonly string[],
    load: () => Promise<T>,
  ): Promise<T> {
    return this.#space.getOrSet(key, load, { ttl: ttlMs / 1000, tags });
  }

  invalidateTags(tags: readonly string[]): Promise<void> {
    return this.cache.invalidateTags(...tags);
  }

  clear(): Promise<void> {
    return this.cache.clear(NAME);
  }

  figures(): QueryCacheFigures {
    const own = this.cache.report().caches.find(({ cacheName }) => cacheName === NAME);
    return {
      size: own?.totalEntries ?? 0,
      max_size: this.entriesMax,
      hits: own?.levels.L1.hits ?? 0,
      misses: own?.levels.L1.misses ?? 0,
    };
  }
}
