import { EVERYTHING, type Invalidation } from './invalidation-log.js';

const DEBTS_MAX = 10_000;

/** Invalidations that Redis could not be told of. About what they touch it is not believed before it knows. */
export class Debts {
  #tags = new Set<string>();
  #keys = new Set<string>();

  get isNone(): boolean {
    return this.#tags.size + this.#keys.size === 0;
  }

  add({ tags, keys }: Invalidation): void {
    for (const tag of tags) this.#tags.add(tag);
    for (const key of keys) this.#keys.add(key);
    if (this.#tags.size + this.#keys.size <= DEBTS_MAX) return;
    this.#tags = new Set([EVERYTHING]);
    this.#keys = new Set();
  }

  /** @returns All of them; put them back with `add` if they cannot be paid. */
  take(): Invalidation {
    const all = { tags: [...this.#tags], keys: [...this.#keys] };
    this.#tags = new Set();
    this.#keys = new Set();
    return all;
  }
}
