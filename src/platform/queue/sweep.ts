import { Injectable, Logger } from '@nestjs/common';
import type { Engine } from './engine/engine.js';
import { JobLedger } from './job-ledger.js';
import { type JobRecord, JobRepository } from './job.repository.js';
import { Relay } from './relay.js';

const SWEEP_EVERY_MS = 5_000;
/** Younger jobs are left alone: what became of them may just be on its way. */
const OLDER_THAN_MS = 5_000;
const PRUNE_EVERY_MS = 3_600_000;

/**
 * Compares records with the engine: what the engine has lost (a Redis that was flushed) is handed over
 * again, what it has ended without our noting it (a process killed in between) is noted.
 */
@Injectable()
export class Sweep {
  readonly #logger = new Logger(Sweep.name);
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #prunedAt = -Infinity;

  constructor(
    private readonly jobs: JobRepository,
    private readonly ledger: JobLedger,
    private readonly relay: Relay,
  ) {}

  /** Looks once at everything, then at what has been waiting for long, again and again. */
  async start(engine: Engine): Promise<void> {
    await this.#sweep(engine, 0);
    this.#timer = setInterval(() => {
      this.#sweeping ??= this.#sweep(engine, OLDER_THAN_MS)
        .catch((error: unknown) => {
          this.#logger.warn({ message: 'Lost jobs were not looked for', reason: String(error) });
        })
        .finally(() => {
          this.#sweeping = undefined;
        });
    }, SWEEP_EVERY_MS);
  }

  /** Looks now, beside the usual rounds. */
  look(engine: Engine): Promise<void> {
    return this.#sweep(engine, OLDER_THAN_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweep(engine: Engine, olderThanMs: number): Promise<void> {
    let batch = await this.jobs.unfinished(olderThanMs);
    while (batch.length > 0) {
      const lost: string[] = [];
      for (const record of batch) if (await this.#isLost(engine, record)) lost.push(record.id);
      if (lost.length > 0) await this.#wantAgain(lost);
      batch = await this.jobs.unfinished(olderThanMs, batch.at(-1)?.id);
    }
    if (performance.now() - this.#prunedAt < PRUNE_EVERY_MS) return;
    await this.jobs.prune();
    this.#prunedAt = performance.now();
  }

  async #isLost(engine: Engine, { id, lane }: JobRecord): Promise<boolean> {
    const state = await engine.stateOf(lane, id);
    if (state === 'unfinished') return false;
    if (state === undefined) return true;
    await this.jobs.finish(id, state);
    return false;
  }

  /** The engine may have ended and forgotten a job that we are about to note: write first, then look again. */
  async #wantAgain(ids: readonly string[]): Promise<void> {
    await this.ledger.flush();
    const count = await this.jobs.unrelay(ids);
    if (count === 0) return;
    this.#logger.warn({ message: 'Jobs that the engine has lost are handed over again', count });
    await this.relay.wake();
  }
}
