import { jest } from '@jest/globals';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from './package-root.js';
import { TaskTimeout, WorkerPool, workerFile, type WorkerPoolOptions } from './worker-pool.js';

const FILE = join(packageRoot(), 'test', 'fixtures', 'workers', 'tasks.mjs');
const DIES_AT_START = join(packageRoot(), 'test', 'fixtures', 'workers', 'dies-at-start.mjs');
const pools: WorkerPool[] = [];

function pool(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  const made = new WorkerPool({ file: FILE, workersMax: 2, taskMsMax: 5_000, ...options });
  pools.push(made);
  return made;
}

afterEach(async () => {
  for (const one of pools.splice(0)) await one.close();
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('WorkerPool', () => {
  it('does tasks side by side in processes of their own', async () => {
    const workers = pool();

    const results = await Promise.all([1, 2, 3, 4].map((n) => workers.run<number>('double', n)));

    expect(results).toEqual([2, 4, 6, 8]);
    expect(await workers.run<number>('pid', 0)).not.toBe(process.pid);
  });

  it('hands on what a task throws', async () => {
    const failed = pool().run('fail', 'bad input');

    await expect(failed).rejects.toMatchObject({ name: 'TypeError', message: 'bad input' });
    await expect(failed).rejects.toThrow('bad input');
  });

  it.each(['crash', 'kill'])('loses one task to a %s and goes on', async (how) => {
    const workers = pool();

    const results = await Promise.allSettled([
      workers.run(how, 0),
      ...[1, 2, 3, 4].map((n) => workers.run<number>('double', n)),
    ]);

    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      ...Array.from({ length: 4 }, () => 'fulfilled'),
    ]);
    expect(await workers.run('double', 21)).toBe(42);
  });

  it('goes on when a worker that has nothing to do is killed', async () => {
    const workers = pool();
    const idle = await workers.run<number>('pid', 0);

    process.kill(idle, 'SIGKILL');
    await sleep(200);

    expect(await workers.run('double', 21)).toBe(42);
  });

  it('does the task of a worker that died before it was ready', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'radiox-deaths-'));
    const file = join(folder, 'dies-at-start.mjs');
    await copyFile(DIES_AT_START, file);
    await writeFile(join(folder, 'deaths'), '2');
    try {
      const workers = pool({ file, taskMsMax: 20_000 });
      const results = await Promise.all([1, 2, 3, 4].map((n) => workers.run<number>('double', n)));
      expect(results).toEqual([2, 4, 6, 8]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('gives up workers that always die before they are ready, long before the time of the task', async () => {
    const workers = pool({ file: DIES_AT_START, taskMsMax: 60_000 });
    const results = await Promise.allSettled([1, 2, 3].map((n) => workers.run('double', n)));

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('stops a task that takes too long, and only that', async () => {
    const workers = pool({ taskMsMax: 1_500 });
    await workers.run('double', 1);
    const started = performance.now();

    const hung = workers.run('hang', 0);
    const other = workers.run('slow', 300);

    await expect(hung).rejects.toThrow(TaskTimeout);
    expect(performance.now() - started).toBeLessThan(3_500);
    expect(await other).toBe('done');
    expect(await workers.run('double', 21)).toBe(42);
  });

  it('counts the time of a task from when it begins, not from when it queues', async () => {
    const workers = pool({ workersMax: 1, taskMsMax: 1_500 });
    await workers.run('double', 1);

    const results = await Promise.allSettled([
      workers.run('hang', 0),
      workers.run('double', 1),
      workers.run('double', 2),
    ]);

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('refuses what would wait too long, and forgets who no longer waits', async () => {
    const workers = pool({ workersMax: 1, waitingMax: 1 });
    const abort = new AbortController();
    const first = workers.run('slow', 500);
    const second = workers.run('double', 1, abort.signal);

    await expect(workers.run('double', 2)).rejects.toThrow('Too many wait already: 1');
    abort.abort(new Error('no longer needed'));
    await expect(second).rejects.toThrow('no longer needed');
    const third = workers.run('double', 3);

    expect(await Promise.all([first, third])).toEqual(['done', 6]);
  });

  it('starts nothing more for those who wait when it closes', async () => {
    const workers = pool({ workersMax: 1 });
    const tasks = [workers.run('slow', 5_000), workers.run('double', 1)];
    const ends = Promise.allSettled(tasks);
    await sleep(500);

    await workers.close();

    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('loses one task to a heap that is too small', async () => {
    // What the engine says as it dies is kept here: jest, reading it, would take its own process for the one that died.
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const workers = pool({ heapMibMax: 32, taskMsMax: 10_000 });

    await expect(workers.run('greedy', 0)).rejects.toThrow();

    expect(await workers.run('double', 21)).toBe(42);
    expect(said.mock.calls.join('')).toContain('heap out of memory');
    said.mockRestore();
  });

  it('gives the reason of the signal when a task is aborted, and ends its process', async () => {
    const workers = pool({ workersMax: 1 });
    const pid = await workers.run<number>('pid', 0);
    const abort = new AbortController();
    const reason = new Error('the show was cancelled');

    const hung = workers.run('hang', 0, abort.signal);
    setTimeout(() => {
      abort.abort(reason);
    }, 200);

    await expect(hung).rejects.toBe(reason);
    await expect(workers.run('double', 1, abort.signal)).rejects.toBe(reason);
    expect(await workers.run('double', 21)).toBe(42);
    await sleep(200);
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves no process when it closes, and may be used again', async () => {
    const workers = pool();
    const pid = await workers.run<number>('pid', 0);

    await workers.close();
    await sleep(300);

    expect(isAlive(pid)).toBe(false);
    expect(await workers.run('double', 21)).toBe(42);
  });
});

describe('workerFile', () => {
  it('leads from the sources to what has been built of them', () => {
    expect(
      workerFile('file:///x/src/modules/content/feed/feed-reader.ts', './document/parse.worker.js'),
    ).toBe('/x/dist/src/modules/content/feed/document/parse.worker.js');
    expect(workerFile('file:///x/dist/src/modules/a/b.js', './c.worker.js')).toBe(
      '/x/dist/src/modules/a/c.worker.js',
    );
  });
});
