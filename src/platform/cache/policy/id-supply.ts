const IDS_AT_FIRST = 64;

/** Gives out the smallest integers that are free, and says when arrays over them must grow. */
export class IdSupply {
  readonly #free: number[] = [];
  readonly #onGrow: (ids: number) => void;
  #next = 0;
  #size = IDS_AT_FIRST;

  /** @param onGrow Told the new bound before an id at or above the old one is given. */
  constructor(onGrow: (ids: number) => void) {
    this.#onGrow = onGrow;
  }

  /** Every id is below this. */
  get size(): number {
    return this.#size;
  }

  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#next === this.#size) {
      this.#size *= 2;
      this.#onGrow(this.#size);
    }
    return this.#next++;
  }

  giveBack(id: number): void {
    this.#free.push(id);
  }
}
