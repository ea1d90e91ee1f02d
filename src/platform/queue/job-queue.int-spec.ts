import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import { ServiceModule } from '#platform/config';
import { Database, DatabaseModule } from '#platform/database';
import { JsonLogger } from '#platform/logging';
import { freshDatabase } from '#test/database';
import { type JobHandler, type JobRun, Unrecoverable } from './job.js';
import { JobQueue } from './job-queue.js';
import { QueueModule } from './queue.module.js';

interface Task {
  readonly n: number;
}

const instances: TestingModule[] = [];

/** One process of RadioX as far as jobs go. It is started by `init`, which runs the bootstrap hooks. */
async function instance(url: string): Promise<TestingModule> {
  process.env['DATABASE_URL'] = url;
  process.env['QUEUE_LOCK_MS'] = '1000';
  const module = await Test.createTestingModule({
    imports: [ServiceModule, DatabaseModule, QueueModule],
  })
    .setLogger(new JsonLogger('error'))
    .compile();
  Reflect.deleteProperty(process.env, 'DATABASE_URL');
  Reflect.deleteProperty(process.env, 'QUEUE_LOCK_MS');
  instances.push(module);
  return module;
}

async function started(url: string, handler: JobHandler<Task>): Promise<TestingModule> {
  const module = await instance(url);
  module.get(JobQueue).handle('task', handler);
  return module.init();
}

async function stop(module: TestingModule): Promise<void> {
  instances.splice(instances.indexOf(module), 1);
  await module.close();
}

