import type { CircuitBreaker } from './circuit-breaker.js';
import { isConnectionLoss, problemOf } from './connection-loss.js';
import { CalmClient, cut } from './postgres-client.ts';
import type { QueryLog } from './query-log.js';

/** A connection that does not answer the smallest question within this time is thrown away, milliseconds. */
const PING_MS_MAX = 2_000;

/** What the connections of one pool have in common. */
export interface Surroundings {
  /** Where the database is now: it may move while the pool lives. */
  readonly url: () => string;
  readonly statementMsMax: number;
  readonly connectMsMax: number;
  readonly log: QueryLog;
  readonly breaker: CircuitBreaker;
  /** Called when a connection was lost, or the server turned out to be a standby. */
  readonly onLoss: () => void;
}

type Query = (...args: unknown[]) => unknown;
type Answered = (error: unknown, result: unknown) => void;

/** A connection that times its statements and tells the breaker how they went. */
export class PooledClient extends CalmClient {
  /** When it was last given back, by `performance.now()`; nothing while it has never been. */
  idleSinceMs: number | undefined;
  readonly #around: Surroundings;
  readonly #plain: Query;

  constructor(around: Surroundings) {
    super({
      connectionString: around.url(),
      connectionTimeoutMillis: around.connectMsMax,
      statement_timeout: around.statementMsMax,
      keepAlive: true,
      application_name: 'radiox',
    });
    this.#around = around;
    this.#plain = super.query.bind(this);
    this.query = this.#timed.bind(this) as typeof this.query;
  }

  /** @throws Error when the connection turns out to be dead; it is cut off then. */
  async ping(): Promise<void> {
    const late = setTimeout(() => {
      cut(this);
    }, PING_MS_MAX);
    try {
      await this.#plain('select 1');
    } finally {
      clearTimeout(late);
    }
  }

  #timed(...args: unknown[]): unknown {
    const [what] = args;
    const sql = typeof what === 'string' ? what : (what as { text?: string }).text;
    if (sql === undefined) return this.#plain(...args); // A cursor or a stream: it ends when its reader likes.
    const startedMs = performance.now();
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const answered: Answered = (error, result) => {
        (callback as Answered)(this.#note(sql, startedMs, error), result);
      };
      return this.#plain(...args.slice(0, -1), answered);
    }
    return (this.#plain(...args) as Promise<unknown>).then(
      (result) => {
        this.#note(sql, startedMs, undefined);
        return result;
      },
      (error: unknown) => {
        throw this.#note(sql, startedMs, error) as Error;
      },
    );
  }

  /** @returns The error as the application shall see it. */
  #note(sql: string, startedMs: number, error: unknown): unknown {
    const { log, breaker, onLoss } = this.#around;
    const nowMs = performance.now();
    log.finished(sql, nowMs - startedMs, nowMs);
    const isLost = error ? isConnectionLoss(error) : false;
    if (isLost) breaker.failed(nowMs);
    else breaker.succeeded();
    if (!error) return error;
    log.failed(error);
    if (isLost) onLoss();
    return problemOf(error) ?? error;
  }
}
