import type { CircuitBreaker } from './circuit-breaker.js';
import { DatabaseBusy, DatabaseUnavailable } from './database.problems.js';
import { Pool, type PoolClient, cut } from './postgres-client.ts';
import { PooledClient, type Surroundings } from './pooled-client.js';
import { retryPauseMs } from './retry-pause.js';

export interface PoolLimits {
  /** Connections that are kept although nobody needs them. */
  readonly min: number;
  readonly max: number;
  /** Callers that may wait for a connection at once. */
  readonly waitingMax: number;
  /** How long one of them waits at most, milliseconds. */
  readonly acquireMsMax: number;
  readonly idleMsMax: number;
  readonly lifetimeMsMax: number;
  /** Statements or transactions that one connection serves. */
  readonly usesMax: number;
  /** A connection idle for longer is tried before it is given out, milliseconds. */
  readonly pingAfterIdleMs: number;
}

export interface PoolFigures {
  readonly total: number;
  readonly active: number;
  readonly idle: number;
  readonly waiting: number;
  readonly peak: number;
  readonly max_allowed: number;
}

/** What became of the connections of a pool since its start. */
export interface PoolTurnover {
  readonly created: number;
  readonly closed: number;
  /** Connections that were lost, and those that could not be had. */
  readonly errors: number;
}

type Served = (error: Error | undefined, client: PoolClient | undefined, done: Done) => void;
type Done = (error?: Error | boolean) => void;

/** Somebody who wants a connection. Without `serve` he has his answer already. */
interface Caller {
  serve: Served | undefined;
  readonly sinceMs: number;
  readonly isTrial: boolean;
  tries: number;
}

const TRIES_MAX = 3;
/** How often waiting callers are looked through for those whose time is up, milliseconds. */
const SWEEP_EVERY_MS = 100;
const nothing = () => undefined;

/**
 * `pg`'s pool with a queue of its own in front, so that everything about waiting is bounded: how many, how
 * long, and not at all while the breaker is open. Failures leave it as Problems.
 */
export class BoundedPool extends Pool {
  readonly #limits: PoolLimits;
  readonly #breaker: CircuitBreaker;
  /** Every connection whose socket is not closed yet, those on their way out included. */
  readonly #open: Set<PooledClient>;
  readonly #lent = new Set<PoolClient>();
  /** Callers in the order they came, and those that are being served. */
  readonly #waiting = new Set<Caller>();
  readonly #asking = new Set<Caller>();
  readonly #sweeper: NodeJS.Timeout;
  #onLoss: () => void = nothing;
  #peak = 0;
  #created = 0;
  #closed = 0;
  #errors = 0;

