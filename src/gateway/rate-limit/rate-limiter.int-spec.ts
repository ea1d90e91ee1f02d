import { connectedLink, freePort, hasRedis, RedisServer } from '#test/redis-server';
import type { RedisLink } from '#platform/redis';
import { RateLimiter } from './rate-limiter.js';
import { SharedWindows } from './shared-windows.js';

const limit = { name: 'login', countMax: 10 };

/** Two processes of a station on one Redis. */
async function fleet(server: RedisServer) {
  const links = await Promise.all([1, 2].map(() => connectedLink(server.url)));
  const limiters = links.map((link: RedisLink) => new RateLimiter(new SharedWindows(link)));
  const stop = () => Promise.all(links.map((link) => link.onApplicationShutdown()));
  return { limiters: limiters as [RateLimiter, RateLimiter], stop };
}

describe('limits of a fleet', () => {
  const isHere = hasRedis();
  let server: RedisServer;

  beforeAll(async () => {
    server = new RedisServer(await freePort());
    if (isHere) await server.start();
  });
  afterAll(() => server.stop());

  it('count what is costly in all processes together, to the one', async () => {
    if (!isHere) return;
    const { limiters, stop } = await fleet(server);
    const all = Array.from({ length: 40 }, (_, at) =>
      limiters[at % 2 ? 0 : 1].takeShared(limit, 'a'),
    );
    const standings = await Promise.all(all);

    expect(standings.filter(({ isOver }) => !isOver)).toHaveLength(10);
    await stop();
  });

  it('tell each other of reading behind the back of requests', async () => {
    if (!isHere) return;
    const { limiters, stop } = await fleet(server);
    for (let request = 0; request < 6; request++) limiters[0].take(limit, 'reader');
    await limiters[0].tell();
    for (let request = 0; request < 3; request++) limiters[1].take(limit, 'reader');
    await limiters[1].tell();

    expect(limiters[1].take(limit, 'reader')).toMatchObject({ isOver: false, left: 0 });
    expect(limiters[1].take(limit, 'reader').isOver).toBe(true);
    expect(limiters[0].take(limit, 'another').left).toBe(9);
    await stop();
  });

  it('hold in each process while Redis is away, and cost next to no time', async () => {
    if (!isHere) return;
    const { limiters, stop } = await fleet(server);
    server.hang();
    const from = performance.now();
    const standings = [];
    for (let guess = 0; guess < 14; guess++)
      standings.push(await limiters[0].takeShared(limit, 'offline'));
    expect(performance.now() - from).toBeLessThan(400);
    server.goOn();

    expect(standings.filter(({ isOver }) => !isOver)).toHaveLength(10);
    await stop();
  });
});
