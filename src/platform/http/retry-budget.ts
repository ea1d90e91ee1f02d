/** For every four calls one retry may be made: a tenth of failures costs a ninth more tries. */
const EARNED_PER_CALL = 0.25;
/** What a quiet origin has in hand, and no more can be saved up: a burst of so many retries. */
const TOKENS_MAX = 25;

/**
 * Keeps retries a fraction of the calls of one origin, so that a failing server is not buried under
 * the retries of everybody (a retry budget as in Finagle's `RetryBudget` and gRPC's retry throttling).
 */
export class RetryBudget {
  #tokens = TOKENS_MAX;

  /** A call is made for the first time. */
  earn(): void {
    this.#tokens = Math.min(TOKENS_MAX, this.#tokens + EARNED_PER_CALL);
  }

  /** @returns False when no retry may be made now. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
