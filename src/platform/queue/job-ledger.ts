import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#platform/database';
import type { JobState } from './job.js';

/** What became of a job, as far as it changed. */
export interface JobChange {
  readonly state?: JobState;
  readonly attempts?: number;
  readonly progress?: { readonly share: number; readonly sentence?: string };
  readonly error?: string | null;
  readonly isStarted?: boolean;
  readonly isFinished?: boolean;
  /** Its type has limits: others may wait for its end. */
  readonly makesRoom?: boolean;
}

/** Short enough that nobody notices, long enough to write several jobs at once. */
const FLUSH_MS = 20;
/**
 * While so many change at once, they are written as seldom as this: each statement takes the processor from the engine, and
 * nobody follows one of hundreds a second. With Redis beside it that is a fifth more jobs a second.
 */
const BURST_CHANGES = 50;
const BURST_FLUSH_MS = 250;
const RETRY_MS = 500;
/** With the database away changes pile up; beyond this many jobs the oldest are left to the sweep. */
const HELD_MAX = 20_000;

/**
 * Writes down what happens to jobs, many in one statement: a statement a job would halve the queue's speed.
 * What is lost with the process is found again by the sweep, for the engine knows what it has finished.
 */
@Injectable()
export class JobLedger {
  readonly #logger = new Logger(JobLedger.name);
  #held = new Map<string, JobChange>();
  #timer: NodeJS.Timeout | undefined;
  #dueMs = Infinity;
  /** A database that is away is asked no sooner, whatever happens meanwhile. */
  #notBeforeMs = 0;
  #isBurst = false;
  #writing: Promise<void> | undefined;
  #isClosed = false;
  #afterFlush: (() => void) | undefined;
  #afterRefusal: ((ids: readonly string[]) => void) | undefined;

  constructor(private readonly database: Database) {}

  /** Calls after each write that finished jobs: there may be room for others. */
  onceFinished(listener: () => void): void {
    this.#afterFlush = listener;
  }

  /** After the close nothing is noted: it could never be written. */
  note(id: string, change: JobChange): void {
    if (this.#isClosed) return;
    this.#held.set(id, { ...this.#held.get(id), ...change });
    if (this.#held.size > HELD_MAX) this.#dropOldest();
    this.#flushIn(this.#isBurst && !change.makesRoom ? BURST_FLUSH_MS : FLUSH_MS);
  }

  /** Calls with jobs that have begun although their record says that they have ended: cancelled, or done already. */
  onceRefused(listener: (ids: readonly string[]) => void): void {
    this.#afterRefusal = listener;
  }

  /** Resolves when everything noted so far is written, or could not be. Never throws: what failed is tried again. */
  async flush(): Promise<void> {
    this.#stopTimer();
    await this.#writing;
    if (this.#held.size === 0) return this.#writing;
    const changes = this.#held;
    this.#held = new Map();
    this.#isBurst = changes.size >= BURST_CHANGES;
    const writing = this.#write(changes).finally(() => {
      if (this.#writing === writing) this.#writing = undefined;
    });
    this.#writing = writing;
    await writing;
  }

  /** Writes what is noted, tries no more, and is deaf from then on: a job that outlives its queue is found by the sweep. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  async #write(changes: ReadonlyMap<string, JobChange>): Promise<void> {
    const rows = [...changes].map(([id, change]) => ({ id, ...change }));
    try {
      const written = await this.database.query<{ id: string }>(
        `update job set
            state = coalesce(change.state, job.state),
            attempts = coalesce(change.attempts, job.attempts),
            progress = coalesce(change.progress, job.progress),
            error = case when change.state = 'completed' then null else coalesce(change.error, job.error) end,
            started_at = case when change."isStarted" then coalesce(job.started_at, now()) else job.started_at end,
            finished_at = case when change."isFinished" then now() else job.finished_at end
          from jsonb_to_recordset($1::jsonb) as change(id uuid, state text, attempts integer, progress jsonb, error text,
            "isStarted" boolean, "isFinished" boolean)
          where job.id = change.id and job.finished_at is null returning job.id`,
        [JSON.stringify(rows)],
      );
      this.#tell(rows, new Set(written.map(({ id }) => id)));
    } catch (error) {
      this.#logger.warn({ message: 'What became of jobs is written later', reason: String(error) });
      if (this.#isClosed) return;
      for (const [id, change] of changes) this.#held.set(id, { ...change, ...this.#held.get(id) });
      this.#notBeforeMs = performance.now() + RETRY_MS;
      this.#flushIn(RETRY_MS);
    }
  }

  /** At that time or before. */
  #flushIn(ms: number): void {
    const now = performance.now();
    const dueMs = Math.max(now + ms, this.#notBeforeMs);
    if (dueMs >= this.#dueMs) return;
    this.#stopTimer();
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => void this.flush(), dueMs - now);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#dueMs = Infinity;
  }

  #tell(rows: ReadonlyArray<JobChange & { id: string }>, written: ReadonlySet<string>): void {
    const refused = rows.filter(({ id, state }) => state === 'active' && !written.has(id));
    if (refused.length > 0) this.#afterRefusal?.(refused.map(({ id }) => id));
    if (rows.some(({ isFinished }) => isFinished)) this.#afterFlush?.();
  }

  #dropOldest(): void {
    const [oldest] = this.#held.keys();
    if (oldest !== undefined) this.#held.delete(oldest);
  }
}
