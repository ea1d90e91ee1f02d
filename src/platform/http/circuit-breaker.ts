import { EventEmitter } from 'node:events';
import Opossum from 'opossum';
import { CircuitOpen } from './http.problems.js';

const FAILURES_IN_ROW_MAX = 5;
/** The share of failures that opens a breaker, and how many calls must have been made for it to count. */
const FAILURE_PERCENT = 50;
const CALLS_MIN = 20;
const WINDOW_MS = 10_000;
const BUCKETS = 10;

/** What an outcome says about the upstream: nothing at all when the caller gave up. */
export type Judgement = 'well' | 'ill' | 'silent';

export interface Outcome<T> {
  readonly judgement: Judgement;
  /** The value, or throws what went wrong. */
  readonly result: () => T;
}

export interface BreakerState {
  readonly state: 'closed' | 'open' | 'half_open' | 'isolated';
  /** Failures in a row, or of the last 10 s where these are more. */
  readonly failureCount: number;
  readonly lastFailure: Date | undefined;
  /** When an open breaker lets a trial through. */
  readonly nextAttempt: Date | undefined;
}

/** Carries an outcome that counts as a failure through opossum, which knows failures only as rejections. */
class Ill extends Error {
  constructor(readonly outcome: Outcome<unknown>) {
    super();
  }
}

/** Turns the windows of all breakers together: one timer, however many there are. */
export class BreakerClock {
  readonly turns = new EventEmitter().setMaxListeners(0);
  readonly #timer = setInterval(() => this.turns.emit('rotate'), WINDOW_MS / BUCKETS).unref();

  close(): void {
    clearInterval(this.#timer);
  }
}

/**
 * Leaves a failing upstream alone: opens after 5 failures in a row, or when half of at least 20 calls within
 * 10 s have failed; lets one trial through after `openMs`; closes when that goes well.
 * The window, the states and the trial are opossum's; failures in a row and isolation are added here.
 */
export class CircuitBreaker {
  #opossum: Opossum<[() => Promise<Outcome<unknown>>], Outcome<unknown>>;
  #inRow = 0;
  #openedMs = 0;
  #lastFailure: Date | undefined;
  #isIsolated = false;

  constructor(
    private readonly origin: string,
    private readonly clock: BreakerClock,
    private readonly openMs: number,
  ) {
    this.#opossum = this.#closed();
  }

  /** Whether calls are refused now. The one trial of a half-open breaker is not. */
  get isOpen(): boolean {
    return this.#isIsolated || this.#opossum.opened;
  }

  get isIsolated(): boolean {
    return this.#isIsolated;
  }

  /** @throws CircuitOpen when a call would be refused. */
  refuseIfOpen(): void {
    if (this.isOpen) throw this.#refusal();
  }

  /**
   * Makes a call, unless the breaker is open.
   * @param work Never rejects: what goes wrong stands in its outcome.
   * @throws CircuitOpen when nothing was sent; otherwise what `work` says.
   */
  async run<T>(work: () => Promise<Outcome<T>>): Promise<T> {
    this.refuseIfOpen();
    try {
      const outcome = await this.#opossum.fire(work);
      if (outcome.judgement === 'well') this.#inRow = 0;
      return outcome.result() as T;
    } catch (error) {
      if (error instanceof Ill) return error.outcome.result() as T;
      if ((error as { code?: string }).code === 'EOPENBREAKER') throw this.#refusal();
      throw error;
    }
  }

  /** Refuses every call until `reset`. */
  isolate(): void {
    this.#isIsolated = true;
  }

  /** Closes the breaker and forgets what went before. */
  reset(): void {
    this.close();
    this.#opossum = this.#closed();
    this.#inRow = 0;
    this.#isIsolated = false;
  }

  get state(): BreakerState {
    const { opened, halfOpen, stats } = this.#opossum;
    const name = opened ? 'open' : halfOpen ? 'half_open' : 'closed';
    return {
      state: this.#isIsolated ? 'isolated' : name,
      failureCount: Math.max(this.#inRow, stats.failures),
      lastFailure: this.#lastFailure,
      nextAttempt: opened && !this.#isIsolated ? new Date(Date.now() + this.#leftMs) : undefined,
    };
  }

  close(): void {
    this.#opossum.shutdown();
  }

  #closed() {
    const opossum = new Opossum(
      async (work: () => Promise<Outcome<unknown>>) => {
        const outcome = await work();
        // Silence is no failure, but it must not close a half-open breaker either: nothing was tried.
        const isIll =
          outcome.judgement === 'ill' || (outcome.judgement === 'silent' && opossum.halfOpen);
        if (isIll) throw new Ill(outcome);
        return outcome;
      },
      {
        name: this.origin,
        timeout: false, // The call has a total deadline of its own.
        resetTimeout: this.openMs,
        rollingCountTimeout: WINDOW_MS,
        rollingCountBuckets: BUCKETS,
        rollingPercentilesEnabled: false,
        enableSnapshots: false,
        rotateBucketController: this.clock.turns,
        errorThresholdPercentage: FAILURE_PERCENT - 1e-9, // opossum wants more than, we want at least.
        volumeThreshold: CALLS_MIN,
      },
    );
    opossum.on('open', () => {
      this.#openedMs = performance.now();
    });
    opossum.on('failure', () => {
      this.#lastFailure = new Date();
      if (++this.#inRow >= FAILURES_IN_ROW_MAX && opossum.closed) opossum.open();
    });
    return opossum;
  }

  #refusal(): CircuitOpen {
    if (this.#isIsolated) return new CircuitOpen(this.origin);
    return new CircuitOpen(this.origin, this.#leftMs);
  }

  /** Until an open breaker lets a trial through. */
  get #leftMs(): number {
    return Math.max(0, this.#openedMs + this.openMs - performance.now());
  }
}
