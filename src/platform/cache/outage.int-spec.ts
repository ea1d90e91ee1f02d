import { Logger } from '@nestjs/common';
import { eventually, type Replica, sleep, startReplica } from '#test/cache';
import { freePort, hasRedis, RedisServer } from '#test/redis-server';

/** What Redis may cost a request, whatever it does. */
const EXTRA_MS_MAX = 50;
/** Our own timers on a busy machine. */
const SLACK_MS = 25;
const BACK_MS_MAX = 5_000;

let server: RedisServer;
const replicas: Replica[] = [];

beforeAll(() => {
  Logger.overrideLogger(false);
});
beforeEach(async () => {
  server = new RedisServer(await freePort());
});
afterEach(async () => {
  for (const { stop } of replicas.splice(0)) await stop();
  await server.stop();
});

const itOnRedis = (name: string, test: () => Promise<void>) => {
  it(name, async () => {
    if (hasRedis()) await test();
  });
};

async function start(): Promise<Replica> {
  const replica = await startReplica(server.url);
  replicas.push(replica);
  return replica;
}
const breaker = ({ cache }: Replica) => cache.report().redis.breaker;
const isBack = (replica: Replica) => eventually(() => breaker(replica) === 'closed', BACK_MS_MAX);

/**
 * Asks for keys nobody has, one after the other.
 * @returns The longest wait, milliseconds, without what this process itself stood still for meanwhile: on two
 * cores with other tests beside it that is the scheduler's doing, not that of Redis.
 */
async function longestMiss({ cache }: Replica, reads: number): Promise<number> {
  const space = cache.space('test');
  const stalls = watchStalls();
  let longest = 0;
  for (let read = 0; read < reads; read++) {
    const [from, stalledMs] = [performance.now(), stalls.totalMs()];
    expect(await space.getOrSet(`miss${from}-${read}`, () => read)).toBe(read);
    const tookMs = performance.now() - from;
    longest = Math.max(longest, tookMs - (stalls.totalMs() - stalledMs));
  }
  stalls.stop();
  return longest;
}

