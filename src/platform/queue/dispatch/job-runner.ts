import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { onBehalfOf } from '#platform/access';
import { redact } from '#platform/config';
import { withLogContext } from '#platform/logging';
import { NoTracing, type Tracing } from '#platform/tracing';
import { JobOrigin } from '../job-origin.js';
import type { Engine, HeldJob } from '../engine/engine.js';
import { type JobRun, type Lane, RetryLater, Unrecoverable } from '../job.js';
import type { JobChange, JobLedger } from '../job-ledger.js';
import type { JobType, JobTypes } from './job-type.js';

/** A handler that does not heed its signal is left behind after so long. */
const GRACE_MS = 5_000;
/** While the engine is away the result of a job is kept and offered again, for so long. */
const SETTLE_MS_MAX = 60_000;
const SETTLE_PAUSE_MS = 500;
/** The database is away: that says nothing about the job, so its tries are left alone. */
const OUTAGE_PAUSE_MS = 1_000;
/** Tries that did not count may not go on for ever. */
const BEGUN_MAX = 100;
const ERROR_CHARACTERS_MAX = 2_000;

/** Why a job in progress has to stop. */
export type StopReason = 'cancelled' | 'taken over' | 'shutting down';

/** What a finished run means for the one who dispatches. */
export interface RunOutcome {
  /** Brought along by the engine. */
  readonly next?: HeldJob | undefined;
  /** The engine was asked for the next and had none. */
  readonly isLast?: boolean;
  /** When the lane has work again because of this job, milliseconds from now. */
  readonly wakeAfterMs?: number | undefined;
}

/** One run of a job that has ended here. */
export interface EndedRun {
  readonly type: string;
  readonly lane: Lane;
  /** `retried`: it failed and is tried again; `handed_back`: this run does not count. */
  readonly outcome: 'completed' | 'failed' | 'retried' | 'cancelled' | 'handed_back';
  readonly durationMs: number;
}

/** What came of an attempt. */
interface Attempted {
  readonly outcome: EndedRun['outcome'];
  readonly error: Error | undefined;
  /** Why it had to stop, if it had to. */
  readonly reason: StopReason | OutOfTime | undefined;
}

/** Who watches runs. */
export interface Around {
  readonly onEnded: (run: EndedRun) => void;
  readonly tracing: Tracing;
}

const NOTHING_AROUND: Around = { onEnded: () => undefined, tracing: new NoTracing() };

interface Running {
  readonly held: HeldJob;
  readonly stop: AbortController;
  readonly ended: PromiseWithResolvers<undefined>;
}

/** Does jobs that this process holds, and tells engine and ledger how they ended. */
export class JobRunner {
  readonly #logger = new Logger(JobRunner.name);
  /** By lock token: one job may be held twice for a moment, when its first lock has run out meanwhile. */
  readonly #running = new Map<string, Running>();

  /** The engine is being closed: what ends later is left to its lock. */
  readonly #engineLeft = new AbortController();

  constructor(
    private readonly engine: Engine,
    private readonly types: JobTypes,
    private readonly ledger: JobLedger,
    private readonly isOutage: (error: unknown) => boolean,
    private readonly around: Around = NOTHING_AROUND,
  ) {}

  get held(): HeldJob[] {
    return [...this.#running.values()].map(({ held }) => held);
  }

  /** @returns Whether this process was doing it. */
  stop(id: string, reason: StopReason): boolean {
    const own = [...this.#running.values()].filter(({ held }) => held.id === id);
    for (const { stop } of own) stop.abort(reason);
    return own.length > 0;
  }

  /** The engine closes after this: jobs that still run can be told to nobody, and wait for their lock to run out. */
  leaveEngine(): void {
    this.#engineLeft.abort();
  }

  /** The lock of this very holding is lost: somebody else, perhaps we ourselves, has the job now. */
  abandon({ token }: HeldJob): void {
    this.#running.get(token)?.stop.abort('taken over');
  }

  /** Never throws: whatever happens is told to the engine, or left to the lock. */
  async run(held: HeldJob, fetchNext: () => boolean): Promise<RunOutcome> {
    await this.#endEarlier(held);
    const stop = new AbortController();
    const ended = Promise.withResolvers<undefined>();
    this.#running.set(held.token, { held, stop, ended });
    this.ledger.note(held.id, { state: 'active', attempts: held.attempt, isStarted: true });
    const startedMs = performance.now();
    try {
      const attempted = this.#judge(held, stop.signal, await this.#attempt(held, stop));
      const { outcome } = attempted;
      const durationMs = performance.now() - startedMs;
      this.around.onEnded({ type: held.type, lane: held.lane, outcome, durationMs });
      return await this.#settle(held, attempted, fetchNext);
    } catch (error) {
      this.#logger.warn({
        message: 'A job is left to its lock',
        job_id: held.id,
        reason: String(error),
      });
      return {};
    } finally {
      if (this.#running.get(held.token)?.ended === ended) this.#running.delete(held.token);
      ended.resolve(undefined);
    }
  }

  /** A job whose lock ran out here comes back to us: its earlier run ends first, so that it never runs twice at once. */
  async #endEarlier({ id, token }: HeldJob): Promise<void> {
    const earlier = [...this.#running.values()].filter(
      ({ held }) => held.id === id && held.token !== token,
    );
    for (const { stop } of earlier) stop.abort('taken over');
    await Promise.all(earlier.map(({ ended }) => ended.promise));
  }

