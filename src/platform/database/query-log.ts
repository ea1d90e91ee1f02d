import { createHistogram } from 'node:perf_hooks';

export interface SlowQuery {
  /** Shortened, without values. */
  readonly sql: string;
  readonly duration_ms: number;
  /** ISO time of its end. */
  readonly at: string;
}

export interface QueryFigures {
  readonly executed: number;
  readonly avg_response_time_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly errors: number;
  /** SQLSTATE, sentence and time of the last one; values are never in it. */
  readonly last_error: string | null;
  /** The last 20, newest first. */
  readonly slow: SlowQuery[];
}

const SLOW_KEPT = 20;
const SQL_LENGTH_MAX = 200;
/** A percentile speaks of the last five to ten minutes. */
const PERIOD_MS = 5 * 60_000;
/** Longer ones are counted as this long, microseconds. */
const DURATION_US_MAX = 3_600_000_000;

/** Counts and times statements. Its memory is bounded whatever happens: two histograms and a short ring. */
export class QueryLog {
  #executed = 0;
  #errors = 0;
  #lastError: { readonly what: string; readonly at: Date } | undefined;
  readonly #slow: SlowQuery[] = [];
  #recent = newHistogram();
  #before = newHistogram();
  #turnedMs = 0;
  #listener: (durationMs: number) => void = () => undefined;

  /** @param slowMs From this duration on a statement is remembered, milliseconds. */
  constructor(private readonly slowMs: number) {}

  /** @param listener Called at the end of each statement. One at most. */
  whenFinished(listener: (durationMs: number) => void): void {
    this.#listener = listener;
  }

  finished(sql: string, durationMs: number, nowMs: number): void {
    if (nowMs - this.#turnedMs > PERIOD_MS) this.#turn(nowMs);
    this.#executed++;
    this.#listener(durationMs);
    this.#recent.record(Math.min(DURATION_US_MAX, Math.max(1, Math.round(durationMs * 1000))));
    if (durationMs < this.slowMs) return;
    const duration_ms = round(durationMs);
    this.#slow.unshift({ sql: shorten(sql), duration_ms, at: new Date().toISOString() });
    this.#slow.length = Math.min(this.#slow.length, SLOW_KEPT);
  }

  /** The last statement that failed; values are never in it. */
  get lastError(): { readonly what: string; readonly at: Date } | undefined {
    return this.#lastError;
  }

  /** Statements that failed. */
  get errors(): number {
    return this.#errors;
  }

  failed(error: unknown): void {
    this.#errors++;
    this.#lastError = { what: describe(error), at: new Date() };
  }

  figures(): QueryFigures {
    const all = newHistogram();
    all.add(this.#before);
    all.add(this.#recent);
    const ms = (us: number) => (all.count === 0 ? 0 : round(us / 1000));
    return {
      executed: this.#executed,
      avg_response_time_ms: ms(all.mean),
      p95_ms: ms(all.percentile(95)),
      p99_ms: ms(all.percentile(99)),
      errors: this.#errors,
      last_error: this.#lastError
        ? `${this.#lastError.at.toISOString()} ${this.#lastError.what}`
        : null,
      slow: [...this.#slow],
    };
  }

  #turn(nowMs: number): void {
    this.#before = nowMs - this.#turnedMs > 2 * PERIOD_MS ? newHistogram() : this.#recent;
    this.#recent = newHistogram();
    this.#turnedMs = nowMs;
  }
}

function newHistogram() {
  return createHistogram({ lowest: 1, highest: DURATION_US_MAX, figures: 2 });
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** One line, its literals blanked: values never leave in a report. */
export function shorten(sql: string): string {
  return sql
    .slice(0, SQL_LENGTH_MAX * 10)
    .replaceAll(/'(?:[^']|'')*'?/g, '?')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, SQL_LENGTH_MAX);
}

/** SQLSTATE classes whose sentences name only what is ours: tables, columns, constraints, limits. */
const NAMES_NO_VALUES = /^(?:08|23|25|40|42|53|55|57)/;

/** An error in a line. What PostgreSQL quotes of a value ("invalid input syntax for type uuid: ...") is left out. */
export function describe(error: unknown): string {
  const { code, message = String(error) } = (error ?? {}) as { code?: unknown; message?: string };
  const state = typeof code === 'string' ? `${code} ` : '';
  const isSafe = state === '' || NAMES_NO_VALUES.test(state) || state.startsWith('E');
  const said = isSafe ? message : message.replaceAll(/".*"/gs, '"..."').replace(/:.*/s, ': ...');
  return `${state}${said}`.replaceAll(/\s+/g, ' ').slice(0, SQL_LENGTH_MAX);
}
