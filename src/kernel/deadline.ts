/**
 * The end of the time that a piece of work has. Unlike `AbortSignal.timeout`, which keeps its listeners and all they
 * hold until its time is over, it lets go of them when the work has ended.
 */
export class Deadline {
  readonly #late = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;
  /** Aborts when the time is over, with a `TimeoutError`, or when the signal given does, with its reason. */
  readonly signal: AbortSignal;

  /** @param ms From now; the process does not wait for it. */
  constructor(ms: number, signal?: AbortSignal) {
    this.#timer = setTimeout(() => {
      this.#late.abort(new DOMException('The time is over.', 'TimeoutError'));
    }, ms).unref();
    this.signal = signal ? AbortSignal.any([signal, this.#late.signal]) : this.#late.signal;
  }

  /** Whether the work had all of its time. */
  get isOver(): boolean {
    return this.#late.signal.aborted;
  }

  /** The work has ended, one way or the other. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
