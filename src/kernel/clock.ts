/**
 * What time it is on air. Editorial decisions (greeting, freshness, file names) ask this clock, so that
 * `RADIOX_NOW` can fix it and a show can be made again. Durations are measured with `performance.now()`.
 */
export class Clock {
  readonly #fixed: Date | undefined;

  /** @param fixed A moment at which the clock stands still; left out, it is the system's clock. */
  constructor(fixed?: Date) {
    this.#fixed = fixed;
  }

  now(): Date {
    return this.#fixed ? new Date(this.#fixed) : new Date();
  }
}
