export type BreakerState = 'closed' | 'open' | 'half_open';

/** What a caller may do: go on, go on as the one trial of a half-open breaker, or fail at once. */
export type Passage = 'free' | 'trial' | 'refused';

/** Failures in a row that open it. */
const FAILURES_MAX = 10;
/** How long it stays open before one trial may pass, milliseconds. */
const OPEN_MS = 5_000;

/**
 * Spares a dead server the calls and their callers the wait. Knows time only from its callers, so that tests
 * need not wait: `nowMs` is any clock that does not jump.
 */
export class CircuitBreaker {
  #failures = 0;
  #openedMs: number | undefined;
  #isTrialOut = false;
  #timesOpened = 0;

  get timesOpened(): number {
    return this.#timesOpened;
  }

  state(nowMs: number): BreakerState {
    if (this.#openedMs === undefined) return 'closed';
    return nowMs - this.#openedMs < OPEN_MS ? 'open' : 'half_open';
  }

  /** Call once before each use of the server. Whoever is given the trial reports how it went. */
  pass(nowMs: number): Passage {
    const state = this.state(nowMs);
    if (state === 'closed') return 'free';
    if (state === 'open' || this.#isTrialOut) return 'refused';
    this.#isTrialOut = true;
    return 'trial';
  }

  /** The server answered, be it with an error of SQL. */
  succeeded(): void {
    this.#failures = 0;
    this.#openedMs = undefined;
    this.#isTrialOut = false;
  }

  /** The server or the way to it failed. @returns Whether this has opened it. */
  failed(nowMs: number): boolean {
    this.#failures++;
    if (this.#openedMs === undefined && this.#failures < FAILURES_MAX) return false;
    return this.open(nowMs);
  }

  /** @returns False when it was open already; then a trial that failed begins a new wait. */
  open(nowMs: number): boolean {
    const wasClosed = this.#openedMs === undefined;
    if (wasClosed || this.state(nowMs) === 'half_open') this.#openedMs = nowMs;
    this.#isTrialOut = false;
    if (wasClosed) this.#timesOpened++;
    return wasClosed;
  }

  /** When a refused caller should come again, whole seconds, at least 1. */
  retryAfterS(nowMs: number): number {
    const leftMs = OPEN_MS - (nowMs - (this.#openedMs ?? nowMs));
    return Math.max(1, Math.ceil(leftMs / 1000));
  }
}
