import { CacheSettings, TieredCache } from '#platform/cache';
import { Lifecycle } from '#platform/lifecycle';
import { RedisLink, type RedisSettings } from '#platform/redis';
import { redisSettings } from './redis-server.js';

export interface Replica {
  readonly cache: TieredCache;
  readonly link: RedisLink;
  readonly stop: () => Promise<void>;
}

/** A cache as one process has it. @param url Of Redis; left out, it is in memory alone. */
export async function startReplica(
  url?: string,
  settings: Partial<CacheSettings> = {},
  redis: Partial<RedisSettings> = {},
): Promise<Replica> {
  const link = new RedisLink(redisSettings(url, redis));
  const lifecycle = new Lifecycle();
  const cache = new TieredCache(Object.assign(new CacheSettings(), settings), link, lifecycle);
  await lifecycle.onApplicationBootstrap();
  const stop = async () => {
    await lifecycle.beforeApplicationShutdown();
    await link.onApplicationShutdown();
  };
  return { cache, link, stop };
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms);
  });

/** Waits until it holds. @returns Milliseconds that it took. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  msMax: number,
): Promise<number> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > msMax) throw new Error(`Not within ${msMax} ms.`);
    await sleep(5);
  }
  return performance.now() - from;
}
