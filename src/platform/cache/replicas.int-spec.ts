import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { eventually, type Replica, sleep, startReplica } from '#test/cache';
import { connectedLink, freePort, hasRedis, RedisServer } from '#test/redis-server';
import { travel } from '#test/time-travel';

/** The test is there without Redis as well, and says that it did nothing. */
const itOnRedis = (name: string, test: () => Promise<void>) => {
  it(name, async () => {
    if (hasRedis()) await test();
  });
};

let server: RedisServer;
let one: Replica;
let two: Replica;

beforeAll(async () => {
  Logger.overrideLogger(false);
  server = new RedisServer(await freePort());
  if (hasRedis()) await server.start();
});
afterAll(() => server.stop());

beforeEach(async () => {
  if (!hasRedis()) return;
  one = await startReplica(server.url, PATIENT);
  two = await startReplica(server.url, PATIENT);
});
afterEach(async () => {
  if (!hasRedis()) return;
  const link = await connectedLink(server.url);
  await link.run(({ commands }) => commands.eval(`return redis.call('FLUSHALL')`, NOTHING), 1_000);
  for (const { stop } of [one, two, { stop: () => link.onApplicationShutdown() }]) await stop();
});

/** What replicas share is no matter of 35 ms, which a busy machine may take; how long Redis may hold up is that of the outage tests. */
const PATIENT = { redisMsMax: 1_000 };
const NOTHING = { keys: [], arguments: [] };
const SPACE = 'test';
const spaces = () => [one.cache.space(SPACE), two.cache.space(SPACE)] as const;
const messagesHeard = (replica: Replica) => replica.cache.report().redis.messagesHeard;
const levels = (replica: Replica) => replica.cache.report().caches[0]?.levels;

/** Speaks to Redis past the cache. */
async function raw(script: string, keys: string[] = [], args: string[] = []): Promise<unknown> {
  return one.link.run(({ commands }) => commands.eval(script, { keys, arguments: args }), 1_000);
}
const redisKey = (key: string) => `test:cache:${SPACE}.v1:${key}`;

describe('two replicas on one Redis', () => {
  itOnRedis('share what one has loaded, with the time that is left and the tags', async () => {
    const [a, b] = spaces();
    const value = { at: new Date(0), map: new Map([[1n, undefined]]), bytes: Buffer.from('ü') };
    await a.set('k', value, { ttl: 1, tags: ['t'] });
    await sleep(400);

    expect(await b.get('k')).toEqual(value);
    expect(await b.get('k')).toEqual(value);
    expect(levels(two)).toMatchObject({ L1: { hits: 1, misses: 1 }, L2: { hits: 1 } });
    await sleep(700); // By its own count it would live for 300 ms more.
    expect(await b.get('k')).toBeUndefined();
  });

  itOnRedis('invalidate by tag in both levels of both, promoted entries too', async () => {
    const [a, b] = spaces();
    await a.set('k', 1, { tags: ['t'] });
    await b.get('k');
    await one.cache.invalidateTags('t');

    await eventually(async () => (await b.get('k')) === undefined, 1_000);
    const three = await startReplica(server.url, PATIENT);
    expect(await three.cache.space(SPACE).get('k')).toBeUndefined();
    await three.stop();
  });

  itOnRedis('hear of every set, delete and clear', async () => {
    const [a, b] = spaces();
    await a.set('k', 'old');
    await b.get('k');
    await a.set('k', 'new');
    await eventually(async () => (await b.get('k')) === 'new', 1_000);

    await b.delete('k');
    await eventually(async () => (await a.get('k')) === undefined, 1_000);

    await a.setMany([{ key: 'x', value: 1 }]);
    expect(await b.getMany(['x', 'y'])).toEqual([1, undefined]);
    await b.clear();
    await eventually(async () => (await a.get('x')) === undefined, 1_000);
    expect(await b.get('x')).toBeUndefined();
  });

  itOnRedis('load once, and the second takes the value of the first', async () => {
    let loads = 0;
    const load = async () => {
      loads++;
      await sleep(150);
      return 'loaded';
    };
    const [a, b] = spaces();

    const asked = [...Array(50)].flatMap(() => [a.getOrSet('k', load), b.getOrSet('k', load)]);

    expect(new Set(await Promise.all(asked))).toEqual(new Set(['loaded']));
    expect(loads).toBe(1);
  });

  itOnRedis('try in turn when a load fails', async () => {
    const [a, b] = spaces();
    let isLoading = false;
    const failing = a.getOrSet('k', async () => {
      isLoading = true;
      await sleep(50);
      throw new Error('no');
    });
    await eventually(() => isLoading, 2_000);
    const waiting = b.getOrSet('k', () => 'mine');

    await expect(failing).rejects.toThrow('no');
    expect(await waiting).toBe('mine');
  });

  itOnRedis('do not believe what was loading in one while the other invalidated it', async () => {
    const [a, b] = spaces();
    let truth = 'old';
    let reads = 0;
    let arrive: (() => void) | undefined;
    const isOnItsWay = new Promise<void>((done) => (arrive = done));
    const load = async () => {
      const read = truth;
      if (++reads === 1) await isOnItsWay;
      return read;
    };
    const before = a.getOrSet('k', load, { tags: ['t'] });
    await eventually(() => reads === 1, 2_000);
    truth = 'new';
    await two.cache.invalidateTags('t');
    arrive?.();

    expect(await before).toBe('old');
    expect(await b.getOrSet('k', load, { tags: ['t'] })).toBe('new');
    expect(await a.getOrSet('k', load, { tags: ['t'] })).toBe('new');
  });

  itOnRedis('find an invalidation that pub/sub has lost', async () => {
    const [a, b] = spaces();
    await b.get('another'); // From now on it listens.
    const before = messagesHeard(two);
    await a.set('k', 'old');
    await eventually(() => messagesHeard(two) > before, 2_000);
    await b.get('k');
    // As if the message of another replica's `set` had never arrived.
    await raw(`return redis.call('INCRBY', KEYS[1], 5)`, ['{test:cache}:counter']);
    await raw(`return redis.call('DEL', KEYS[1])`, [redisKey('k')]);
    expect(await b.get('k')).toBe('old');

    const tookMs = await eventually(async () => (await b.get('k')) === undefined, 2_000);
    expect(tookMs).toBeLessThan(1_200);
  });

  itOnRedis('take the lock of a replica that died in the middle', async () => {
    const [a, b] = spaces();
    let isLoading = false;
    const forever = () => {
      isLoading = true;
      return new Promise(() => undefined);
    };
    void a.getOrSet('k', forever).catch(() => undefined);
    await eventually(() => isLoading, 2_000);
    await one.link.onApplicationShutdown(); // It can no longer renew its lock.

    const from = performance.now();
    expect(await b.getOrSet('k', () => 'taken over')).toBe('taken over');
    expect(performance.now() - from).toBeLessThan(2_500);
  });

  itOnRedis('serve an old value from Redis while a new one cannot be loaded', async () => {
    const [a, b] = spaces();
    await a.set('k', 'old', { ttl: 0.1, grace: 60 });
    await sleep(150);

    const answer = await b.getOrSet('k', () => Promise.reject(new Error('down')), { grace: 60 });
    expect(answer).toBe('old');
    travel(100);
    await expect(b.getOrSet('none', () => Promise.reject(new Error('down')))).rejects.toThrow();
  });

  itOnRedis('keep to themselves what cannot travel, and what is not to be shared', async () => {
    const [a, b] = spaces();
    await a.set('k', { call: () => 1 });
    expect(await a.get('k')).toBeDefined();
    expect(await b.get('k')).toBeUndefined();
    expect(one.cache.report().caches[0]?.l2.unportable).toBe(1);

    await one.cache.space('own', { isShared: false }).set('k', 1);
    expect(await two.cache.space('own').get('k')).toBeUndefined();
  });
});

