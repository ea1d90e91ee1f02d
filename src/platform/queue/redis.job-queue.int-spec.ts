import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freshDatabase } from '#test/database';
import { obeysJobOrderContract } from '#test/job-order.contract';
import { obeysJobQueueContract } from '#test/job-queue.contract';
import { queueInstance, until } from '#test/queue-instance';
import { freePort, hasRedis, RedisServer } from '#test/redis-server';

function obeysOnRedis(): void {
  let server: RedisServer;

  beforeAll(async () => {
    server = new RedisServer(await freePort());
    await server.start();
  });

  afterAll(() => server.stop());

  async function flush(): Promise<void> {
    const redis = new Redis(server.url);
    await redis.flushall();
    redis.disconnect();
  }

  const settings = () => ({ QUEUE_BACKEND: 'redis', REDIS_URL: server.url });

  const backend = async () => {
    await flush();
    return settings();
  };

  obeysJobQueueContract(backend);
  obeysJobOrderContract(backend);

  it('does every job although Redis was flushed meanwhile', async () => {
    await flush();
    const done = new Set<number>();
    const one = await queueInstance({ DATABASE_URL: await freshDatabase(), ...settings() });
    one.queue.handle<{ n: number }>('task', async ({ n }) => {
      await sleep(10);
      done.add(n);
    });
    await one.start();
    try {
      await one.queue.setPaused('default', true);
      for (let n = 0; n < 20; n++) await one.queue.add('task', { n });
      await sleep(300);
      await flush();
      await one.queue.setPaused('default', false);

      await until(() => done.size === 20, 30_000);
    } finally {
      await one.stop();
    }
  });
}

if (hasRedis()) describe('JobQueue on Redis', obeysOnRedis);
else
  it('is not demanded of this run, which has no redis-server', () => {
    expect(process.env['RADIOX_TEST_DEMAND']).not.toBe('all');
  });
