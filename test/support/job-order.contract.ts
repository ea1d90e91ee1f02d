import { setTimeout as sleep } from 'node:timers/promises';
import type { JobHandler } from '#platform/queue';
import { collect, isIdle, queueFleet, type Task, until } from './queue-fleet.ts';

/**
 * Which job begins when several wait, whatever they lie on.
 * @param backend Settings of a fresh, empty backend for each test; all instances of a test share it.
 */
export function obeysJobOrderContract(backend: () => Promise<Record<string, string>>): void {
  const { instances, started } = queueFleet(backend);

  describe('whose turn it is', () => {
    it('serves the urgent first and lets nobody starve', async () => {
      const order: string[] = [];
      const one = await started(
        ({ n }) => {
          order.push(n < 100 ? 'batch' : 'critical');
          return Promise.resolve();
        },
        {},
        { QUEUE_CONCURRENCY: '1' },
      );
      await one.queue.setPaused('critical', true);
      await one.queue.setPaused('batch', true);
      for (let n = 0; n < 10; n++) await one.queue.add('task', { n }, { lane: 'batch' });
      for (let n = 100; n < 140; n++) await one.queue.add('task', { n }, { lane: 'critical' });
      await sleep(300);
      expect(order).toEqual([]);

      await one.database.query('delete from queue_pause');
      await one.queue.setPaused('batch', false);
      await until(() => isIdle(one));

      const firstHalf = order.slice(0, 40).filter((lane) => lane === 'critical').length;
      expect(order).toHaveLength(50);
      expect(firstHalf).toBeGreaterThanOrEqual(30);
      expect(firstHalf).toBeLessThan(40);
    });

    it('bounds what a type and a provider do at once, in the whole fleet', async () => {
      let now = 0;
      let most = 0;
      const handler: JobHandler<Task> = async () => {
        most = Math.max(most, ++now);
        await sleep(60);
        now--;
      };
      const one = await started(handler, { concurrency: 2 });
      await started(handler, { concurrency: 2 });

      for (let n = 0; n < 8; n++) await one.queue.add('task', { n });
      await until(() => isIdle(one));
      expect(most).toBe(2);

      most = 0;
      for (const { queue } of instances) queue.limitProvider('voices', { concurrency: 1 });
      for (let n = 0; n < 4; n++) await one.queue.add('task', { n }, { provider: 'voices' });
      await until(() => isIdle(one));
      expect(most).toBe(1);
    });

    it('lets a full type hold back no other, however much of it waits', async () => {
      const begun: string[] = [];
      const one = await started(
        (_task, { signal }) => sleep(30_000, undefined, { signal }).catch(() => undefined),
        { concurrency: 1, triesMax: 1 },
      );
      one.queue.handle(
        'other',
        () => {
          begun.push('other');
          return Promise.resolve();
        },
        { concurrency: 1 },
      );
      await one.database.query(
        `insert into job (id, type, payload) select gen_random_uuid(), 'task', '{}' from generate_series(1, 300)`,
      );
      await one.queue.add('task', { n: 1 });
      await until(async () => (await one.queue.counts())['active'] === 1);

      await one.queue.add('other', {});
      await until(() => begun.length > 0, 2_000);
      await one.queue.cancelAll('task', {});
    });

    it('bounds how often a type begins', async () => {
      const begun: number[] = [];
      const one = await started(
        () => {
          begun.push(performance.now());
          return Promise.resolve();
        },
        { rate: { max: 3, perMs: 1_000 } },
      );

      for (let n = 0; n < 7; n++) await one.queue.add('task', { n });
      await until(() => begun.length === 7, 8_000);

      for (let n = 3; n < 7; n++)
        expect((begun[n] ?? 0) - (begun[n - 3] ?? 0)).toBeGreaterThan(950);
    });

    it('begins nothing in a queue that is paused, by whichever process', async () => {
      const { done, handler } = collect();
      const one = await started(handler);
      const other = await started(handler);

      await other.queue.setPaused('default', true);
      await until(() => one.queue.isPaused('default'), 1_000);
      await one.queue.add('task', { n: 1 });
      await one.queue.add('task', { n: 2 }, { lane: 'high' });
      await until(() => done.length > 0);
      await sleep(300);
      expect(done).toEqual([2]);

      await one.queue.setPaused('default', false);
      await until(() => done.length === 2, 2_000);
    });
  });
}
