import { Injectable, Logger } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { Database, DatabaseServer, Signals } from '#platform/database';
import { Lifecycle } from '#platform/lifecycle';
import { RedisSettings } from '#platform/redis';
import { Tracing } from '#platform/tracing';
import { Dispatcher } from './dispatch/dispatcher.js';
import { type EndedRun, JobRunner } from './dispatch/job-runner.js';
import { JobTypes } from './dispatch/job-type.js';
import { type EngineBackend, postgresBackend, redisBackend } from './engine/backend.js';
import { Engine } from './engine/engine.js';
import { PAYLOAD_BYTES_MAX } from './engine/payload.js';
import {
  type JobHandler,
  type JobOptions,
  type JobTypeOptions,
  type Lane,
  LANES,
  type JobStanding,
  type Limit,
} from './job.js';
import { JobOrigin } from './job-origin.js';
import { JobLedger } from './job-ledger.js';
import { JobNotFound, JobNotInState } from './job.problems.js';
import { JobRepository, type LaneFigures, type TypeFigures } from './job.repository.js';
import { isOutage } from './outage.js';
import { Pauses } from './pauses.js';
import { QueueSettings } from './queue.settings.js';
import { Relay, WORK_ADDED } from './relay.js';
import { type Schedule, Scheduler } from './schedule/scheduler.js';
import { Sweep } from './sweep.js';

const CANCEL = 'queue.cancel';
const START_MS_MAX = 30_000;
const STOP_MS_MAX = 5_000;

/**
 * Later work that survives a crash: five queues on BullMQ behind records in the database. At least once,
 * never silently lost; a handler makes the effect exactly once by its own unique keys.
 */
@Injectable()
export class JobQueue {
  readonly #logger = new Logger(JobQueue.name);
  readonly #types = new JobTypes();
  readonly #ends: Array<() => void> = [];
  readonly #listeners: Array<(run: EndedRun) => void> = [];
  #engine: Engine | undefined;
  #runner: JobRunner | undefined;
  #dispatcher: Dispatcher | undefined;

  constructor(
    private readonly server: DatabaseServer,
    private readonly database: Database,
    private readonly signals: Signals,
    private readonly jobs: JobRepository,
    private readonly ledger: JobLedger,
    private readonly relay: Relay,
    private readonly sweep: Sweep,
    private readonly pauses: Pauses,
    private readonly scheduler: Scheduler,
    private readonly settings: QueueSettings,
    private readonly redis: RedisSettings,
    private readonly service: ServiceSettings,
    private readonly tracing: Tracing,
    lifecycle: Lifecycle,
  ) {
    lifecycle.register({
      name: 'queue',
      step: 'queue',
      isRequired: true,
      startMsMax: START_MS_MAX,
      stopMsMax: STOP_MS_MAX,
      start: () => this.#start(),
      stop: () => this.#stop(),
    });
  }

  /**
   * Says who does jobs of this type, in every process, before the queue starts.
   * @throws Error when somebody does already.
   */
  handle<Payload extends object>(
    type: string,
    handler: JobHandler<Payload>,
    options: JobTypeOptions = {},
  ): void {
    this.#types.register(type, handler, options);
  }

  /** Bounds jobs in the whole fleet that use one provider. */
  limitProvider(name: string, limit: Limit): void {
    this.relay.limitProvider(name, limit);
  }

