import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimited, TooManyWaiting } from './http.problems.js';

/** However long a server wants to be left alone: after this, milliseconds, it is asked again. */
export const PAUSE_MS_MAX = 5 * 60_000;
/** Calls that wait for the end of one pause at most. */
const WAITING_MAX = 1_000;

/** How long a call can wait, and what ends its waiting. */
export interface Patience {
  /** Zero when it cannot. */
  readonly waitMsMax: number;
  readonly signal: AbortSignal;
}

/** An origin that has said when to come back (Retry-After) is not asked before, by any call. */
export class OriginPause {
  #untilMs = 0;
  #waiting = 0;

  constructor(private readonly origin: string) {}

  /** Milliseconds until it may be asked again; 0 when it may be asked now. */
  get leftMs(): number {
    return this.#untilMs === 0 ? 0 : Math.max(0, this.#untilMs - performance.now());
  }

  /** @param ms What the origin asked for; beyond `PAUSE_MS_MAX` it is asked all the same. */
  begin(ms: number): void {
    this.#untilMs = Math.max(this.#untilMs, performance.now() + Math.min(ms, PAUSE_MS_MAX));
  }

  /** Forgets what the origin asked for; who waits already goes on waiting. */
  reset(): void {
    this.#untilMs = 0;
  }

  /**
   * Waits for the end of the pause, if the call can.
   * @throws RateLimited at once when it cannot; TooManyWaiting; the signal's reason when aborted.
   */
  async pass({ waitMsMax, signal }: Patience): Promise<void> {
    const fromMs = performance.now();
    for (let leftMs = this.leftMs; leftMs > 0; leftMs = this.leftMs) {
      if (performance.now() - fromMs + leftMs >= waitMsMax)
        throw new RateLimited(this.origin, leftMs);
      if (this.#waiting >= WAITING_MAX)
        throw new TooManyWaiting(`the end of a pause of ${this.origin}`, WAITING_MAX);
      this.#waiting++;
      try {
        await sleep(Math.ceil(leftMs), undefined, { signal });
      } finally {
        this.#waiting--;
      }
    }
  }
}
