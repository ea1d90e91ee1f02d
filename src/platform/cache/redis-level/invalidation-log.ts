import { LRUCache } from 'lru-cache';

/** Tags that are remembered one by one; with more, everything older is taken as invalid. */
export const TAGS_MAX = 10_000;
const KEYS_MAX = 10_000;
/** Longer than any load may take: later nobody can bring a value from before. */
const KEYS_KEPT_MS = 120_000;
/** The tag that every entry has. */
export const EVERYTHING = '*';

/** What is no longer true: entries with one of these tags, and these keys (`space:key`). */
export interface Invalidation {
  readonly tags: readonly string[];
  readonly keys: readonly string[];
}

interface Stamp {
  /** Number of the invalidation in the order of all replicas; Infinity until Redis has numbered it. */
  readonly number: number;
  /** The same in the order in which this replica heard of it. */
  readonly moment: number;
}

const NEVER: Stamp = { number: 0, moment: 0 };

/**
 * Remembers what was invalidated, so that a value can be told to be older than that. No clock is asked:
 * Redis numbers the invalidations of all replicas, and every load notes the last number it knew when it
 * began. An entry is true if none of its tags was invalidated under a higher number.
 */
export class InvalidationLog {
  /** The highest number this replica knows of. A load that begins now is at least as new. */
  seen = 0;
  /** Counts what this replica has heard. */
  moment = 0;
  readonly #tags = new Map<string, Stamp>();
  readonly #keys = new LRUCache<string, Stamp>({ max: KEYS_MAX, ttl: KEYS_KEPT_MS });
  #everything = NEVER;

  /** @param number Infinity while Redis has not numbered it: then nothing from Redis is believed. */
  note({ tags, keys }: Invalidation, number: number): void {
    const stamp = { number, moment: ++this.moment };
    for (const key of keys) this.#keys.set(key, stamp);
    for (const tag of tags) this.#tags.set(tag, stamp);
    if (tags.includes(EVERYTHING)) this.#noteEverything(stamp);
    if (Number.isFinite(number)) this.seen = Math.max(this.seen, number);
    if (this.#tags.size <= TAGS_MAX) return;
    this.#everything = { number: this.seen, moment: this.moment };
    for (const [tag, known] of this.#tags)
      if (Number.isFinite(known.number)) this.#tags.delete(tag);
  }

  /** Something may have been invalidated of which nobody has told us: no load under way is to be kept. */
  distrustLoads(): void {
    this.#everything = { number: this.#everything.number, moment: ++this.moment };
  }

  #noteEverything(stamp: Stamp): void {
    this.#everything = stamp;
    this.#tags.delete(EVERYTHING);
    if (!Number.isFinite(stamp.number)) return;
    this.#tags.clear(); // It says all that they said.
    this.#keys.clear();
  }

  /** Whether a parcel from Redis is older than something that made it untrue. */
  isOutdated(key: string, tags: readonly string[], parcelSeen: number): boolean {
    return this.#stamps(key, tags).some(({ number }) => number > parcelSeen);
  }

  /** Whether something was invalidated since that moment. @param tags Undefined where only the value could tell. */
  hasTouched(key: string, tags: readonly string[] | undefined, since: number): boolean {
    if (tags === undefined) return this.moment > since;
    return this.#stamps(key, tags).some(({ moment }) => moment > since);
  }

  #stamps(key: string, tags: readonly string[]): Stamp[] {
    return [
      this.#everything,
      this.#keys.get(key) ?? NEVER,
      ...tags.map((tag) => this.#tags.get(tag) ?? NEVER),
    ];
  }
}
