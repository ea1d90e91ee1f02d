import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '#test/database';
import { hasProgram } from '#test/demands';
import { obeysJobOrderContract } from '#test/job-order.contract';
import { obeysJobQueueContract } from '#test/job-queue.contract';
import { queueInstance, until } from '#test/queue-instance';
import { type RedisServer, startRedis } from '#test/redis-server';

const redisIt = hasProgram('redis-server') ? describe : describe.skip;

redisIt('JobQueue on Redis', () => {
  let server: RedisServer;

  beforeAll(async () => {
    server = await startRedis();
  });

  afterAll(() => server.stop());

  const settings = () => ({ QUEUE_BACKEND: 'redis', REDIS_URL: server.url });

  const backend = async () => {
    await server.command('FLUSHALL');
    return settings();
  };

  obeysJobQueueContract(backend);
  obeysJobOrderContract(backend);

  it('does every job although Redis was flushed meanwhile', async () => {
    await server.command('FLUSHALL');
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
      await server.command('FLUSHALL');
      await one.queue.setPaused('default', false);

      await until(() => done.size === 20, 30_000);
    } finally {
      await one.stop();
    }
  });
});
