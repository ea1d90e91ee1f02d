import { Logger } from '@nestjs/common';
import { sleep, startReplica } from '#test/cache';
import { travel } from '#test/time-travel';
import type { CacheSettings } from './cache.settings.js';
import type { SpaceOptions } from './options.js';
import type { TieredCache } from './tiered-cache.js';

const stops: Array<() => Promise<void>> = [];

beforeAll(() => {
  Logger.overrideLogger(false);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function memoryCache(settings: Partial<CacheSettings> = {}): Promise<TieredCache> {
  const { cache, stop } = await startReplica(undefined, settings);
  stops.push(stop);
  return cache;
}
const spaceOf = async (options?: SpaceOptions) => (await memoryCache()).space('test', options);

/** Counts its calls and gives the number of each, after a while. */
function counter(ms = 5) {
  const load = async () => {
    const call = ++load.calls;
    await sleep(ms);
    if (load.fails) throw new Error('the source is down');
    return call;
  };
  load.calls = 0;
  load.fails = false;
  return load;
}

describe('a cache in memory', () => {
  it('gives what was set, until its time is over', async () => {
    const space = await spaceOf({ ttl: 10 });
    await space.set('a', 1);
    await space.set('b', 2, { ttl: 20 });
    travel(9_900);
    expect(await space.getMany(['a', 'b', 'c'])).toEqual([1, 2, undefined]);
    travel(200);
    expect(await space.getMany(['a', 'b', 'c'])).toEqual([undefined, 2, undefined]);
  });

  it('gives a kept null as null, one by one or many', async () => {
    const space = await spaceOf({ ttl: 10 });
    await space.set('nothing', null);
    expect(await space.get('nothing')).toBeNull();
    expect(await space.getMany(['nothing', 'unknown'])).toEqual([null, undefined]);
  });

  it('does not mind what the wall clock does', async () => {
    const space = await spaceOf({ ttl: 10 });
    await space.set('a', 1);
    const now = Date.now;
    Date.now = () => now() + 2 * 86_400_000;
    try {
      expect(await space.get('a')).toBe(1);
    } finally {
      Date.now = now;
    }
  });

  it('loads once for ten thousand who ask at once', async () => {
    const space = await spaceOf();
    const load = counter(20);

    const values = await Promise.all(
      Array.from({ length: 10_000 }, () => space.getOrSet('cold', load)),
    );

    expect(load.calls).toBe(1);
    expect(new Set(values)).toEqual(new Set([1]));
    expect(space.joins).toBe(9_999);
  });

  it('gives the error of a load to all who waited, and keeps nothing', async () => {
    const space = await spaceOf();
    const load = counter();
    load.fails = true;

    const asked = await Promise.allSettled([space.getOrSet('k', load), space.getOrSet('k', load)]);
    load.fails = false;

    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await space.getOrSet('k', load)).toBe(2);
  });

  it('gives up a load that takes too long, and tells it', async () => {
    const space = await spaceOf({ loadMsMax: 20 });
    let aborted = false;
    const forever = (signal: AbortSignal) =>
      new Promise<never>(() => {
        signal.addEventListener('abort', () => (aborted = true));
      });

    await expect(space.getOrSet('k', forever)).rejects.toMatchObject({
      code: 'cache/load-timeout',
    });
    expect(aborted).toBe(true);
  });

  it('invalidates by tag across caches, and leaves the rest', async () => {
    const cache = await memoryCache();
    await cache.space('one').set('a', 1, { tags: ['preset', 'zurich'] });
    await cache.space('two').set('b', 2, { tags: ['preset'] });
    await cache.space('two').getOrSet('c', () => 3, { tags: (value) => [`number:${value}`] });

    await cache.invalidateTags('preset');
    expect(await cache.space('one').get('a')).toBeUndefined();
    expect(await cache.space('two').getMany(['b', 'c'])).toEqual([undefined, 3]);

    await cache.invalidateTags('number:3');
    expect(await cache.space('two').get('c')).toBeUndefined();
  });

  it.each([
    ['its tag is invalidated', (cache: TieredCache) => cache.invalidateTags('t')],
    ['its key is deleted', (cache: TieredCache) => cache.space('test').delete('k')],
    ['its cache is emptied', (cache: TieredCache) => cache.clear('test')],
    ['everything is emptied', (cache: TieredCache) => cache.clear()],
  ])('keeps nothing that was loading while %s', async (_what, invalidate) => {
    const cache = await memoryCache();
    const space = cache.space('test');
    let truth = 'old';
    const load = async () => {
      const read = truth;
      await sleep(20);
      return read;
    };

    const before = space.getOrSet('k', load, { tags: ['t'] });
    await sleep(5); // It has read the truth and is on its way back.
    truth = 'new';
    await invalidate(cache);
    const after = space.getOrSet('k', load, { tags: ['t'] });

    expect(await before).toBe('old');
    expect(await after).toBe('new');
    expect(await space.get('k')).toBe('new');
  });

  it('does not let a slow load overwrite what was set meanwhile', async () => {
    const space = await spaceOf();
    const slow = space.getOrSet('k', counter(20));
    await space.set('k', 'set');

    expect(await slow).toBe(1);
    expect(await space.get('k')).toBe('set');
  });

  it('serves the old value while a new one cannot be loaded, and tries again in a while', async () => {
    const space = await spaceOf({ ttl: 10, grace: 60 });
    const load = counter();
    await space.getOrSet('k', load);
    travel(11_000);
    load.fails = true;

    expect(await space.getOrSet('k', load)).toBe(1);
    expect(await space.getOrSet('k', load)).toBe(1);
    expect(load.calls).toBe(2); // The second was answered without asking the source.
    travel(1_100);
    load.fails = false;
    expect(await space.getOrSet('k', load)).toBe(3);
    expect(space.staleServed).toBe(1);
  });

  it('fails when the grace is over', async () => {
    const space = await spaceOf({ ttl: 10, grace: 60 });
    const load = counter();
    await space.getOrSet('k', load);
    travel(71_000);
    load.fails = true;

    await expect(space.getOrSet('k', load)).rejects.toThrow('the source is down');
  });

  it('serves the old value when the new one is slow, and has the new one afterwards', async () => {
    const space = await spaceOf({ ttl: 10, grace: 60, softTimeoutMs: 10 });
    const load = counter(400);
    await space.getOrSet('k', load);
    travel(11_000);

    const from = performance.now();
    expect(await space.getOrSet('k', load)).toBe(1);
    expect(performance.now() - from).toBeLessThan(300);
    await sleep(450);
    expect(await space.getOrSet('k', load)).toBe(2);
    expect(load.calls).toBe(2);
  });

  it('refreshes behind what is soon over, once', async () => {
    const space = await spaceOf({ ttl: 10, earlyRefresh: 0.8 });
    const load = counter();
    await space.getOrSet('k', load);
    travel(8_500);

    expect(await Promise.all([1, 2, 3].map(() => space.getOrSet('k', load)))).toEqual([1, 1, 1]);
    await sleep(30);
    expect(await space.get('k')).toBe(2);
    expect(load.calls).toBe(2);
  });

  it('keeps a fresh value when its early refresh fails', async () => {
    const space = await spaceOf({ ttl: 10, earlyRefresh: 0.5 });
    const load = counter();
    await space.getOrSet('k', load);
    travel(6_000);
    load.fails = true;
    await space.getOrSet('k', load);
    await sleep(20);
    travel(3_000);

    expect(await space.get('k')).toBe(1);
  });

  it('knows that there is nothing, for as long as it is told to', async () => {
    const space = await spaceOf({ ttl: 100 });
    let calls = 0;
    const nothing = () => {
      calls++;
      return undefined;
    };
    await space.getOrSet('k', nothing, { negativeTtl: 5 });
    await space.getOrSet('k', nothing, { negativeTtl: 5 });
    expect(calls).toBe(1);
    travel(5_100);
    await space.getOrSet('k', nothing, { negativeTtl: 5 });
    await space.getOrSet('other', nothing);
    await space.getOrSet('other', nothing);
    expect(calls).toBe(4);
  });

  it('freezes what it shares', async () => {
    const space = await spaceOf();
    const loaded = await space.getOrSet('k', () => ({ list: [{ name: 'Marcel' }] }));

    expect(() => loaded.list.push({ name: 'Lucy' })).toThrow(TypeError);
    expect(() => ((loaded.list[0] ?? { name: '' }).name = 'Lucy')).toThrow(TypeError);
    expect(await space.get('k')).toBe(loaded);
  });

  it('stays within the entries and the bytes of the process, all caches together', async () => {
    const cache = await memoryCache({ entriesMax: 100, bytesMax: 200_000 });
    for (let at = 0; at < 300; at++) await cache.space(`c${at % 3}`).set(`k${at}`, at);
    expect(cache.report().entries).toBe(100);

    for (let at = 0; at < 60; at++) await cache.space('large').set(`k${at}`, 'x'.repeat(10_000));
    expect(cache.report().sizeBytes).toBeLessThanOrEqual(200_000);
    expect(await cache.space('large').get('k59')).toBeDefined();

    await cache.space('large').set('whale', 'x'.repeat(300_000));
    expect(await cache.space('large').get('whale')).toBeUndefined();
  });

  it('counts what it does', async () => {
    const cache = await memoryCache();
    const space = cache.space('test', { policy: 'fifo', entriesMax: 2 });
    await space.setMany([1, 2, 3].map((value) => ({ key: `k${value}`, value })));
    await space.get('k3');
    await space.get('k1');
    await space.delete('k2');

    const [report] = cache.report().caches;
    expect(report).toMatchObject({
      cacheName: 'test',
      policy: { policy: 'fifo', current: 'fifo' },
      levels: {
        L1: { gets: 2, hits: 1, misses: 1, hitRatio: 0.5, sets: 3, deletes: 1, evictions: 1 },
      },
      totalEntries: 1,
    });
    expect(report?.levels.L1.avgGetTimeMs).toBeGreaterThan(0);
    expect(cache.report().redis.breaker).toBe('disabled');
  });

  it.each([{ ttl: 0 }, { ttl: NaN }, { grace: -1 }, { negativeTtl: 0 }])(
    'refuses %j',
    async (wrong) => {
      const space = await spaceOf();
      await expect(space.set('k', 1, wrong)).rejects.toThrow(RangeError);
    },
  );

  it('refuses one name for two caches, and a tag that means everything', async () => {
    const cache = await memoryCache();
    cache.space('one', { ttl: 1 });
    expect(cache.space('one', { ttl: 1 })).toBe(cache.space('one'));
    expect(() => cache.space('one', { ttl: 2 })).toThrow('two ways');
    await expect(cache.invalidateTags('*')).rejects.toThrow(RangeError);
  });
});
