import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createPostgresBackend,
  type Job,
  runMigrations,
  UnrecoverableError,
  WaitingError,
  withBackend,
} from 'bullmq';
import pg from 'pg';
import { Database, DatabaseServer } from '#platform/database';
import { withLogContext } from '#platform/logging';
import { type JobHandler, type JobOptions, LANES, Unrecoverable } from './job.js';
import { Outbox, type OutboxRecord } from './outbox.js';
import { QueueSettings } from './queue.settings.js';

/** Queue, worker and its listener need a connection each; the rest is for jobs in progress. */
const CONNECTIONS_MAX = 8;
/** The relay works at once after a commit; this round finds what a crash left between. */
const RELAY_EVERY_MS = 2_000;
const STALLED_EVERY_MS = 2_000;
/** A job may lose its worker this often before it counts as deadly. */
const STALLED_TIMES_MAX = 25;
/** After an error of the connection the engine asks again so soon; its own 15 s would outlast the database's return. */
const RETRY_AFTER_ERROR_MS = 500;
const TRIES_MAX = 3;
const FINISHED_KEPT = { age: 24 * 3600, count: 1000 };

/** A worker that has not ended its jobs by then is left alone. */
const STOP_MS_MAX = 5_000;

type Payloads = Record<string, unknown>;

const { Queue, Worker } = withBackend(createPostgresBackend);
type Engine = InstanceType<typeof Queue<Payloads>>;
type EngineWorker = InstanceType<typeof Worker<Payloads>>;

