import { Bulkhead } from './bulkhead.js';
import { BreakerClock, CircuitBreaker } from './circuit-breaker.js';
import { OriginPause } from './origin-pause.js';
import { RetryBudget } from './retry-budget.js';

/** Origins remembered at most: feeds, articles and images come from many. */
const ORIGINS_MAX = 500;
/** Waiting for one origin at most; each waits no longer than its own deadline. */
const WAITING_MAX = 1_000;

export interface OriginLimits {
  /** Calls to one origin that run at once. */
  readonly originConcurrencyMax: number;
  /** How long an open breaker refuses before it lets a trial through. */
  readonly breakerOpenMs: number;
}

/** What is remembered of one origin (scheme, host and port): how it behaves, and how much it may be asked. */
export class Origin {
  readonly breaker: CircuitBreaker;
  readonly bulkhead: Bulkhead;
  readonly budget = new RetryBudget();
  readonly pause: OriginPause;
  /** Grows with every use of any origin. */
  lastUse = 0;

  constructor(
    readonly name: string,
    clock: BreakerClock,
    limits: OriginLimits,
  ) {
    this.pause = new OriginPause(name);
    this.breaker = new CircuitBreaker(name, clock, limits.breakerOpenMs);
    this.bulkhead = new Bulkhead(name, limits.originConcurrencyMax, WAITING_MAX);
  }

  /** Whether nothing is lost when it is forgotten. */
  get isIdle(): boolean {
    return this.bulkhead.running === 0 && !this.breaker.isIsolated;
  }
}

/** The origins asked lately; beyond the bound the idle one asked longest ago is forgotten. */
export class Origins {
  readonly #clock = new BreakerClock();
  readonly #known = new Map<string, Origin>();
  #uses = 0;

  constructor(private readonly limits: OriginLimits) {}

  /** @param name As `URL.origin` gives it. */
  of(name: string): Origin {
    let origin = this.#known.get(name);
    if (!origin) {
      if (this.#known.size >= ORIGINS_MAX) this.#forgetOne();
      origin = new Origin(name, this.#clock, this.limits);
      this.#known.set(name, origin);
    }
    origin.lastUse = ++this.#uses;
    return origin;
  }

  find(name: string): Origin | undefined {
    return this.#known.get(name);
  }

  all(): Origin[] {
    return [...this.#known.values()];
  }

  close(): void {
    for (const { breaker } of this.#known.values()) breaker.close();
    this.#clock.close();
  }

  #forgetOne(): void {
    const idle = this.all().filter(({ isIdle }) => isIdle);
    const [oldest] = idle.sort((a, b) => a.lastUse - b.lastUse);
    if (!oldest) return; // All are at work, which the connections bound.
    oldest.breaker.close();
    this.#known.delete(oldest.name);
  }
}
