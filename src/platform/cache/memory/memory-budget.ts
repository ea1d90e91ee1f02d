import type { Limits } from '../policy/policy.js';

/** What a budget asks of a cache that takes part in it. */
export interface Member {
  readonly entries: number;
  readonly bytes: number;
  evict(): void;
}

/** Bounds all caches of the process together. Whoever holds most lets go first. */
export class MemoryBudget {
  readonly #members = new Set<Member>();
  #entries = 0;
  #bytes = 0;

  constructor(readonly limits: Limits) {}

  join(member: Member): void {
    this.#members.add(member);
  }

  added(bytes: number): void {
    this.#entries++;
    this.#bytes += bytes;
    while (this.#entries > this.limits.entriesMax) this.#largest('entries').evict();
    while (this.#bytes > this.limits.bytesMax && this.#entries > 0) this.#largest('bytes').evict();
  }

  removed(bytes: number): void {
    this.#entries--;
    this.#bytes -= bytes;
  }

  #largest(by: 'entries' | 'bytes'): Member {
    return [...this.#members].reduce((one, other) => (other[by] > one[by] ? other : one));
  }
}
