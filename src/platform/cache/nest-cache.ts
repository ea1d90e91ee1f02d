import type { Cache } from '@nestjs/cache-manager';
import { createCache } from 'cache-manager';
import { Keyv } from 'keyv';
import type { CacheSpace } from './cache-space.js';
import type { TieredCache } from './tiered-cache.js';

/** What Keyv wraps a value in. */
interface Wrapped {
  readonly value: unknown;
}

/**
 * A cache-manager `Cache` whose only store is ours, for whatever expects Nest's CACHE_MANAGER. Times are
 * milliseconds here, as cache-manager has them. Keyv would check expiry by the wall clock: we strip its
 * time, and the cache below keeps it.
 */
export function nestCacheOver(cache: TieredCache): Cache {
  const space = cache.space('nest');
  const store = new Keyv({ store: storeOver(space), useKeyPrefix: false });
  store.serialize = undefined;
  store.deserialize = undefined;
  return createCache({ stores: [store] });
}

function storeOver(space: CacheSpace) {
  const wrap = (value: unknown): Wrapped | undefined =>
    value === undefined ? undefined : { value };
  return {
    async get(key: string) {
      return wrap(await space.get(key));
    },
    async getMany(keys: string[]) {
      return (await space.getMany(keys)).map(wrap);
    },
    async has(key: string) {
      return (await space.get(key)) !== undefined;
    },
    async set(key: string, { value }: Wrapped, ttlMs?: number) {
      await space.set(key, value, ttlMs === undefined || ttlMs === 0 ? {} : { ttl: ttlMs / 1000 });
      return true;
    },
    async delete(key: string) {
      return space.delete(key);
    },
    async deleteMany(keys: string[]) {
      return space.delete(...keys);
    },
    async clear() {
      await space.clear();
    },
  };
}