/** Adds up the times in which this process did not get to its timers for more than 10 ms: several in a row may fall into one wait. */
function watchStalls() {
  let total = 0;
  let seenMs = performance.now();
  const look = () => {
    const gapMs = performance.now() - seenMs;
    if (gapMs > 10) total += gapMs - 1;
    seenMs = performance.now();
  };
  const timer = setInterval(look, 1);
  return {
    totalMs: () => {
      look();
      return total;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

describe('a cache whose Redis', () => {
  itOnRedis('is dead at the start starts, works, and finds it when it comes', async () => {
    const from = performance.now();
    const replica = await start();
    expect(performance.now() - from).toBeLessThan(600);
    expect(breaker(replica)).toBe('open');
    expect(await longestMiss(replica, 20)).toBeLessThan(EXTRA_MS_MAX);

    await server.start();
    await isBack(replica);
    await replica.cache.space('test').set('k', 1);
    expect(await (await start()).cache.space('test').get('k')).toBe(1);
  });

  itOnRedis('is killed under load fails no request and delays none', async () => {
    await server.start();
    const replica = await start();
    expect(breaker(replica)).toBe('closed');
    const reading = longestMiss(replica, 400);
    await sleep(30);
    await server.kill();

    expect(await reading).toBeLessThan(EXTRA_MS_MAX + SLACK_MS);
    await eventually(() => breaker(replica) === 'open', 2_000);
    await server.start();
    await isBack(replica);
  });

  itOnRedis('hangs delays no request by more than its share, and is left alone', async () => {
    await server.start();
    const replica = await start();
    const space = replica.cache.space('test');
    await space.set('known', 1);
    server.hang();

    expect(await longestMiss(replica, 30)).toBeLessThan(EXTRA_MS_MAX + SLACK_MS);
    expect(breaker(replica)).toBe('open');
    const from = performance.now();
    expect(await space.get('known')).toBe(1);
    await space.set('other', 2);
    await space.delete('other');
    await replica.cache.invalidateTags('t');
    expect(performance.now() - from).toBeLessThan(100); // Each of the four, asked of Redis, would take 35.

    server.goOn();
    await isBack(replica);
  });

  itOnRedis('hangs at the start, or at the end, holds up neither', async () => {
    await server.start();
    server.hang();
    const from = performance.now();
    const replica = await start();
    expect(performance.now() - from).toBeLessThan(600);
    expect(await longestMiss(replica, 3)).toBeLessThan(EXTRA_MS_MAX);

    const end = performance.now();
    await replicas.splice(0)[0]?.stop();
    expect(performance.now() - end).toBeLessThan(1_000);
    server.goOn();
  });

  itOnRedis('was away is told what it missed before it is believed', async () => {
    await server.start();
    const replica = await start();
    const other = await start();
    const space = replica.cache.space('test');
    await space.set('tagged', 'old', { tags: ['t'] });
    await space.set('deleted', 'old');
    await space.set('changed', 'old');
    expect(await other.cache.space('test').getMany(['tagged', 'deleted', 'changed'])).toEqual([
      'old',
      'old',
      'old',
    ]);
    server.hang();
    await longestMiss(replica, 5);
    await replica.cache.invalidateTags('t');
    await space.delete('deleted');
    await space.set('changed', 'new');
    server.goOn();
    await isBack(replica);

    const everybodyKnows = async () => {
      const [tagged, deleted, changed] = await other.cache
        .space('test')
        .getMany(['tagged', 'deleted', 'changed']);
      return tagged === undefined && deleted === undefined && changed !== 'old';
    };
    await eventually(everybodyKnows, 2_000);
    expect(await space.get('changed')).not.toBe('old');
  });

  itOnRedis('is flushed loads anew, and still invalidates everywhere', async () => {
    await server.start();
    const [a, b] = [await start(), await start()];
    await a.cache.invalidateTags('before');
    await a.cache.space('test').set('k', 1, { tags: ['t'] });
    const flush = `return redis.call('FLUSHALL')`;
    await a.link.run(({ commands }) => commands.eval(flush, { keys: [], arguments: [] }), 1_000);
    await sleep(1_000);

    expect(await longestMiss(b, 20)).toBeLessThan(EXTRA_MS_MAX + SLACK_MS);
    await a.cache.space('test').set('k', 2, { tags: ['t'] });
    expect(await b.cache.space('test').get('k')).toBe(2);
    await b.cache.invalidateTags('t');
    await eventually(async () => (await a.cache.space('test').get('k')) === undefined, 1_000);
  });

  itOnRedis('was restarted empties memories: nobody knows what was missed', async () => {
    await server.start();
    const [a, b] = [await start(), await start()];
    await a.cache.space('test').set('k', 'old');
    await sleep(50);
    expect(await b.cache.space('test').get('k')).toBe('old');
    await server.kill();
    await eventually(() => breaker(a) === 'open' && breaker(b) === 'open', 3_000);
    await a.cache.space('test').set('k', 'new');
    expect(await b.cache.space('test').get('k')).toBe('old'); // Nobody could tell it.
    await server.start();

    await eventually(async () => (await b.cache.space('test').get('k')) !== 'old', BACK_MS_MAX);
  });

  itOnRedis('answers slowly costs a waiting crowd no more than one reader', async () => {
    await server.start();
    const replica = await start();
    server.hang();
    const from = performance.now();
    let loads = 0;
    const space = replica.cache.space('test');
    await Promise.all([...Array(1_000)].map(() => space.getOrSet('k', () => ++loads)));
    expect(performance.now() - from).toBeLessThan(EXTRA_MS_MAX + 2 * SLACK_MS);
    expect(loads).toBe(1);
    server.goOn();
  });
});
