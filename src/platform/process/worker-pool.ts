import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import { Deadline } from '#kernel';
import { Turns } from './turns.js';

/** A worker that sits unused this long is let go: the next stage needs the memory more than this one the 0.1 s of a new start. */
const IDLE_MS = 700;

/**
 * Room for what is new, MiB. V8 would take up to 32 before it looks what of it is still needed; a worker's garbage is large and
 * short-lived, so that a quarter of the memory goes and no time with it.
 */
const SEMI_SPACE_MIB = 4;

export interface WorkerPoolOptions {
  /** Where the code of the workers stands: `workerFile(import.meta.url, './x.worker.js')`. */
  readonly file: string;
  /** Child processes at most; each costs about 60 MB. */
  readonly workersMax: number;
  /** A task that takes longer is stopped: its worker is killed and the task rejects with `TaskTimeout`. */
  readonly taskMsMax: number;
  /** Heap of each worker at most, MiB; beyond it the worker dies and its task rejects. */
  readonly heapMibMax?: number;
  /** Tasks that wait at most; one more is refused. 10,000 when left out. */
  readonly waitingMax?: number;
}

/** Workers in a row that may die before they are ready; then the tasks that wait for one fail. */
const FALSE_STARTS_MAX = 5;
/** No worker has it: who is asked for it starts, does what waits, and then says that it has not. */
const NOTHING = '#nothing';

/** Pools with workers, or whose workers have just gone. */
const open = new Set<WorkerPool>();

/** The pools of this process that have been used and are not closed. */
export function openPools(): ReadonlySet<WorkerPool> {
  return open;
}

export interface WorkerPoolFigures {
  /** What its workers do: the name of their file. */
  readonly name: string;
  readonly workersMax: number;
  /** Process ids. */
  readonly workers: readonly number[];
  readonly running: number;
  readonly waiting: number;
  /** Tasks that ended in the workers since the pool was opened. */
  readonly completed: number;
}

/** A worker ran longer than it may; it has been killed. The task may be tried again. */
export class TaskTimeout extends Error {
  constructor(readonly taskMsMax: number) {
    super(`The task took longer than ${taskMsMax} ms and was stopped.`);
    this.name = 'TaskTimeout';
  }
}

/**
 * Runs CPU work in child processes. A crash, a hang or an abort costs one task and its worker, never the
 * app. Tasks and results cross by structured clone: plain data and typed arrays.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  /** A task waits for a free worker, so that the time of a task begins with its work. */
  readonly #turns: Turns;
  #pool: Tinypool | undefined;
  #falseStarts = 0;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#turns = new Turns(() => options.workersMax, options.waitingMax);
  }

  /**
   * Calls the exported function `name` of the worker's file.
   * @throws TaskTimeout; the signal's reason when aborted; else what the function threw.
   */
  run<Result>(name: string, task: unknown, signal?: AbortSignal): Promise<Result> {
    return this.#turns.run(signal, () => this.#runNow<Result>(name, task, signal));
  }

  async #runNow<Result>(name: string, task: unknown, signal?: AbortSignal): Promise<Result> {
    signal?.throwIfAborted();
    const deadline = new Deadline(this.#options.taskMsMax, signal);
    this.#pool ??= this.#open();
    try {
      const result = (await this.#pool.run(task, { name, signal: deadline.signal })) as Result;
      this.#falseStarts = 0;
      return result;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (deadline.isOver) throw new TaskTimeout(this.#options.taskMsMax);
      throw asError(error);
    } finally {
      deadline.end();
    }
  }

  get figures(): WorkerPoolFigures {
    return {
      name: basename(this.#options.file).replace(/\.worker\.[jt]s$/, ''),
      workersMax: this.#options.workersMax,
      workers: (this.#pool?.threads ?? []).map(({ threadId }) => threadId).filter((pid) => pid > 0),
      running: this.#turns.running,
      waiting: this.#turns.waiting,
      completed: this.#pool?.completed ?? 0,
    };
  }

  /** Lets workers go that have nothing to do; those at work, and a pool that is needed, stay. */
  async trim(): Promise<void> {
    if (this.#turns.running > 0 || this.#turns.waiting > 0) return;
    await this.close();
  }

  /** Ends the workers; tasks in progress and those that wait are lost. The pool may be used again afterwards. */
  async close(): Promise<void> {
    this.#turns.sendAway(new Error('The workers have ended.'));
    const pool = this.#pool;
    this.#pool = undefined;
    open.delete(this);
    await pool?.destroy();
  }

  /**
   * A worker ended that had no task: it was idle, or not ready yet for the task it was started for, which Tinypool
   * leaves without any. Another one is started then.
   */
  async #lost(pool: Tinypool): Promise<void> {
    if (pool !== this.#pool || pool.threads.length >= this.#turns.running) return;
    this.#falseStarts += 1;
    if (this.#falseStarts <= FALSE_STARTS_MAX) {
      await pool.run(undefined, { name: NOTHING }).catch(() => undefined);
      return;
    }
    this.#falseStarts = 0;
    this.#pool = undefined;
    await pool.destroy(); // Whoever waits in it is told.
  }

  #open(): Tinypool {
    open.add(this);
    const pool = new Tinypool({
      filename: this.#options.file,
      runtime: 'child_process',
      minThreads: 0,
      maxThreads: this.#options.workersMax,
      idleTimeout: IDLE_MS,
      serialization: 'advanced',
      execArgv: [
        `--max-semi-space-size=${SEMI_SPACE_MIB}`,
        ...(this.#options.heapMibMax ? [`--max-old-space-size=${this.#options.heapMibMax}`] : []),
      ],
      env: { NODE_OPTIONS: '', PATH: '/usr/local/bin:/usr/bin:/bin' },
    });
    return pool.on('error', () => void this.#lost(pool));
  }
}

/**
 * The compiled file of a worker. Workers always run from `dist`, under tests as well (`npm test` builds
 * first): a child process has neither jest's module loader nor its transforms.
 */
export function workerFile(importMetaUrl: string, relative: string): string {
  const path = fileURLToPath(new URL(relative, importMetaUrl));
  return path.includes('/dist/src/')
    ? path
    : path.replace(/\/src\/(?=(?:modules|platform)\/)/, '/dist/src/');
}

/** An error comes back from a child process as what JSON makes of it. */
function asError(error: unknown): Error {
  if (Error.isError(error)) return error;
  const facts = typeof error === 'object' && error !== null ? error : { message: String(error) };
  return Object.assign(new Error('A worker failed.'), facts);
}
