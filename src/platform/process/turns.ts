const WAITING_MAX = 10_000;

/** Lets a bounded number work at once; the others wait for their turn in the order they came, and may leave. */
export class Turns {
  readonly #waiting: Array<PromiseWithResolvers<undefined>> = [];
  #running = 0;

  /**
   * @param atOnce Asked at each turn, for the setting may be reloaded.
   * @param waitingMax One more is refused.
   */
  constructor(
    private readonly atOnce: () => number,
    private readonly waitingMax = WAITING_MAX,
  ) {}

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * @throws The signal's reason when aborted before its turn; Error when too many wait, or were sent away; else what the
   * work throws.
   */
  async run<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
    signal?.throwIfAborted();
    if (this.#running < this.atOnce()) this.#running++;
    else await this.#wait(signal);
    try {
      return await work();
    } finally {
      this.#running--;
      this.#next();
    }
  }

  /** Whoever waits hears this; those at work go on. */
  sendAway(reason: Error): void {
    for (const turn of this.#waiting.splice(0)) turn.reject(reason);
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.length >= this.waitingMax)
      throw new Error(`Too many wait already: ${this.waitingMax}.`);
    const turn = Promise.withResolvers<undefined>();
    const leave = (): void => {
      const at = this.#waiting.indexOf(turn);
      if (at < 0) return; // Its turn has come meanwhile.
      this.#waiting.splice(at, 1);
      turn.reject(signal?.reason);
    };
    this.#waiting.push(turn);
    signal?.addEventListener('abort', leave, { once: true });
    await turn.promise.finally(() => signal?.removeEventListener('abort', leave));
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#running < this.atOnce()) {
      this.#running++;
      this.#waiting.shift()?.resolve(undefined);
    }
  }
}
