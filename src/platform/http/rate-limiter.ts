/** How often a provider may be asked: `perSecond` on average, `burst` at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A token bucket whose callers reserve their turn: who comes first goes first. Time is given,
 * never asked, and monotonic: `performance.now()`.
 */
export class RateLimiter {
  #tokens: number;
  #filledMs: number | undefined;
  #pausedUntilMs = 0;

  constructor(private readonly rate: Rate) {
    this.#tokens = rate.burst;
  }

  /**
   * Reserves the next free turn, unless it lies too far ahead.
   * @param waitMsMax How long the caller can wait.
   * @returns Milliseconds to wait; `refused` when that is more than the caller can.
   */
  reserve(nowMs: number, waitMsMax: number): { waitMs: number; refused: boolean } {
    const passedMs = Math.max(0, nowMs - (this.#filledMs ?? nowMs));
    const { perSecond, burst } = this.rate;
    this.#tokens = Math.min(burst, this.#tokens + (passedMs / 1000) * perSecond);
    this.#filledMs = nowMs;
    const turnMs = Math.max(0, ((1 - this.#tokens) / perSecond) * 1000);
    const waitMs = Math.max(turnMs, this.#pausedUntilMs - nowMs);
    if (waitMs > waitMsMax) return { waitMs, refused: true };
    this.#tokens -= 1;
    return { waitMs, refused: false };
  }

  get figures(): { perSecond: number; burst: number; tokens: number; pausedMs: number } {
    const { perSecond, burst } = this.rate;
    const tokens = Math.max(0, Math.floor(this.#tokens));
    return {
      perSecond,
      burst,
      tokens,
      pausedMs: Math.max(0, this.#pausedUntilMs - performance.now()),
    };
  }

  /** The provider itself has said for how long it wants no more calls. */
  pauseUntil(ms: number): void {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, ms);
  }
}
