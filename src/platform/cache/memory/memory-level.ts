import { NONE } from '../policy/id-lists.js';
import type { Limits, Policy } from '../policy/policy.js';
import type { LevelStatistics } from '../level-statistics.js';
import type { Entry } from './entry.js';
import type { MemoryBudget } from './memory-budget.js';

/** The values of one cache in memory, with their tags. It knows keys and limits; who leaves, the policy says. */
export class MemoryLevel {
  readonly #entries = new Map<string, Entry>();
  readonly #byId: Array<Entry | undefined> = [];
  readonly #byTag = new Map<string, Set<Entry>>();
  readonly #policy: Policy;
  readonly #limits: Limits;
  readonly #statistics: LevelStatistics;
  readonly #budget: MemoryBudget;
  bytes = 0;

  constructor(policy: Policy, limits: Limits, statistics: LevelStatistics, budget: MemoryBudget) {
    this.#policy = policy;
    this.#limits = limits;
    this.#statistics = statistics;
    this.#budget = budget;
    budget.join(this);
  }

  get entries(): number {
    return this.#entries.size;
  }

  /** The entry of a key, also one that is no longer fresh; reading does not count. */
  peek(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** Counts a read that this entry answered. */
  touch(entry: Entry): void {
    this.#policy.hit(entry.id);
  }

  /** Counts a read that nothing fresh could answer; what may not even be kept goes. */
  missed(key: string, entry: Entry | undefined, nowMs: number): void {
    if (entry !== undefined && entry.keptUntilMs <= nowMs) this.#drop(entry);
    this.#policy.miss(key, nowMs);
  }

  /** Takes an entry in, and lets others go for it. One that is larger than the whole cache stays outside. */
  put(entry: Entry): void {
    const old = this.#entries.get(entry.key);
    if (entry.bytes > this.#limits.bytesMax) {
      if (old !== undefined) this.#drop(old);
      return;
    }
    if (old === undefined) {
      while (this.#isFullFor(entry.bytes)) this.evict();
      entry.id = this.#policy.admit(entry.key, entry.bytes, entry.keptUntilMs);
    } else {
      this.#forget(old);
      entry.id = old.id;
      this.#policy.change(old.id, entry.bytes, entry.keptUntilMs);
    }
    this.#remember(entry);
    while (this.bytes > this.#limits.bytesMax) this.evict();
  }

  /** @returns Whether it was there. */
  delete(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#drop(entry);
    return entry !== undefined;
  }

  dropTag(tag: string): void {
    for (const entry of this.#byTag.get(tag) ?? []) this.#drop(entry);
  }

  clear(): void {
    for (const entry of this.#entries.values()) this.#drop(entry);
  }

  dropExpired(nowMs: number): void {
    for (const entry of this.#entries.values()) if (entry.keptUntilMs <= nowMs) this.#drop(entry);
  }

  /** Lets the least valuable entry go. */
  evict(): void {
    const id = this.#policy.evict();
    const entry = id === NONE ? undefined : this.#byId[id];
    if (entry === undefined) throw new Error('The policy has lost sight of an entry.');
    this.#forget(entry);
    this.#statistics.evictions++;
  }

  #isFullFor(bytes: number): boolean {
    return (
      this.#entries.size > 0 &&
      (this.#entries.size >= this.#limits.entriesMax || this.bytes + bytes > this.#limits.bytesMax)
    );
  }

  #remember(entry: Entry): void {
    this.#entries.set(entry.key, entry);
    this.#byId[entry.id] = entry;
    for (const tag of entry.tags) {
      const tagged = this.#byTag.get(tag);
      if (tagged) tagged.add(entry);
      else this.#byTag.set(tag, new Set([entry]));
    }
    this.bytes += entry.bytes;
    this.#budget.added(entry.bytes);
  }

  #drop(entry: Entry): void {
    this.#policy.release(entry.id);
    this.#forget(entry);
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.key);
    this.#byId[entry.id] = undefined;
    for (const tag of entry.tags) {
      const tagged = this.#byTag.get(tag);
      tagged?.delete(entry);
      if (tagged?.size === 0) this.#byTag.delete(tag);
    }
    this.bytes -= entry.bytes;
    this.#budget.removed(entry.bytes);
  }
}
