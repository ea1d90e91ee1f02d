import { fnv1a } from '#kernel';
import type { EvictionOrder, FixedPolicyName } from './eviction-order.js';
import { ExpiryOrder } from './expiry-order.js';
import { FrequencyOrder } from './frequency-order.js';
import { IdSupply } from './id-supply.js';
import { NONE } from './id-lists.js';
import type { Policy } from './policy.js';
import { FifoOrder, LruOrder } from './recency-order.js';

const ORDERS: Readonly<Record<FixedPolicyName, new () => EvictionOrder>> = {
  lru: LruOrder,
  lfu: FrequencyOrder,
  fifo: FifoOrder,
  ttl: ExpiryOrder,
};

export function orderOf(name: FixedPolicyName): EvictionOrder {
  return new ORDERS[name]();
}

/** One order for good. */
export class FixedPolicy implements Policy {
  readonly #order: EvictionOrder;
  readonly #ids = new IdSupply((ids) => {
    this.#order.grow(ids);
  });

  constructor(readonly current: FixedPolicyName) {
    this.#order = orderOf(current);
    this.#order.grow(this.#ids.size);
  }

  hit(id: number): void {
    this.#order.hit(id);
  }

  miss(): void {
    return; // Only shadows learn from what is not there.
  }

  admit(key: string, _bytes: number, expiresAtMs: number): number {
    const id = this.#ids.take();
    this.#order.add(id, expiresAtMs, fnv1a(key));
    return id;
  }

  change(id: number, _bytes: number, expiresAtMs: number): void {
    if (this.current !== 'ttl') return;
    this.#order.remove(id);
    this.#order.add(id, expiresAtMs, 0);
  }

  release(id: number): void {
    this.#order.remove(id);
    this.#ids.giveBack(id);
  }

  evict(): number {
    const id = this.#order.nextVictim();
    if (id !== NONE) this.release(id);
    return id;
  }
}
