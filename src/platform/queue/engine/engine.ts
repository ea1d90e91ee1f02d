import { randomUUID } from 'node:crypto';
import { Job, type JobJson, UnrecoverableError } from 'bullmq';
import { type Lane, LANES } from '../job.js';
import type { EngineBackend, EngineQueue, EngineWorker } from './backend.js';
import { type Carried, carry, uncarry } from './payload.js';

const STALLED_EVERY_MS = 1_000;
/** A job may lose its worker this often before it counts as deadly. */
const STALLED_TIMES_MAX = 25;
/** What has ended is remembered a while, so that adding it once more does nothing. */
const ENDED_KEPT = { age: 3600, count: 1000 };

export interface NewEngineJob {
  readonly id: string;
  readonly type: string;
  readonly lane: Lane;
  readonly payload: object;
  readonly triesMax: number;
  readonly retryPauseMs: number;
}

/** A job that this process holds, under a lock that it must renew. */
export interface HeldJob {
  readonly id: string;
  readonly type: string;
  readonly lane: Lane;
  readonly payload: object;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** How often anybody has begun it, counting tries that did not count. */
  readonly begun: number;
  readonly job: Job<Carried>;
  readonly token: string;
}

/** The five queues on BullMQ, fetched by hand, so that we decide whose turn it is. */
export class Engine {
  readonly #queues = new Map<Lane, EngineQueue>();
  readonly #workers = new Map<Lane, EngineWorker>();
  readonly #onError: (error: Error) => void;

  constructor(
    private readonly backend: EngineBackend,
    private readonly lockMs: number,
    onError: (error: Error) => void,
  ) {
    this.#onError = onError;
    for (const lane of LANES) {
      const queue = backend.queue(lane);
      queue.on('error', onError);
      this.#queues.set(lane, queue);
    }
  }

  /** Begins to fetch. @param onStalled Told the lane of a job whose worker had died, now waiting again. */
  async work(onStalled: (lane: Lane) => void): Promise<void> {
    for (const lane of LANES) {
      const worker = this.backend.worker(lane, {
        lockDuration: this.lockMs,
        stalledInterval: STALLED_EVERY_MS,
        maxStalledCount: STALLED_TIMES_MAX,
      });
      worker.on('error', this.#onError);
      worker.on('stalled', () => {
        onStalled(lane);
      });
      this.#workers.set(lane, worker);
      await worker.waitUntilReady();
      await worker.startStalledCheckTimer();
    }
  }

  /** Adding twice is harmless: the id is ours. */
  async add(jobs: readonly NewEngineJob[]): Promise<void> {
    for (const lane of new Set(jobs.map((job) => job.lane))) {
      const ofLane = jobs.filter((job) => job.lane === lane);
      await this.#queue(lane).addBulk(await Promise.all(ofLane.map(engineJob)));
    }
  }

  /** @returns The next job of a lane, locked for us, or nothing. */
  async next(lane: Lane): Promise<HeldJob | undefined> {
    const token = randomUUID();
    const job = (await this.#worker(lane).getNextJob(token, { block: false })) as
      Job<Carried> | undefined;
    return job ? held(lane, job, token) : undefined;
  }

  /** @param fetchNext Whether to bring the lane's next job in the same step, which saves a round trip. */
  async complete(held: HeldJob, fetchNext: boolean): Promise<HeldJob | undefined> {
    return this.#following(held, await held.job.moveToCompleted(undefined, held.token, fetchNext));
  }

  /**
   * Ends a try without success.
   * @param isFinal No further try, however many are left.
   * @returns The pause before the next try, milliseconds; nothing when there is none.
   */
  async fail(held: HeldJob, error: Error, isFinal: boolean): Promise<number | undefined> {
    const told = isFinal ? new UnrecoverableError(error.message) : error;
    await held.job.moveToFailed(told, held.token, false);
    return isFinal ? undefined : held.job.delay;
  }

  /** Puts a job back as if it had not been fetched. */
  async handBack(held: HeldJob, afterMs = 0): Promise<void> {
    if (afterMs > 0) await held.job.moveToDelayed(Date.now() + afterMs, held.token);
    else await held.job.moveToWait(held.token);
  }

  /** @returns Whether the job is still ours. */
  async renew(held: HeldJob): Promise<boolean> {
    return Boolean(await held.job.extendLock(held.token, this.lockMs));
  }

  /** What the engine knows of a job: nothing when it has lost it. */
  async stateOf(
    lane: Lane,
    id: string,
  ): Promise<'completed' | 'failed' | 'unfinished' | undefined> {
    const state = await this.#queue(lane).getJobState(id);
    if (state === 'unknown') return undefined;
    return state === 'completed' || state === 'failed' ? state : 'unfinished';
  }

  /** Forgets a job that nobody holds. */
  async remove(lane: Lane, id: string): Promise<void> {
    await this.#queue(lane).remove(id);
  }

  /** Jobs of a lane by state, as the engine counts them. */
  async counts(lane: Lane): Promise<Record<string, number>> {
    return this.#queue(lane).getJobCounts();
  }

  /** Closes everything; hand back or end what is held before. */
  async close(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.close(true)));
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    await this.backend.close();
  }

  /** What came along when a job was completed: the next one, under the same token. */
  async #following(before: HeldJob, answer: unknown): Promise<HeldJob | undefined> {
    const [json, id] = Array.isArray(answer) ? (answer as [JobJson | null, string]) : [];
    if (!json) return undefined;
    const job = Job.fromJSON<Carried>(this.#worker(before.lane), json, id);
    return held(before.lane, job, before.token);
  }

  #queue(lane: Lane): EngineQueue {
    return this.#queues.get(lane) as EngineQueue;
  }

  #worker(lane: Lane): EngineWorker {
    return this.#workers.get(lane) as EngineWorker;
  }
}

async function engineJob({ id, type, payload, triesMax, retryPauseMs }: NewEngineJob) {
  return {
    name: type,
    data: await carry(payload),
    opts: {
      jobId: id,
      attempts: triesMax,
      backoff: { type: 'exponential', delay: retryPauseMs, jitter: 0.3 },
      removeOnComplete: ENDED_KEPT,
      removeOnFail: ENDED_KEPT,
    },
  };
}

async function held(lane: Lane, job: Job<Carried>, token: string): Promise<HeldJob> {
  const attempt = job.attemptsMade + 1;
  return {
    id: job.id ?? '',
    type: job.name,
    lane,
    payload: await uncarry(job.data),
    attempt,
    isLastAttempt: attempt >= (job.opts.attempts ?? 1),
    begun: job.attemptsStarted,
    job,
    token,
  };
}