  /**
   * Wants a job done once the transaction in progress has committed; with its rollback it is gone.
   * @returns Its id; that of the unfinished job with the same `dedupKey` where there is one.
   * @throws Error when nobody handles the type or the payload is larger than 1 MiB of JSON.
   */
  async add(type: string, payload: object, options: JobOptions = {}): Promise<string> {
    const known = this.#types.find(type);
    if (!known) throw new Error(`Nobody handles jobs of type "${type}".`);
    const bytes = Buffer.byteLength(JSON.stringify(payload));
    if (bytes > PAYLOAD_BYTES_MAX)
      throw new Error(
        `A job of type "${type}" carries ${bytes} bytes: more than ${PAYLOAD_BYTES_MAX}.`,
      );
    const { lane, triesMax, dedupKey, runAt, provider } = options;
    const id = await this.jobs.insert({
      type,
      payload: JobOrigin.into(payload, this.tracing.current()),
      lane: lane ?? known.lane ?? 'default',
      options: triesMax === undefined ? {} : { triesMax },
      provider: provider ?? known.provider,
      dedupKey,
      runAt,
    });
    await this.database.onceCommitted(() => {
      void this.relay.wake();
    });
    return id;
  }

  /**
   * Cancels a job wherever it is; one that runs is told by its signal, in whichever process.
   * @throws JobNotFound, JobNotInState when it has ended.
   */
  async cancel(id: string): Promise<void> {
    if ((await this.#cancel([id])) > 0) return;
    const job = await this.jobs.find(id);
    if (!job) throw new JobNotFound(id);
    throw new JobNotInState(id, job.state, 'only one that has not ended can be cancelled');
  }

  /** Cancels all unfinished jobs of a type whose payload has these members. @returns How many. */
  async cancelAll(type: string, members: object): Promise<number> {
    return this.#cancel(await this.jobs.idsOf(type, members));
  }

  /**
   * Begins a failed or cancelled job again, with all its tries.
   * @throws JobNotFound, JobNotInState
   */
  async retry(id: string): Promise<void> {
    const job = await this.jobs.find(id);
    if (!job) throw new JobNotFound(id);
    const isOver = job.state === 'failed' || job.state === 'cancelled';
    if (isOver) await this.#engine?.remove(job.lane, id);
    if (!isOver || !(await this.jobs.redrive(id)))
      throw new JobNotInState(
        id,
        job.state,
        'only one that failed or was cancelled can be retried',
      );
    await this.relay.wake();
  }

  /** A queue that is paused begins nothing, in the whole fleet; what runs goes on. */
  async setPaused(lane: Lane, isPaused: boolean): Promise<void> {
    await this.pauses.set(lane, isPaused);
    this.#dispatcher?.wake();
  }

  isPaused(lane: Lane): boolean {
    return this.pauses.has(lane);
  }

  /** Wants a job of this type by the clock; once for each moment in the whole fleet. */
  async schedule(schedule: Schedule): Promise<void> {
    if (!this.#types.find(schedule.type))
      throw new Error(`Nobody handles jobs of type "${schedule.type}".`);
    await this.scheduler.set(schedule);
  }

  async unschedule(name: string): Promise<void> {
    await this.scheduler.remove(name);
  }

  /** How a job does; nothing where there is none, or its record was forgotten. */
  async find(id: string): Promise<JobStanding | undefined> {
    const job = await this.jobs.find(id);
    if (!job) return undefined;
    const { state, progress, started_at: startedAt, finished_at: finishedAt } = job;
    return { state, progress, startedAt, finishedAt };
  }

  /** How jobs of these types do, in the whole fleet. */
  figuresOf(types: readonly string[]): Promise<TypeFigures> {
    return this.jobs.figuresOf(types);
  }

  /** How each queue does, from the records of jobs: needs a connection of the pool. */
  figures(): Promise<LaneFigures[]> {
    return this.jobs.figures();
  }

  /** @param listener Called at the end of each run in this process; quick, and it never throws. */
  onRunEnded(listener: (run: EndedRun) => void): void {
    this.#listeners.push(listener);
  }

  /** Jobs that this process is doing. */
  get running(): number {
    return this.#runner?.held.length ?? 0;
  }

  /** Records of jobs that have ended, and how many of them `prune` would forget. */
  endedCounts(): Promise<{ ended: number; old: number }> {
    return this.jobs.endedCounts();
  }

  /** Forgets the records of jobs that ended long ago. @returns How many. */
  prune(): Promise<number> {
    return this.jobs.prune();
  }

  /** How each queue of the fleet does, as far as its jobs are unfinished. */
  unfinished(): Promise<LaneFigures[]> {
    return this.jobs.unfinishedFigures();
  }

  /** Compares records with the engine: what the engine has lost is handed over again. */
  async mend(): Promise<void> {
    if (this.#engine) await this.sweep.look(this.#engine);
  }

  /** Jobs of all queues by state, as the engine counts them. */
  async counts(): Promise<Record<string, number>> {
    const sums: Record<string, number> = {};
    for (const lane of LANES)
      for (const [state, count] of Object.entries((await this.#engine?.counts(lane)) ?? {}))
        sums[state] = (sums[state] ?? 0) + count;
    return sums;
  }

  async #start(): Promise<void> {
    const engine = new Engine(await this.#backend(), this.settings.lockMs, this.#onError);
    this.#engine = engine;
    await this.sweep.start(engine);
    await this.pauses.start(() => this.#dispatcher?.wake());
    if (['all', 'worker'].includes(this.service.role)) await this.#startWork(engine);
    this.relay.start(engine, this.#types, (lane) => this.#dispatcher?.wake(lane));
    this.ledger.onceFinished(() => void this.relay.wake());
  }

  /** Hands back what is in progress: another process, or our next start, goes on from the last finished stage. */
  async #stop(): Promise<void> {
    for (const end of this.#ends) end();
    this.pauses.stop();
    await this.scheduler.stop();
    await this.sweep.stop();
    await this.relay.stop();
    await this.#dispatcher?.stop();
    await this.ledger.close();
    await this.#engine?.close();
    if (this.#engine) await this.server.close();
  }

  async #startWork(engine: Engine): Promise<void> {
    const runner = new JobRunner(engine, this.#types, this.ledger, isOutage, {
      onEnded: (run) => {
        for (const listener of this.#listeners) listener(run);
      },
      tracing: this.tracing,
    });
    const dispatcher = new Dispatcher(engine, runner, {
      slots: () => this.settings.concurrency,
      lockMs: this.settings.lockMs,
      isPaused: (lane) => this.pauses.has(lane),
      cancelled: (ids) => this.jobs.cancelled(ids),
    });
    this.#runner = runner;
    this.ledger.onceRefused((ids) => {
      for (const id of ids) runner.stop(id, 'cancelled');
    });
    this.#dispatcher = dispatcher;
    this.#ends.push(
      this.signals.on(WORK_ADDED, (lanes) => {
        for (const lane of LANES) if (lanes.split(' ').includes(lane)) dispatcher.wake(lane);
      }),
      this.signals.on(CANCEL, (ids) => {
        for (const id of ids.split(' ')) runner.stop(id, 'cancelled');
      }),
    );
    await engine.work((lane) => {
      dispatcher.wake(lane);
    });
    dispatcher.start();
    this.scheduler.start();
  }

  async #backend(): Promise<EngineBackend> {
    await this.server.open(); // Also with Redis: the records of jobs lie in the database.
    return this.settings.backend === 'redis'
      ? redisBackend(this.redis, this.#onError)
      : postgresBackend(this.server, this.#onError);
  }

  async #cancel(ids: readonly string[]): Promise<number> {
    const cancelled = await this.jobs.cancel(ids);
    for (const { id, lane } of cancelled) {
      if (this.#runner?.stop(id, 'cancelled')) continue;
      // Refused for a job that is locked, that is, in progress elsewhere: the signal finds it.
      await this.#engine?.remove(lane, id).catch(() => undefined);
    }
    const others = cancelled.map(({ id }) => id);
    for (let at = 0; at < others.length; at += 100)
      await this.signals.tell(CANCEL, others.slice(at, at + 100).join(' '));
    return cancelled.length;
  }

  readonly #onError = (error: Error): void => {
    this.#logger.warn({ message: 'The queue stumbled', reason: error.message });
  };
}
