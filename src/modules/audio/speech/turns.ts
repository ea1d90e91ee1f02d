/** Lets a bounded number work at once; the others wait for their turn in the order they came. */
export class Turns {
  readonly #waiting: Array<PromiseWithResolvers<undefined>> = [];
  #running = 0;

  /** @param atOnce Asked at each turn, for the setting may be reloaded. */
  constructor(private readonly atOnce: () => number) {}

  get running(): number {
    return this.#running;
  }

  /** @throws The signal's reason when aborted while it waits; else what the work throws. */
  async run<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(signal);
    try {
      return await work();
    } finally {
      this.#running--;
      if (this.#running < this.atOnce()) this.#next();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < this.atOnce()) {
      this.#running++;
      return;
    }
    const turn = Promise.withResolvers<undefined>();
    const leave = (): void => {
      const at = this.#waiting.indexOf(turn);
      if (at < 0) return; // Its turn has come meanwhile.
      this.#waiting.splice(at, 1);
      turn.reject(signal.reason);
    };
    this.#waiting.push(turn);
    signal.addEventListener('abort', leave, { once: true });
    await turn.promise.finally(() => {
      signal.removeEventListener('abort', leave);
    });
  }

  #next(): void {
    const turn = this.#waiting.shift();
    if (!turn) return;
    this.#running++;
    turn.resolve(undefined);
  }
}