/** Later work that survives a crash: BullMQ on PostgreSQL behind an outbox. At least once, never silently lost. */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(JobQueue.name);
  readonly #handlers = new Map<string, JobHandler<never>>();
  #pool: pg.Pool | undefined;
  #queue: Engine | undefined;
  #worker: EngineWorker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #relaying: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    private readonly server: DatabaseServer,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly settings: QueueSettings,
  ) {}

  /**
   * Says who does jobs of this type.
   * @throws Error when somebody does already.
   */
  handle<Payload extends object>(type: string, handler: JobHandler<Payload>): void {
    if (this.#handlers.has(type)) throw new Error(`Two handlers for jobs of type "${type}".`);
    this.#handlers.set(type, handler);
  }

  /** Wants a job done once the transaction in progress has committed; with its rollback it is gone. */
  async add(type: string, payload: object, options: JobOptions = {}): Promise<void> {
    if (!this.#handlers.has(type)) throw new Error(`Nobody handles jobs of type "${type}".`);
    await this.outbox.add(type, payload, options);
    await this.database.onceCommitted(() => {
      void this.#relay();
    });
  }

  /** Stops work in progress that `matches`; the handler sees its signal abort. Only in this process. */
  cancel(matches: (type: string, payload: Payloads) => boolean): void {
    for (const [id, { name, data }] of this.#active)
      if (matches(name, data)) this.#worker?.cancelJob(id, 'cancelled');
  }

  /** Jobs by state, as the engine counts them. */
  async counts(): Promise<Record<string, number>> {
    return (await this.#queue?.getJobCounts()) ?? {};
  }

  async onApplicationBootstrap(): Promise<void> {
    const pool = new pg.Pool({
      connectionString: await this.server.open(),
      max: CONNECTIONS_MAX,
      options: '-c search_path=bullmq,public',
      keepAlive: true,
    });
    pool.on('error', (error) => {
      this.#logger.warn({ message: 'A connection of the queue broke', reason: error.message });
    });
    this.#pool = pool;
    await prepare(pool);
    const quiet = (error: Error) => {
      this.#logger.warn({ message: 'The queue stumbled', reason: error.message });
    };
    this.#queue = new Queue<Payloads>('jobs', { connection: engineConnection(pool) });
    this.#queue.on('error', quiet);
    await this.#readdLost();
    this.#worker = this.#startWorker(pool);
    this.#worker.on('error', quiet);
    this.#timer = setInterval(() => void this.#relay(), RELAY_EVERY_MS);
    void this.#relay();
  }

  /** Hands back what is in progress: another worker, or our next start, goes on from the last finished stage. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    this.#worker?.cancelAllJobs('shutting down');
    await this.#letGo();
    await this.#relaying?.catch(() => undefined);
    await this.#queue?.close();
    await this.#pool?.end();
    if (this.#pool) await this.server.close();
  }

  /** Waits for the worker, but not for one that does not end: its job's lock runs out by itself. */
  async #letGo(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    const timeout = new AbortController();
    const isLate = sleep(STOP_MS_MAX, true, { signal: timeout.signal }).catch(() => false);
    if (await Promise.race([worker.close().then(() => false), isLate])) await worker.close(true);
    timeout.abort();
  }

  readonly #active = new Map<string, Job<Payloads>>();

  #startWorker(pool: pg.Pool): EngineWorker {
    const work = async (job: Job<Payloads>, token?: string, signal?: AbortSignal) => {
      const id = job.id ?? '';
      this.#active.set(id, job);
      try {
        // A job that was just handed back may be fetched once more before the worker has closed.
        if (this.#isStopping) throw new Error('This process is stopping.');
        await withLogContext({ job_id: id }, () => this.#run(job, signal));
      } catch (error) {
        if (!this.#isStopping) throw error;
        await job.moveToWait(token);
        throw new WaitingError();
      } finally {
        this.#active.delete(id);
      }
    };
    return new Worker<Payloads>('jobs', work, {
      connection: engineConnection(pool),
      concurrency: this.settings.concurrency,
      lockDuration: this.settings.lockMs,
      stalledInterval: STALLED_EVERY_MS,
      maxStalledCount: STALLED_TIMES_MAX,
      drainDelay: 1,
      runRetryDelay: RETRY_AFTER_ERROR_MS,
    });
  }

  async #run(job: Job<Payloads>, signal = new AbortController().signal): Promise<void> {
    const handler = this.#handlers.get(job.name);
    const attempt = job.attemptsMade + 1;
    const isLastAttempt = attempt >= (job.opts.attempts ?? 1);
    const id = job.id ?? '';
    if (!handler) throw new Error(`Nobody handles jobs of type "${job.name}".`);
    try {
      await handler(job.data as never, { jobId: id, attempt, isLastAttempt, signal });
      await this.outbox.finished(id);
    } catch (error) {
      if (this.#isStopping || (!(error instanceof Unrecoverable) && !isLastAttempt)) throw error;
      await this.outbox.finished(id);
      throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * One at a time; whoever asks meanwhile waits for a round that starts after his commit. Before the start
   * and after the end of the queue records wait.
   */
  async #relay(): Promise<void> {
    if (!this.#worker || this.#isStopping) return;
    const previous = this.#relaying;
    const round = (async () => {
      await previous?.catch(() => undefined);
      for (const record of await this.outbox.waiting()) {
        if (this.#isStopping) return;
        await this.#hand(record);
        await this.outbox.relayed(record.id);
      }
    })();
    this.#relaying = round;
    try {
      await round;
    } catch (error) {
      this.#logger.warn({ message: 'The outbox waits', reason: String(error) });
    }
  }

  /** Adding twice is harmless: the record's id is the job's. */
  async #hand({ id, type, payload, options }: OutboxRecord): Promise<void> {
    await this.#queue?.add(type, payload as Payloads, {
      jobId: id,
      priority: 1 + LANES.indexOf(options.lane ?? 'default'),
      attempts: options.triesMax ?? TRIES_MAX,
      backoff: { type: 'exponential', delay: 1000 },
      removeOnComplete: FINISHED_KEPT,
      removeOnFail: FINISHED_KEPT,
    });
  }

  /** Jobs that the engine has lost, or finished while we were killed before we noted it, are added again. */
  async #readdLost(): Promise<void> {
    let batch = await this.outbox.unfinished();
    while (batch.length > 0) {
      for (const record of batch) await this.#readdIfLost(record);
      batch = await this.outbox.unfinished(batch.at(-1));
    }
    await this.outbox.prune();
  }

  async #readdIfLost(record: OutboxRecord): Promise<void> {
    const job = await this.#queue?.getJob(record.id);
    const state = await job?.getState();
    if (state === 'completed' || state === 'failed') await this.outbox.finished(record.id);
    else if (!job) await this.#hand(record);
  }
}

/** BullMQ takes a pool as it is; its own type for one lacks what pg's has. */
function engineConnection(pool: pg.Pool): Record<string, unknown> {
  return pool as unknown as Record<string, unknown>;
}

async function prepare(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}
