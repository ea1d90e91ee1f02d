import { Logger } from '@nestjs/common';
import type { BoundedPool } from './bounded-pool.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { DatabaseServer } from './database-server.js';
import { type FoundServer, hasMoved, reasonOf } from './primary.js';

/** A failure and a recovery are seen within 5 s: this, and twice 1.5 s for the look itself. */
const EVERY_MS = 1_000;
/** What was thrown away ends in failures of its own, which must not count against the new server. */
const AFTER_MOVE_MS = 50;

export interface ServerHealth {
  readonly isUp: boolean;
  /** Why not. For the log, not for strangers: it may name hosts. */
  readonly reason?: string;
  readonly failovers: number;
  /** ISO time. */
  readonly lastFailoverAt: string | null;
}

/**
 * Looks at the database every second on a connection of its own. It opens and closes the breaker, cuts all
 * connections to a server that is gone, and notices when another one has taken over.
 */
export class DatabaseWatch {
  readonly #logger = new Logger(DatabaseWatch.name);
  #health: ServerHealth = { isUp: true, failovers: 0, lastFailoverAt: null };
  #seen: FoundServer['state'] | undefined;
  #running: Promise<void> | undefined;
  #isStopping = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly server: DatabaseServer,
    private readonly pool: BoundedPool,
    private readonly breaker: CircuitBreaker,
  ) {}

  get health(): ServerHealth {
    return this.#health;
  }

  /** Looks once, then goes on until `stop`. */
  async start(): Promise<void> {
    await this.#look();
    const hurry = () => {
      this.#wake();
    };
    this.pool.whenLost(hurry);
    this.server.whenBack(hurry);
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    await this.#pause(EVERY_MS);
    while (!this.#isStopping) await this.#pause((await this.#look()) ? AFTER_MOVE_MS : EVERY_MS);
  }

  async #pause(ms: number): Promise<void> {
    if (this.#isStopping) return;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, ms).unref();
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  /** @returns Whether the pool has been cleared. */
  async #look(): Promise<boolean> {
    try {
      return this.#sawUp(await this.server.look());
    } catch (error) {
      this.#sawDown(reasonOf(error));
      return false;
    }
  }

  #sawUp(state: FoundServer['state']): boolean {
    const isOther = this.#seen !== undefined && hasMoved(this.#seen, state);
    this.#seen = state;
    const wasUp = this.#health.isUp;
    const { failovers, lastFailoverAt } = this.#health;
    this.#health = {
      isUp: true,
      failovers: failovers + Number(isOther),
      lastFailoverAt: isOther ? new Date().toISOString() : lastFailoverAt,
    };
    if (isOther) {
      const { place: server, timeline } = state;
      this.#logger.warn({ message: 'The database has moved to another server', server, timeline });
      this.#evict();
    }
    // Else the pool knows better: this connection may work while no other can be had.
    if (isOther || !wasUp) this.breaker.succeeded();
    if (!wasUp) this.#logger.log('The database answers again');
    void this.pool.topUp();
    return isOther || !wasUp;
  }

  #sawDown(reason: string): void {
    const wasUp = this.#health.isUp;
    this.#health = { ...this.#health, isUp: false, reason };
    this.breaker.open(performance.now());
    if (!wasUp) return;
    this.#logger.error({ message: 'The database does not answer', reason });
    this.#evict();
    this.pool.refuseWaiting();
  }

  /** Cuts what hangs on a server that is gone: the pool, and what the queue and the signals have beside it. */
  #evict(): void {
    this.pool.evict();
    this.server.evict();
  }
}
