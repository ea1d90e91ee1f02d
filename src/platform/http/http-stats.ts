/** Latencies remembered for the percentile: the last thousand calls. */
const LATENCIES_MAX = 1_000;

/** How a call ended: an answer below 400, any other answer or none, or none in time. */
export type Ending = 'success' | 'failure' | 'timeout';

/** A call that failed, for people: never a path or a query. */
export interface FailedCall {
  readonly what: string;
  readonly at: Date;
}

export interface HttpFigures {
  readonly total: number;
  readonly successful: number;
  /** Timeouts included. */
  readonly failed: number;
  readonly timeout: number;
  readonly retries: number;
  readonly avgMs: number;
  /** Of the last thousand calls. */
  readonly p95Ms: number;
  readonly peakMs: number;
}

/** Counts the calls of this process since its start. */
export class HttpStats {
  readonly #counts: Record<Ending, number> = { success: 0, failure: 0, timeout: 0 };
  readonly #latencies = new Float64Array(LATENCIES_MAX);
  #total = 0;
  #retries = 0;
  #sumMs = 0;
  #peakMs = 0;
  /** The last call that failed. */
  lastFailure: FailedCall | undefined;

  add(ending: Ending, durationMs: number, tries: number): void {
    this.#counts[ending]++;
    this.#latencies[this.#total++ % LATENCIES_MAX] = durationMs;
    this.#retries += Math.max(0, tries - 1);
    this.#sumMs += durationMs;
    this.#peakMs = Math.max(this.#peakMs, durationMs);
  }

  get figures(): HttpFigures {
    const { success, failure, timeout } = this.#counts;
    const recent = this.#latencies.slice(0, this.#total).sort();
    return {
      total: this.#total,
      successful: success,
      failed: failure + timeout,
      timeout,
      retries: this.#retries,
      avgMs: this.#total === 0 ? 0 : this.#sumMs / this.#total,
      p95Ms: recent[Math.max(0, Math.ceil(recent.length * 0.95) - 1)] ?? 0,
      peakMs: this.#peakMs,
    };
  }
}