  /** @returns What went wrong, if anything did. */
  async #attempt(held: HeldJob, stop: AbortController): Promise<Error | undefined> {
    const type = this.types.find(held.type);
    if (!type) return new Error(`Nobody handles jobs of type "${held.type}".`);
    if (held.begun > BEGUN_MAX) return new Unrecoverable('It was begun too often.');
    const timer = setTimeout(() => {
      stop.abort(new OutOfTime(type.deadlineMs));
    }, type.deadlineMs);
    try {
      await Promise.race([this.#call(held, type, stop.signal), left(stop.signal)]);
      return lateness(stop.signal);
    } catch (error) {
      return lateness(stop.signal) ?? (error instanceof Error ? error : new Error(String(error)));
    } finally {
      clearTimeout(timer);
    }
  }

  async #call(held: HeldJob, { handler }: JobType, signal: AbortSignal): Promise<void> {
    const { payload, parent, who } = JobOrigin.outOf(held.payload);
    const attributes = { 'radiox.job.id': held.id, 'radiox.job.attempt': held.attempt };
    const options = { kind: 'consumer', parent, attributes } as const;
    await withLogContext({ job_id: held.id }, () =>
      this.around.tracing.span(`job ${held.type}`, options, async () =>
        onBehalfOf(who, () => handler(payload as never, this.#runOf(held, signal))),
      ),
    );
  }

  #runOf(held: HeldJob, signal: AbortSignal): JobRun {
    return {
      jobId: held.id,
      attempt: held.attempt,
      isLastAttempt: held.isLastAttempt,
      signal,
      progress: (share, sentence) => {
        this.ledger.note(held.id, {
          progress: { share, ...(sentence !== undefined && { sentence }) },
        });
      },
    };
  }

  #judge(held: HeldJob, stopped: AbortSignal, error: Error | undefined): Attempted {
    const reason = stopped.aborted ? (stopped.reason as StopReason | OutOfTime) : undefined;
    const as = (outcome: Attempted['outcome']) => ({ outcome, error, reason });
    if (reason === 'taken over') return as('handed_back');
    if (reason === 'cancelled') return as('cancelled');
    if (!error) return as('completed');
    if (reason === 'shutting down' || error instanceof RetryLater || this.isOutage(error))
      return as('handed_back');
    return as(held.isLastAttempt || error instanceof Unrecoverable ? 'failed' : 'retried');
  }

  async #settle(
    held: HeldJob,
    { outcome, error, reason }: Attempted,
    fetchNext: () => boolean,
  ): Promise<RunOutcome> {
    if (reason === 'taken over') return {};
    if (outcome === 'cancelled') return this.#cancelled(held);
    if (!error) return this.#completed(held, fetchNext);
    if (reason === 'shutting down') return this.#handBack(held, 0);
    if (error instanceof RetryLater) return this.#handBack(held, error.afterMs);
    if (outcome === 'handed_back') return this.#handBack(held, OUTAGE_PAUSE_MS);
    return this.#failed(held, error);
  }

  async #completed(held: HeldJob, fetchNext: () => boolean): Promise<RunOutcome> {
    const isAsked = fetchNext();
    const next = await this.#insist(() => this.engine.complete(held, isAsked));
    this.ledger.note(held.id, { state: 'completed', ...this.#end(held) });
    return { next, isLast: isAsked && !next };
  }

  async #failed(held: HeldJob, error: Error): Promise<RunOutcome> {
    const isFinal = held.isLastAttempt || error instanceof Unrecoverable;
    const told = redact(error.message).slice(0, ERROR_CHARACTERS_MAX);
    const wakeAfterMs = await this.#insist(() => this.engine.fail(held, error, isFinal));
    this.ledger.note(
      held.id,
      isFinal
        ? { state: 'failed', error: told, ...this.#end(held) }
        : { state: 'delayed', error: told },
    );
    return { wakeAfterMs };
  }

  async #cancelled(held: HeldJob): Promise<RunOutcome> {
    await this.#insist(() => this.engine.fail(held, new Error('cancelled'), true));
    this.ledger.note(held.id, { state: 'cancelled', ...this.#end(held) });
    return {};
  }

  #end({ type }: HeldJob): Pick<JobChange, 'isFinished' | 'makesRoom'> {
    return { isFinished: true, makesRoom: this.types.isLimited(type) };
  }

  async #handBack(held: HeldJob, afterMs: number): Promise<RunOutcome> {
    await this.#insist(() => this.engine.handBack(held, afterMs));
    this.ledger.note(held.id, { state: afterMs > 0 ? 'delayed' : 'waiting' });
    return { wakeAfterMs: afterMs };
  }

  /** Tries again while the engine cannot be reached; an answer that is a refusal is final (the lock is lost). */
  async #insist<T>(tell: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + SETTLE_MS_MAX;
    for (;;) {
      try {
        return await tell();
      } catch (error) {
        const isRefusal = /lock|missing key|not in the active state/i.test(String(error));
        const isLate = performance.now() > deadline;
        if (isRefusal || isLate || this.#engineLeft.signal.aborted) throw error;
        await sleep(SETTLE_PAUSE_MS, undefined, { signal: this.#engineLeft.signal });
      }
    }
  }
}

/** A try took longer than its type may. */
class OutOfTime extends Error {
  constructor(deadlineMs: number) {
    super(`It took longer than ${deadlineMs} ms.`);
  }
}

function lateness({ aborted, reason }: AbortSignal): OutOfTime | undefined {
  return aborted && reason instanceof OutOfTime ? reason : undefined;
}

/** Ends some time after the signal: nobody waits for a handler that does not. */
function left(signal: AbortSignal): Promise<never> {
  return new Promise((_, refuse) => {
    const leave = () => {
      setTimeout(() => {
        refuse(new Error('It did not stop when it was told to.'));
      }, GRACE_MS).unref();
    };
    signal.addEventListener('abort', leave, { once: true });
  });
}