  constructor(limits: PoolLimits, surroundings: Omit<Surroundings, 'onLoss'>) {
    const around = {
      ...surroundings,
      onLoss: () => {
        this.#errors++;
        this.#onLoss();
      },
    };
    const open = new Set<PooledClient>();
    let onStart: () => void = nothing;
    let onEnd: () => void = nothing;
    class OwnClient extends PooledClient {
      constructor() {
        super(around);
        open.add(this);
        onStart();
        this.once('end', () => {
          open.delete(this);
          onEnd();
        });
      }
    }
    super({
      Client: OwnClient,
      min: Math.min(limits.min, limits.max),
      max: limits.max,
      idleTimeoutMillis: limits.idleMsMax,
      maxLifetimeSeconds: limits.lifetimeMsMax / 1000,
      maxUses: limits.usesMax,
    });
    onStart = () => {
      this.#created++;
    };
    onEnd = () => {
      this.#closed++;
      this.#serveNext();
    };
    this.#limits = limits;
    this.#breaker = around.breaker;
    this.#open = open;
    this.#sweeper = setInterval(() => {
      this.#sweep();
    }, SWEEP_EVERY_MS).unref();
    this.on('error', around.onLoss);
    this.on('release', (_, client) => {
      this.#returned(client);
    });
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Served): void;
  override connect(callback?: Served): Promise<PoolClient> | void {
    if (callback) {
      this.#take(callback);
      return;
    }
    return new Promise((take, refuse) => {
      this.#take((error, client) => {
        if (client) take(client);
        else refuse(error ?? new DatabaseBusy());
      });
    });
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    clearInterval(this.#sweeper);
    this.refuseWaiting();
    if (callback) {
      super.end(callback);
      return;
    }
    return super.end();
  }

  /** @param listener Called whenever a connection was lost, or its server turned out to be a standby. */
  whenLost(listener: () => void): void {
    this.#onLoss = listener;
  }

  figures(): PoolFigures {
    const { totalCount: total, idleCount: idle } = this;
    const [active, waiting, max_allowed] = [this.#lent.size, this.#waiting.size, this.#limits.max];
    return { total, active, idle, waiting, peak: this.#peak, max_allowed };
  }

  /** Closes connections that nobody needs, down to those that shall always be. @returns How many. */
  async trim(): Promise<number> {
    const surplus = Math.min(
      this.idleCount,
      this.totalCount - Math.min(this.#limits.min, this.#limits.max),
    );
    if (surplus <= 0 || this.ending || this.#waiting.size > 0) return 0;
    const taken = Array.from({ length: surplus }, () => this.connect());
    const closed = await Promise.allSettled(
      taken.map(async (taking) => {
        (await taking).release(true);
      }),
    );
    return closed.filter(({ status }) => status === 'fulfilled').length;
  }

  turnover(): PoolTurnover {
    return { created: this.#created, closed: this.#closed, errors: this.#errors };
  }

  /** Throws every connection away, those in use too: their server is gone, hangs, or is no longer the right one. */
  evict(): void {
    for (const client of this.#open) cut(client);
  }

  /** Lets nobody wait any longer: nobody would be served. */
  refuseWaiting(): void {
    const problem = new DatabaseUnavailable(this.#breaker.retryAfterS(performance.now()));
    for (const caller of [...this.#waiting, ...this.#asking]) this.#refuse(caller, problem);
  }

  /** Opens connections until there are as many as shall always be. A failure is left to the next call. */
  async topUp(): Promise<void> {
    const missing = Math.min(this.#limits.min, this.#limits.max) - this.totalCount;
    if (missing <= 0 || this.ending || this.#waiting.size > 0) return;
    // Idle ones are taken too, else they would be given again; they go back as soon as new ones are asked for.
    const taken = Array.from({ length: missing + this.idleCount }, async () => {
      const client = await this.connect();
      setImmediate(() => {
        client.release();
      });
    });
    await Promise.allSettled(taken);
  }

  #take(serve: Served): void {
    const nowMs = performance.now();
    const passage = this.ending ? 'refused' : this.#breaker.pass(nowMs);
    if (passage === 'refused') {
      const problem = new DatabaseUnavailable(this.#breaker.retryAfterS(nowMs));
      process.nextTick(serve, problem, undefined, nothing);
      return;
    }
    const caller = { serve, sinceMs: nowMs, isTrial: passage === 'trial', tries: 0 };
    if (this.#waiting.size === 0 && this.#hasRoom()) {
      this.#ask(caller);
    } else if (this.#waiting.size < this.#limits.waitingMax) {
      this.#waiting.add(caller);
    } else {
      if (caller.isTrial) this.#breaker.failed(nowMs);
      process.nextTick(serve, new DatabaseBusy(), undefined, nothing);
    }
  }

  #hasRoom(): boolean {
    const { max } = this.#limits;
    if (this.#lent.size + this.#asking.size >= max) return false;
    return this.idleCount > this.#asking.size || this.#open.size < max;
  }

  #ask(caller: Caller): void {
    this.#asking.add(caller);
    caller.tries++;
    super.connect((error, client) => {
      if (!client) {
        this.#failed(caller, error);
        return;
      }
      this.#lent.add(client);
      this.#peak = Math.max(this.#peak, this.totalCount);
      if (this.#isFresh(client, caller)) this.#serve(caller, client);
      else this.#serveTried(caller, client as unknown as PooledClient & PoolClient);
    });
  }

  #isFresh(client: PoolClient, { isTrial }: Caller): boolean {
    const { idleSinceMs } = client as unknown as PooledClient;
    if (idleSinceMs === undefined) return true;
    return !isTrial && performance.now() - idleSinceMs < this.#limits.pingAfterIdleMs;
  }

  #serveTried(caller: Caller, client: PooledClient & PoolClient): void {
    client.ping().then(
      () => {
        this.#serve(caller, client);
      },
      (error: unknown) => {
        client.release(true);
        this.#failed(caller, error);
      },
    );
  }

  #serve(caller: Caller, client: PoolClient): void {
    this.#asking.delete(caller);
    if (caller.isTrial) this.#breaker.succeeded();
    const { serve } = caller;
    caller.serve = undefined;
    if (!serve)
      client.release(); // Its caller has given up meanwhile.
    else serve(undefined, client, client.release.bind(client));
  }

  /** A connection could not be had: tries again a few times, unless that is known to be in vain. */
  #failed(caller: Caller, error: unknown): void {
    this.#errors++;
    const nowMs = performance.now();
    const isOpen = this.#breaker.failed(nowMs) || this.#breaker.state(nowMs) !== 'closed';
    const pauseMs = retryPauseMs(error, caller.tries, TRIES_MAX);
    if (caller.isTrial || isOpen || pauseMs === undefined || !caller.serve || this.ending) {
      this.#refuse(caller, new DatabaseUnavailable(this.#breaker.retryAfterS(nowMs), error));
      this.#serveNext();
      return;
    }
    setTimeout(() => {
      if (caller.serve) this.#ask(caller);
    }, pauseMs);
  }

  #refuse(caller: Caller, problem: Error): void {
    this.#waiting.delete(caller);
    this.#asking.delete(caller);
    const { serve } = caller;
    caller.serve = undefined;
    serve?.(problem, undefined, nothing);
  }

  #returned(client: PoolClient): void {
    if (!this.#lent.delete(client)) return; // `pg` itself took one that had reached its age.
    (client as unknown as PooledClient).idleSinceMs = performance.now();
    // `pg` puts it back, or throws it away, right after this event.
    if (this.#waiting.size > 0)
      process.nextTick(() => {
        this.#serveNext();
      });
  }

  #serveNext(): void {
    for (const caller of this.#waiting) {
      if (this.ending || !this.#hasRoom()) return;
      this.#waiting.delete(caller);
      this.#ask(caller);
    }
  }

  #sweep(): void {
    const oldestMs = performance.now() - this.#limits.acquireMsMax;
    for (const callers of [this.#waiting, this.#asking])
      for (const caller of callers) {
        if (caller.sinceMs > oldestMs) break;
        if (caller.isTrial) this.#breaker.failed(performance.now());
        this.#refuse(caller, new DatabaseBusy());
      }
  }
}
