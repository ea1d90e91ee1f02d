import { type RunningApp, startApp } from '#test/app';
import { eventually } from '#test/cache';
import { freePort, hasRedis, RedisServer } from '#test/redis-server';

let running: RunningApp | undefined;
const health = async () => running?.app.inject({ method: 'GET', url: '/health' });

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

describe('GET /health', () => {
  it('tells that there is no Redis where none is wanted', async () => {
    running = await startApp({ REDIS_URL: '' });
    const answer = await health();

    expect(answer?.statusCode).toBe(200);
    expect(answer?.json().checks.cache).toEqual({ status: 'up', redis: 'not configured' });
  }, 60_000);

  it('tells how fast Redis answers; without it the station is degraded and well', async () => {
    if (!hasRedis()) return;
    const server = new RedisServer(await freePort());
    await server.start();
    try {
      running = await startApp({ REDIS_URL: server.url });
      await eventually(
        async () => (await health())?.json().checks.cache.redis === 'answers',
        5_000,
      );
      expect((await health())?.json().checks.cache).toEqual({
        status: 'up',
        redis: 'answers',
        latency_ms: expect.any(Number),
      });
      await server.kill();
      const answer = await health();

      expect(answer?.statusCode).toBe(200);
      expect(answer?.json()).toMatchObject({
        status: 'ok',
        checks: { cache: { status: 'up', is_degraded: true, redis: 'does not answer' } },
      });
    } finally {
      await server.stop();
    }
  }, 60_000);
});
