/** Failures in a row after which Redis is left alone. */
const FAILURES_MAX = 3;

export type CircuitState = 'disabled' | 'open' | 'closed';

/**
 * Whether Redis is asked at all. It begins open: Redis must first show that it answers and be told what it
 * missed. Closing it is up to who has made sure of that.
 */
export class Circuit {
  #failures = 0;
  #isClosed = false;
  opened = 0;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** @returns Whether this failure was the one too many. */
  failed(): boolean {
    if (!this.#isClosed || ++this.#failures < FAILURES_MAX) return false;
    this.#isClosed = false;
    this.opened++;
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.#failures = 0;
  }
}
