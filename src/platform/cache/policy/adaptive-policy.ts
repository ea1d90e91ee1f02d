import { fnv1a } from '#kernel';
import type { EvictionOrder, FixedPolicyName } from './eviction-order.js';
import { grown, IdLists, NONE } from './id-lists.js';
import { IdSupply } from './id-supply.js';
import type { Limits, Policy } from './policy.js';
import { Shadow } from './shadow.js';

/** In the order in which they win a draw; the first one leads until another is better. */
const CANDIDATES = ['lfu', 'lru', 'fifo', 'ttl'] as const satisfies readonly FixedPolicyName[];
const ALL = (1 << CANDIDATES.length) - 1;
/** Another order must do better by so much of a hit ratio; less is noise, and every switch costs misses. */
const MARGIN = 0.012;
/** Weight of the past at a review: 0.85 looks back some six reviews. */
const PAST = 0.85;
const READS_PER_REVIEW_MIN = 512;

export interface PolicySwitch {
  readonly from: FixedPolicyName;
  readonly to: FixedPolicyName;
  readonly hitRatios: Readonly<Partial<Record<FixedPolicyName, number>>>;
}

/**
 * Runs every order on every key as a shadow (keys and sizes, no values) and lets the one decide that has
 * the best recent hit ratio. The sample is the whole: a hit costs two list moves more.
 *
 * The cache follows the shadow of the order in charge: who is in the cache but not in that shadow is a
 * stray, and strays leave first. So a switch moves nothing, keeps every entry, and the cache grows into
 * what it would be had the new order been in charge all along.
 */