describe('what is not ours in Redis', () => {
  const POISON: ReadonlyArray<[string, string, string]> = [
    ['noise', `return redis.call('SET', KEYS[1], ARGV[1])`, randomBytes(200).toString('latin1')],
    ['foreign JSON', `return redis.call('SET', KEYS[1], ARGV[1])`, '{"value":{"admin":true}}'],
    ['an empty text', `return redis.call('SET', KEYS[1], ARGV[1])`, ''],
    ['a list', `return redis.call('RPUSH', KEYS[1], ARGV[1])`, 'x'],
    ['a hash', `return redis.call('HSET', KEYS[1], 'a', ARGV[1])`, 'x'],
  ];

  it.each(POISON)('%s is a miss, is removed and counted', async (_what, script, text) => {
    if (!hasRedis()) return;
    const [a] = spaces();
    await raw(script, [redisKey('k')], [text]);

    expect(await a.get('k')).toBeUndefined();
    await eventually(
      async () => (await raw(`return redis.call('EXISTS', KEYS[1])`, [redisKey('k')])) === 0,
      2_000,
    );
    expect(one.cache.report().caches[0]?.l2.corrupt).toBe(1);
    await raw(script, [redisKey('k')], [text]);
    expect(await a.getOrSet('k', () => 'good')).toBe('good');
    await eventually(async () => (await two.cache.space(SPACE).get('k')) === 'good', 2_000);
    expect(one.cache.report().redis.breaker).toBe('closed');
  });

  itOnRedis('the value of one key is not taken for that of another', async () => {
    const [a, b] = spaces();
    await a.set('k', 'mine');
    await raw(`return redis.call('COPY', KEYS[1], KEYS[2])`, [redisKey('k'), redisKey('other')]);

    expect(await b.get('other')).toBeUndefined();
  });

  itOnRedis('a foreign lock holds up nobody', async () => {
    const [a] = spaces();
    const waitsMs: number[] = [];
    for (const key of ['k', 'l', 'm']) {
      await raw(`return redis.call('SET', KEYS[1], 'x')`, [`${redisKey(key)}:lock`]);
      const from = performance.now();
      expect(await a.getOrSet(key, () => 'good')).toBe('good');
      waitsMs.push(performance.now() - from);
    }
    // A lock that held up would hold up each of them; a busy machine does so now and then.
    expect(Math.min(...waitsMs)).toBeLessThan(50);
  });

  itOnRedis('a foreign counter, foreign tags and foreign messages are put right', async () => {
    const [a, b] = spaces();
    await raw(
      `redis.call('DEL', KEYS[1], KEYS[2])
      redis.call('RPUSH', KEYS[1], 'x') redis.call('SET', KEYS[2], 'x')
      redis.call('PUBLISH', 'test:cache:bus', '7 {"from":1}')
      return redis.call('PUBLISH', 'test:cache:bus', 'noise')`,
      ['{test:cache}:counter', '{test:cache}:tags'],
    );
    await sleep(900);

    await a.set('k', 1, { tags: ['t'] });
    expect(await b.get('k')).toBe(1);
    await two.cache.invalidateTags('t');
    await eventually(async () => (await a.get('k')) === undefined, 1_000);
    expect(one.cache.report().redis.breaker).toBe('closed');
  });
});
