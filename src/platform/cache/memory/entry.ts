/** A cached value with all that decides about it. Times are milliseconds of `performance.now()`. */
export class Entry {
  /** Known to the eviction policy by this. */
  id = -1;
  /** Whether somebody refreshes it at this moment. */
  isRefreshing = false;

  constructor(
    readonly key: string,
    /** `undefined` says that there is nothing, and that this is known. */
    readonly value: unknown,
    readonly tags: readonly string[],
    readonly freshUntilMs: number,
    /** Until then it may be served while nothing better can be had; at least `freshUntilMs`. */
    readonly keptUntilMs: number,
    /** From then on a reader refreshes it behind; Infinity for never. */
    public refreshFromMs: number,
    readonly bytes: number,
  ) {}
}