export class AdaptivePolicy implements Policy {
  readonly #shadows: readonly Shadow[];
  readonly #ids = new IdSupply((ids) => {
    this.#grow(ids);
  });
  /** Ids of keys that are in a shadow and not in the cache. */
  readonly #ghosts = new Map<string, number>();
  readonly #strays = new IdLists(1);
  #keys: Array<string | undefined> = [];
  #isResident = new Uint8Array(0);
  /** Which shadows hold an id: a bit each. */
  #holders = new Uint8Array(0);
  #bytes = new Float64Array(0);
  #expiresAtMs = new Float64Array(0);
  readonly #lru: EvictionOrder;
  readonly #lfu: EvictionOrder;
  #leader: Shadow;
  #residents = 0;
  /** Reads that every shadow would have answered, since the last review. */
  #commonHits = 0;
  #reads = 0;
  switches = 0;

  constructor(
    limits: Limits,
    private readonly onSwitch: (change: PolicySwitch) => void = () => undefined,
  ) {
    this.#shadows = CANDIDATES.map((name, at) => new Shadow(name, 1 << at, limits));
    const [lfu, lru] = this.#shadows as [Shadow, Shadow];
    this.#leader = lfu;
    this.#lru = lru.order;
    this.#lfu = lfu.order;
    this.#grow(this.#ids.size);
  }

  get current(): FixedPolicyName {
    return this.#leader.name;
  }

  get shadowHitRatios(): Partial<Record<FixedPolicyName, number>> {
    return Object.fromEntries(this.#shadows.map(({ name, hitRatio }) => [name, hitRatio]));
  }

  hit(id: number): void {
    const holders = this.#holders[id] as number;
    if (holders === ALL) {
      // The most frequent case: only two of the orders care who was read.
      this.#lru.hit(id);
      this.#lfu.hit(id);
      this.#commonHits++;
    } else this.#hitSome(id, holders);
    this.#countRead();
  }

  #hitSome(id: number, holders: number): void {
    for (const shadow of this.#shadows) {
      if ((holders & shadow.bit) === 0) this.#enter(shadow, id);
      else {
        shadow.order.hit(id);
        shadow.hits++;
      }
    }
  }

  miss(key: string, nowMs: number): void {
    this.#countRead();
    const id = this.#ghosts.get(key);
    if (id === undefined) return;
    if ((this.#expiresAtMs[id] as number) <= nowMs) {
      this.release(id);
      return;
    }
    for (const shadow of this.#shadows) {
      if (((this.#holders[id] as number) & shadow.bit) === 0) continue;
      shadow.hits++;
      shadow.order.hit(id);
    }
  }

  admit(key: string, bytes: number, expiresAtMs: number): number {
    const ghost = this.#ghosts.get(key);
    if (ghost !== undefined) {
      this.#ghosts.delete(key);
      this.change(ghost, bytes, expiresAtMs);
    }
    const id = ghost ?? this.#ids.take();
    this.#keys[id] = key;
    this.#bytes[id] = bytes;
    this.#expiresAtMs[id] = expiresAtMs;
    this.#isResident[id] = 1;
    this.#residents++;
    for (const shadow of this.#shadows)
      if (((this.#holders[id] as number) & shadow.bit) === 0) this.#enter(shadow, id);
    if (((this.#holders[id] as number) & this.#leader.bit) === 0) this.#strays.move(0, id);
    return id;
  }

  change(id: number, bytes: number, expiresAtMs: number): void {
    for (const shadow of this.#shadows) {
      if (((this.#holders[id] as number) & shadow.bit) === 0) continue;
      shadow.bytes += bytes - (this.#bytes[id] as number);
      if (shadow.name !== 'ttl') continue;
      shadow.order.remove(id);
      shadow.order.add(id, expiresAtMs, 0);
    }
    this.#bytes[id] = bytes;
    this.#expiresAtMs[id] = expiresAtMs;
  }

  release(id: number): void {
    for (const shadow of this.#shadows) this.#leave(shadow, id);
    if (this.#isResident[id] === 1) this.#residents--;
    this.#isResident[id] = 0;
    this.#strays.unlink(id);
    this.#forget(id);
  }

  evict(): number {
    while (this.#strays.first(0) === NONE && this.#leader.entries > 0)
      this.#leave(this.#leader, this.#leader.order.nextVictim());
    const id = this.#strays.first(0);
    if (id === NONE) return NONE;
    this.#strays.unlink(id);
    this.#isResident[id] = 0;
    this.#residents--;
    if (this.#holders[id] === 0) this.#forget(id);
    else this.#ghosts.set(this.#keys[id] as string, id);
    return id;
  }

  #enter(shadow: Shadow, id: number): void {
    const bytes = this.#bytes[id] as number;
    while (shadow.isFullFor(bytes)) this.#leave(shadow, shadow.order.nextVictim());
    shadow.order.add(id, this.#expiresAtMs[id] as number, fnv1a(this.#keys[id] as string));
    shadow.entries++;
    shadow.bytes += bytes;
    this.#holders[id] = (this.#holders[id] as number) | shadow.bit;
    if (shadow === this.#leader) this.#strays.unlink(id);
  }

  #leave(shadow: Shadow, id: number): void {
    if (id === NONE || ((this.#holders[id] as number) & shadow.bit) === 0) return;
    shadow.order.remove(id);
    shadow.entries--;
    shadow.bytes -= this.#bytes[id] as number;
    this.#holders[id] = (this.#holders[id] as number) & ~shadow.bit;
    if (this.#isResident[id] === 1) {
      if (shadow === this.#leader) this.#strays.push(0, id);
    } else if (this.#holders[id] === 0) this.#forget(id);
  }

  /** The id of a key that is neither in the cache nor in a shadow is free again. */
  #forget(id: number): void {
    const key = this.#keys[id];
    if (key === undefined) return; // Forgotten while the last shadow let go of it.
    this.#ghosts.delete(key);
    this.#keys[id] = undefined;
    this.#ids.giveBack(id);
  }

  #countRead(): void {
    if (++this.#reads >= READS_PER_REVIEW_MIN && this.#reads >= 2 * this.#residents) this.#review();
  }

  #review(): void {
    for (const shadow of this.#shadows) shadow.rate(this.#commonHits, this.#reads, PAST);
    this.#commonHits = 0;
    this.#reads = 0;
    const best = this.#shadows.reduce((one, other) =>
      other.hitRatio > one.hitRatio ? other : one,
    );
    if (best.hitRatio <= this.#leader.hitRatio + MARGIN) return;
    const from = this.#leader.name;
    this.#leader = best;
    this.switches++;
    this.#findStrays();
    this.onSwitch({ from, to: best.name, hitRatios: this.shadowHitRatios });
  }

  #findStrays(): void {
    for (let id = 0; id < this.#ids.size; id++) {
      if (this.#isResident[id] === 0) continue;
      this.#strays.unlink(id);
      if (((this.#holders[id] as number) & this.#leader.bit) === 0) this.#strays.push(0, id);
    }
  }

  #grow(ids: number): void {
    this.#strays.grow(ids);
    this.#isResident = grown(this.#isResident, ids);
    this.#holders = grown(this.#holders, ids);
    this.#bytes = grown(this.#bytes, ids);
    this.#expiresAtMs = grown(this.#expiresAtMs, ids);
    for (const { order } of this.#shadows) order.grow(ids);
  }
}
