import type { Sample } from './family.js';

export type Read = () => readonly Sample[] | Promise<readonly Sample[]>;

/** How values that are read when they are asked for are treated. */
export interface WatchOptions {
  /** For so long the last values count as fresh, milliseconds; for what costs a statement. Default 0. */
  readonly keepMs?: number;
}

/** Asks for values with a deadline; a reader that hangs is not asked again before it has answered. */
export class Reader {
  #pending: Promise<readonly Sample[]> | undefined;
  #last: readonly Sample[] = [];
  #lastMs = -Infinity;

  constructor(
    private readonly read: Read,
    private readonly keepMs: number,
  ) {}

  /** @throws Whatever the reader throws; Error when it takes too long. */
  async samples(deadlineMs: number): Promise<readonly Sample[]> {
    if (performance.now() - this.#lastMs < this.keepMs) return this.#last;
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = undefined;
    });
    return before(deadlineMs, this.#pending);
  }

  async #ask(): Promise<readonly Sample[]> {
    const samples = await this.read();
    this.#last = samples;
    this.#lastMs = performance.now();
    return samples;
  }
}

/** Not `within` of the lifecycle: meters stand below it. */
async function before<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`No answer within ${ms} ms.`));
  }, ms).unref();
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
