/** So many at once; who comes later waits, and may leave while he waits. */
export class Turns {
  readonly #waiting: Array<PromiseWithResolvers<undefined>> = [];
  #running = 0;

  constructor(private readonly most: number) {}

  /** @throws The signal's reason when aborted while it waits; else what `work` throws. */
  async take<Result>(
    signal: AbortSignal | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (this.#running < this.most) this.#running += 1;
    else await this.#wait(signal);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next.resolve(undefined);
      else this.#running -= 1;
    }
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    const turn = Promise.withResolvers<undefined>();
    const leave = () => {
      const at = this.#waiting.indexOf(turn);
      if (at < 0) return; // Its turn has come meanwhile.
      this.#waiting.splice(at, 1);
      turn.reject(signal?.reason);
    };
    this.#waiting.push(turn);
    signal?.addEventListener('abort', leave, { once: true });
    await turn.promise.finally(() => signal?.removeEventListener('abort', leave));
  }
}
