/** What may be asked of a cache: who goes first when it is full. `adaptive` chooses among the others. */
export const POLICIES = ['lru', 'lfu', 'fifo', 'ttl', 'adaptive'] as const;
export type PolicyName = (typeof POLICIES)[number];
export type FixedPolicyName = Exclude<PolicyName, 'adaptive'>;

/**
 * Orders entries, known by small integers, by who should leave first. It holds no values and knows no
 * limits, so the same code orders the real cache and the shadows that policies are compared by.
 */
export interface EvictionOrder {
  /** Makes room for ids below `ids`. */
  grow(ids: number): void;
  /**
   * Takes in an id that is not in it.
   * @param expiresAtMs On the clock of `performance.now()`.
   * @param keyHash 32 bits of the key, so that an order may remember a key after it has left.
   */
  add(id: number, expiresAtMs: number, keyHash: number): void;
  /** The entry was read. */
  hit(id: number): void;
  remove(id: number): void;
  /** Whoever is to leave next, or NONE; call `remove` with it. May rearrange the order. */
  nextVictim(): number;
}
