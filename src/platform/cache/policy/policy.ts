import type { FixedPolicyName, PolicyName } from './eviction-order.js';

/** What a cache may hold. */
export interface Limits {
  readonly entriesMax: number;
  readonly bytesMax: number;
}

/**
 * Decides who leaves a cache. The cache tells it of every read and every change; entries are known to it
 * by the small integer that `admit` gives.
 */
export interface Policy {
  /** The order that decides at the moment. */
  readonly current: FixedPolicyName;
  /** An entry that is in the cache was read. */
  hit(id: number): void;
  /** A key was asked for that is not in the cache. */
  miss(key: string, nowMs: number): void;
  /** A key that is not in the cache comes in. @returns Its id. */
  admit(key: string, bytes: number, expiresAtMs: number): number;
  /** An entry got another value. */
  change(id: number, bytes: number, expiresAtMs: number): void;
  /** An entry has left by itself: deleted, expired, invalidated. */
  release(id: number): void;
  /** Chooses who leaves, and forgets it. @returns NONE when there is nobody. */
  evict(): number;
}

/** How the orders do beside each other, for who watches an adaptive cache. */
export interface PolicyReport {
  readonly policy: PolicyName;
  readonly current: FixedPolicyName;
  readonly switches: number;
  /** Recent hit ratio of each order as its shadow has it, 0 to 1. Empty for a fixed policy. */
  readonly shadowHitRatios: Readonly<Partial<Record<FixedPolicyName, number>>>;
}
