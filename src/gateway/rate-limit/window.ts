/** So many in so long. */
export interface Limit {
  readonly name: string;
  readonly countMax: number;
}

/** All limits count over a minute. */
export const WINDOW_MS = 60_000;

/** What one key or address has used of one limit in the minute that began with its first request. */
export interface Window {
  readonly key: string;
  used: number;
  /** What Redis has not been told yet. */
  untold: number;
  /** By `Date.now()`. */
  endsAtMs: number;
}

/** Attackers have many addresses: beyond this the windows that began first are forgotten. */
const WINDOWS_MAX = 50_000;

/** The windows of this process; bounded, and cleared as they are used. */
export class Windows {
  readonly #windows = new Map<string, Window>();

  constructor(private readonly countMax = WINDOWS_MAX) {}

  get size(): number {
    return this.#windows.size;
  }

  /** The window in progress; a new one where there is none or it is over. */
  of(key: string, nowMs: number): Window {
    const known = this.#windows.get(key);
    if (known && known.endsAtMs > nowMs) return known;
    if (known) this.#windows.delete(key); // The order of the map is the order in which windows end.
    const window: Window = { key, used: 0, untold: 0, endsAtMs: nowMs + WINDOW_MS };
    this.#windows.set(key, window);
    this.#tidy(nowMs);
    return window;
  }

  /** Takes away two that are over for each that is added, and the oldest where there are too many. */
  #tidy(nowMs: number): void {
    let looked = 0;
    for (const [key, { endsAtMs }] of this.#windows) {
      const isOver = endsAtMs <= nowMs;
      if (!isOver && this.#windows.size <= this.countMax) return;
      this.#windows.delete(key);
      if (++looked >= 2) return;
    }
  }
}
