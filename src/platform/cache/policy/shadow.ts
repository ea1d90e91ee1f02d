import type { EvictionOrder, FixedPolicyName } from './eviction-order.js';
import { orderOf } from './fixed-policy.js';
import type { Limits } from './policy.js';

/** A cache without values: what one order would keep within the limits, and how often that would help. */
export class Shadow {
  readonly order: EvictionOrder;
  entries = 0;
  bytes = 0;
  /** Hits since the last rating, beside those that all shadows share. */
  hits = 0;
  /** Recent hit ratio, 0 to 1. */
  hitRatio = 0;
  #isRated = false;

  constructor(
    readonly name: FixedPolicyName,
    readonly bit: number,
    private readonly limits: Limits,
  ) {
    this.order = orderOf(name);
  }

  isFullFor(bytes: number): boolean {
    return (
      this.entries > 0 &&
      (this.entries >= this.limits.entriesMax || this.bytes + bytes > this.limits.bytesMax)
    );
  }

  /** @param past Weight of what was before, 0 to 1. */
  rate(commonHits: number, reads: number, past: number): void {
    const ratio = (this.hits + commonHits) / reads;
    this.hitRatio = this.#isRated ? past * this.hitRatio + (1 - past) * ratio : ratio;
    this.#isRated = true;
    this.hits = 0;
  }
}
