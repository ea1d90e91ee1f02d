import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobHandler, type JobRun, Unrecoverable } from '#platform/queue';
import { collect, isIdle, queueFleet, rows, states, type Task, until } from './queue-fleet.ts';

/**
 * What jobs do, whatever they lie on.
 * @param backend Settings of a fresh, empty backend for each test; all instances of a test share it.
 */
export function obeysJobQueueContract(backend: () => Promise<Record<string, string>>): void {
  const { instances, instance, started, stop } = queueFleet(backend);

  describe('adding', () => {
    it('does a job once its transaction has committed, and once only', async () => {
      const { done, handler } = collect();
      const one = await started(handler);
      let doneBeforeCommit = -1;

      await one.database.transaction(async () => {
        await one.queue.add('task', { n: 1 });
        await sleep(200);
        doneBeforeCommit = done.length;
      });
      await until(() => isIdle(one));
      await sleep(200);

      expect(doneBeforeCommit).toBe(0);
      expect(done).toEqual([1]);
      expect(await states(one)).toEqual(['completed']);
    });

    it('never does a job whose transaction has rolled back', async () => {
      const { done, handler } = collect();
      const one = await started(handler);

      const rolledBack = one.database.transaction(async () => {
        await one.queue.add('task', { n: 1 });
        throw new Error('changed my mind');
      });
      await expect(rolledBack).rejects.toThrow('changed my mind');
      await one.queue.add('task', { n: 2 });
      await until(() => isIdle(one));

      expect(done).toEqual([2]);
    });

    it('refuses a type that nobody handles, a second handler, and a load of more than 1 MiB', async () => {
      const { handler } = collect();
      const { queue } = await started(handler);

      await expect(queue.add('other', {})).rejects.toThrow('Nobody handles jobs of type "other".');
      await expect(queue.add('task', { text: 'x'.repeat(1024 * 1024) })).rejects.toThrow(
        /more than 1048576/,
      );
      expect(() => {
        queue.handle('task', handler);
      }).toThrow('Two handlers for jobs of type "task".');
    });

    it('answers a second job of one key with the first, until that has ended', async () => {
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
      const one = await started(() => released);

      const first = await one.queue.add('task', { n: 1 }, { dedupKey: 'daily' });
      const second = await one.queue.add('task', { n: 2 }, { dedupKey: 'daily' });
      release(undefined);
      await until(() => isIdle(one));
      const third = await one.queue.add('task', { n: 3 }, { dedupKey: 'daily' });

      expect(second).toBe(first);
      expect(third).not.toBe(first);
    });

    it('begins a job at its moment', async () => {
      const begun: number[] = [];
      const one = await started(() => {
        begun.push(Date.now());
        return Promise.resolve();
      });
      const runAt = new Date(Date.now() + 700);

      await one.queue.add('task', { n: 1 }, { runAt });
      await until(() => begun.length > 0);

      const lateMs = (begun[0] ?? 0) - runAt.getTime();
      expect(lateMs).toBeGreaterThanOrEqual(-50);
      expect(lateMs).toBeLessThan(500);
    });

    it('carries a large payload unchanged', async () => {
      const seen: unknown[] = [];
      const one = await started((payload) => {
        seen.push(payload);
        return Promise.resolve();
      });
      const payload = { n: 1, text: 'Zürich — 東京 '.repeat(5000) };

      await one.queue.add('task', payload);
      await until(() => seen.length > 0);

      expect(seen).toEqual([payload]);
    });
  });

  describe('trying', () => {
    it('tries three times, with a longer pause each time', async () => {
      const runs: Array<JobRun & { at: number }> = [];
      const one = await started(
        (_task, run) => {
          runs.push({ ...run, at: performance.now() });
          return run.attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
        },
        { retryPauseMs: 400 },
      );

      await one.queue.add('task', { n: 1 });
      await until(() => isIdle(one));

      expect(runs.map(({ attempt, isLastAttempt }) => [attempt, isLastAttempt])).toEqual([
        [1, false],
        [2, false],
        [3, true],
      ]);
      const [first = 0, second = 0, third = 0] = runs.map(({ at }) => at);
      expect(second - first).toBeGreaterThan(270);
      expect(third - second).toBeGreaterThan(550);
    });

    it.each([
      ['is hopeless', new Unrecoverable('no such show'), 3],
      ['fails its only try', new Error('broken'), 1],
    ])(
      'keeps a job that %s as a dead letter, and begins it again when asked',
      async (_w, e, max) => {
        let runs = 0;
        const one = await started(() => (++runs === 1 ? Promise.reject(e) : Promise.resolve()));

        const id = await one.queue.add('task', { n: 1 }, { triesMax: max });
        await until(() => isIdle(one));
        await sleep(300);
        expect(runs).toBe(1);
        expect(await rows(one, 'select state, error, attempts from job')).toEqual([
          { state: 'failed', error: e.message, attempts: 1 },
        ]);

        await one.queue.retry(id);
        await until(() => isIdle(one));
        expect(runs).toBe(2);
        expect(await states(one)).toEqual(['completed']);
        await expect(one.queue.retry(id)).rejects.toThrow(/is completed/);
      },
    );

    it('ends a try that is out of time, by its signal', async () => {
      const reasons: string[] = [];
      const one = await started(
        async (_task, { signal }) => {
          await sleep(10_000, undefined, { signal }).catch(() => {
            reasons.push((signal.reason as Error).message);
          });
        },
        { deadlineMs: 150, triesMax: 1 },
      );

      await one.queue.add('task', { n: 1 });
      await until(() => isIdle(one), 3_000);

      expect(reasons).toEqual(['It took longer than 150 ms.']);
      expect(await states(one)).toEqual(['failed']);
    });

    it('shows how far a job is', async () => {
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
      const one = await started(async (_task, { progress }) => {
        progress(0.5, 'Half of it');
        await released;
      });

      await one.queue.add('task', { n: 1 });
      await until(async () => (await states(one))[0] === 'active');
      await sleep(100);

      expect(await rows(one, 'select progress, attempts from job')).toEqual([
        { progress: { share: 0.5, sentence: 'Half of it' }, attempts: 1 },
      ]);
      release(undefined);
    });
  });

  describe('stopping', () => {
    it('cancels a job in another process within a second, and no other', async () => {
      const aborted: number[] = [];
      const running = new Set<number>();
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
      const one = await started(async ({ n }, { signal }) => {
        signal.addEventListener('abort', () => aborted.push(n));
        running.add(n);
        if (n === 1) await sleep(10_000, undefined, { signal }).catch(() => undefined);
        else await released;
      });
      const other = await instance({ RADIOX_ROLE: 'api' });
      other.queue.handle('task', () => Promise.resolve());
      await other.start();
      await other.queue.add('task', { n: 1 });
      await other.queue.add('task', { n: 2 });
      await until(() => running.size === 2);

      const asked = performance.now();
      await other.queue.cancelAll('task', { n: 1 });
      await until(() => aborted.length > 0, 1_000);
      expect(performance.now() - asked).toBeLessThan(1_000);
      release(undefined);
      await until(() => isIdle(one));

      expect(aborted).toEqual([1]);
      expect((await states(one)).sort()).toEqual(['cancelled', 'completed']);
    });

    it('cancels a job that waits, for good', async () => {
      const { done, handler } = collect();
      const one = await started(handler);
      await one.queue.setPaused('default', true);
      const id = await one.queue.add('task', { n: 1 });
      await until(
        async () =>
          (await one.queue.counts())['waiting'] === 1 ||
          (await one.queue.counts())['prioritized'] === 1,
      );

      await one.queue.cancel(id);
      await one.queue.setPaused('default', false);
      await sleep(300);

      expect(done).toEqual([]);
      expect(await states(one)).toEqual(['cancelled']);
      await expect(one.queue.cancel(id)).rejects.toThrow(/is cancelled/);
      await expect(one.queue.cancel(randomUUID())).rejects.toThrow(/There is no job/);
    });

    it('hands a running job back at shutdown, and the next instance finishes it', async () => {
      const attempts: number[] = [];
      const first = await started(async (_task, { attempt, signal }) => {
        attempts.push(attempt);
        await sleep(30_000, undefined, { signal });
      });
      await first.queue.add('task', { n: 1 }, { triesMax: 1 });
      await until(() => attempts.length === 1);

      const stopping = performance.now();
      await stop(first);
      expect(performance.now() - stopping).toBeLessThan(5_000);

      const done: number[] = [];
      const second = await started(({ n }, { attempt }) => {
        done.push(n);
        attempts.push(attempt);
        return Promise.resolve();
      });
      await until(() => isIdle(second), 5_000);

      expect(done).toEqual([1]);
      expect(attempts).toEqual([1, 1]);
    });
  });

  describe('surviving', () => {
    it('relays a record that a crash left between commit and relay', async () => {
      const { done, handler } = collect();
      const one = await started(handler);

      await one.database.query(
        `insert into job (id, type, payload) values ('${randomUUID()}', 'task', '{"n": 7}')`,
      );
      await until(() => done.length > 0, 3_000);

      expect(done).toEqual([7]);
    });

    it('keeps a job that was wanted before the queue has started', async () => {
      const { done, handler } = collect();
      const one = await instance();
      one.queue.handle('task', handler);

      await one.queue.add('task', { n: 1 });
      await sleep(100);
      expect(await rows(one, 'select 1 from job where relayed_at is not null')).toEqual([]);
      await one.start();
      await until(() => isIdle(one));

      expect(done).toEqual([1]);
    });

    it('adds all jobs again that the engine has lost', async () => {
      const first = await instance();
      await first.database.query(
        `insert into job (id, type, payload, relayed_at)
         select gen_random_uuid(), 'task', jsonb_build_object('n', n), now() from generate_series(1, 450) n`,
      );
      await stop(first);
      const done = new Set<number>();

      const one = await started(({ n }) => {
        done.add(n);
        return Promise.resolve();
      });
      await until(() => isIdle(one), 15_000);

      expect(done.size).toBe(450);
    });

    it('gives each of 50 jobs its effect once on two instances', async () => {
      const done: string[] = [];
      const by =
        (name: string): JobHandler<Task> =>
        async ({ n }) => {
          await sleep(5);
          done.push(`${name}${n}`);
        };
      const one = await started(by('a'));
      const two = await started(by('b'));

      await Promise.all(
        Array.from({ length: 50 }, (_, n) => (n % 2 ? one : two).queue.add('task', { n })),
      );
      await until(() => isIdle(one), 15_000);
      await sleep(200);

      const numbers = done.map((name) => Number(name.slice(1)));
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
      expect(new Set(done.map((name) => name[0]))).toEqual(new Set(['a', 'b']));
    });

    it('fires each moment of a schedule once in a fleet', async () => {
      // By its own moment: when it runs is the machine's business.
      const fired: string[] = [];
      const handler: JobHandler<Task> = (payload) => {
        fired.push((payload as Task & { readonly scheduledAt?: string }).scheduledAt ?? '');
        return Promise.resolve();
      };
      const one = await started(handler);
      await started(handler);
      const schedule = {
        name: 'every second',
        cron: '* * * * * *',
        timezone: 'Europe/Zurich',
        type: 'task',
        payload: { n: 1 },
        lane: 'default' as const,
      };

      for (const { queue } of instances) await queue.schedule(schedule);
      await until(() => fired.length >= 3, 8_000);
      await one.queue.unschedule('every second');

      expect(fired).not.toContain('');
      expect(new Set(fired).size).toBe(fired.length);
    });
  });
}