async function until(isTrue: () => boolean | Promise<boolean>, msMax = 10_000): Promise<void> {
  const deadline = performance.now() + msMax;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Not within ${msMax} ms`);
    await sleep(20);
  }
}

const unfinished = async (module: TestingModule) =>
  module
    .get(Database)
    .query<{ id: string }>('select id from outbox where finished_at is null order by created_at');

describe('JobQueue', () => {
  let url: string;

  beforeEach(async () => {
    url = await freshDatabase();
  });

  afterEach(async () => {
    for (const module of [...instances]) await stop(module);
  });

  it('does a job once its transaction has committed, and once only', async () => {
    const done: number[] = [];
    const module = await started(url, async ({ n }) => {
      done.push(n);
    });
    let doneBeforeCommit = -1;

    await module.get(Database).transaction(async () => {
      await module.get(JobQueue).add('task', { n: 1 });
      await sleep(300);
      doneBeforeCommit = done.length;
    });
    await until(() => done.length > 0);
    await until(async () => (await unfinished(module)).length === 0);
    await sleep(300);

    expect(doneBeforeCommit).toBe(0);
    expect(done).toEqual([1]);
  });

  it('never does a job whose transaction has rolled back', async () => {
    const done: number[] = [];
    const module = await started(url, async ({ n }) => {
      done.push(n);
    });
    const queue = module.get(JobQueue);

    await expect(
      module.get(Database).transaction(async () => {
        await queue.add('task', { n: 1 });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await queue.add('task', { n: 2 });
    await until(() => done.length > 0);

    expect(done).toEqual([2]);
    expect(await module.get(Database).query('select payload from outbox')).toEqual([
      { payload: { n: 2 } },
    ]);
  });

  it('tries three times, with a longer pause each time', async () => {
    const runs: Array<JobRun & { at: number }> = [];
    const module = await started(url, async (_task, run) => {
      runs.push({ ...run, at: performance.now() });
      if (run.attempt < 3) throw new Error('not yet');
    });

    await module.get(JobQueue).add('task', { n: 1 });
    await until(() => runs.length === 3);
    await until(async () => (await unfinished(module)).length === 0);

    expect(runs.map(({ attempt, isLastAttempt }) => [attempt, isLastAttempt])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const [first = 0, second = 0, third = 0] = runs.map(({ at }) => at);
    expect(second - first).toBeGreaterThan(900);
    expect(third - second).toBeGreaterThan(1_800);
  });

  it.each([
    ['is hopeless', new Unrecoverable('no such show'), 3],
    ['fails its only try', new Error('broken'), 1],
  ])('gives a job up that %s', async (_what, error, triesMax) => {
    let runs = 0;
    const module = await started(url, async () => {
      runs++;
      throw error;
    });

    await module.get(JobQueue).add('task', { n: 1 }, { triesMax });
    await until(async () => runs > 0 && (await unfinished(module)).length === 0);
    await sleep(1_300);

    expect(runs).toBe(1);
    expect(await module.get(JobQueue).counts()).toMatchObject({
      failed: 1,
      waiting: 0,
      delayed: 0,
    });
  });

  it('refuses a job that nobody does and a second handler for one type', async () => {
    const module = await started(url, async () => undefined);
    const queue = module.get(JobQueue);

    await expect(queue.add('other', {})).rejects.toThrow('Nobody handles jobs of type "other".');
    expect(() => {
      queue.handle('task', async () => undefined);
    }).toThrow('Two handlers for jobs of type "task".');
  });

  it('relays a record that a crash left between commit and relay', async () => {
    const done: number[] = [];
    const module = await started(url, async ({ n }) => {
      done.push(n);
    });

    await module
      .get(Database)
      .query(`insert into outbox (id, type, payload) values ($1, 'task', '{"n": 7}')`, [
        randomUUID(),
      ]);

    await until(() => done.length > 0, 5_000);
    expect(done).toEqual([7]);
  });

  it('keeps a job that was wanted before the queue has started', async () => {
    const done: number[] = [];
    const module = await instance(url);
    const queue = module.get(JobQueue);
    queue.handle<Task>('task', async ({ n }) => {
      done.push(n);
    });

    await queue.add('task', { n: 1 });
    await sleep(100);
    expect(
      await module.get(Database).query('select 1 from outbox where relayed_at is not null'),
    ).toEqual([]);
    await module.init();

    await until(() => done.length > 0);
    expect(done).toEqual([1]);
  });

  it('adds all jobs again that the engine has lost', async () => {
    const first = await instance(url);
    await first.get(Database).query(
      `insert into outbox (id, type, payload, relayed_at)
       select gen_random_uuid(), 'task', jsonb_build_object('n', n), now() from generate_series(1, 450) n`,
    );
    await stop(first);
    const done = new Set<number>();

    const module = await started(url, async ({ n }) => {
      done.add(n);
    });

    await until(() => done.size === 450, 15_000);
    await until(async () => (await unfinished(module)).length === 0);
  });

  it('tells a cancelled job by its signal and no other', async () => {
    const aborted: number[] = [];
    const running = new Set<number>();
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    const module = await started(url, async ({ n }, { signal }) => {
      signal.addEventListener('abort', () => aborted.push(n));
      running.add(n);
      if (n === 1) await sleep(10_000, undefined, { signal }).catch(() => undefined);
      else await released;
    });
    const queue = module.get(JobQueue);
    await queue.add('task', { n: 1 });
    await queue.add('task', { n: 2 });
    await until(() => running.size === 2);

    queue.cancel((_type, payload) => payload['n'] === 1);
    await until(async () => (await unfinished(module)).length === 1);
    release(undefined);
    await until(async () => (await unfinished(module)).length === 0);

    expect(aborted).toEqual([1]);
  });

  it('hands a running job back at shutdown, and the next instance finishes it', async () => {
    const attempts: number[] = [];
    const first = await started(url, async (_task, { attempt, signal }) => {
      attempts.push(attempt);
      await sleep(30_000, undefined, { signal });
    });
    await first.get(JobQueue).add('task', { n: 1 }, { triesMax: 1 });
    await until(() => attempts.length === 1);

    const stopping = performance.now();
    await stop(first);
    expect(performance.now() - stopping).toBeLessThan(5_000);

    const done: number[] = [];
    const second = await started(url, async ({ n }, { attempt }) => {
      done.push(n);
      attempts.push(attempt);
    });
    await until(() => done.length > 0, 5_000);
    await until(async () => (await unfinished(second)).length === 0);

    expect(done).toEqual([1]);
    expect(attempts).toEqual([1, 1]);
  });

  it('gives each of 50 jobs its effect once on two instances', async () => {
    const done: string[] = [];
    const by =
      (name: string): JobHandler<Task> =>
      async ({ n }) => {
        await sleep(5);
        done.push(`${name}${n}`);
      };
    const [one] = await Promise.all([started(url, by('a')), started(url, by('b'))]);
    const two = instances.find((module) => module !== one) ?? one;

    await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? one : two).get(JobQueue).add('task', { n })),
    );
    await until(async () => (await unfinished(one)).length === 0, 15_000);
    await sleep(300);

    const numbers = done.map((name) => Number(name.slice(1)));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(new Set(done.map((name) => name[0]))).toEqual(new Set(['a', 'b']));
  });
});
