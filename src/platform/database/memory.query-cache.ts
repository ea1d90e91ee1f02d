import { LRUCache } from 'lru-cache';
import { Problem } from '#kernel';
import { QueryCache, type QueryCacheFigures } from './query-cache.js';

interface Entry {
  readonly value: unknown;
  readonly tags: readonly string[];
  readonly freshUntilMs: number;
}

/** One load that is under way, and what would make its answer old before it is there. */
interface Flight {
  readonly tags: readonly string[];
  readonly answer: Promise<unknown>;
}

/** The query cache of one process. Values are handed out as they are: nobody may change them. */
export class MemoryQueryCache extends QueryCache {
  readonly #entries: LRUCache<string, Entry>;
  readonly #flights = new Map<string, Flight>();
  #hits = 0;
  #misses = 0;

  /** @param graceMs How long past its time an answer is still better than none, milliseconds. */
  constructor(
    private readonly sizeMax: number,
    private readonly graceMs: number,
  ) {
    super();
    this.#entries = new LRUCache({ max: sizeMax });
  }

  async getOrSet<T>(
    key: string,
    ttlMs: number,
    tags: readonly string[],
    load: () => Promise<T>,
  ): Promise<T> {
    const known = this.#entries.get(key);
    if (known && known.freshUntilMs > performance.now()) {
      this.#hits++;
      return known.value as T;
    }
    this.#misses++;
    try {
      return (await (this.#flights.get(key)?.answer ?? this.#load(key, ttlMs, tags, load))) as T;
    } catch (error) {
      const stale = this.#entries.get(key);
      const isAway = error instanceof Problem && error.kind === 'unavailable';
      if (!isAway || !stale || stale.freshUntilMs + this.graceMs < performance.now()) throw error;
      return stale.value as T;
    }
  }

  async invalidateTags(tags: readonly string[]): Promise<void> {
    const isHit = (one: { tags: readonly string[] }) => one.tags.some((tag) => tags.includes(tag));
    for (const [key, entry] of this.#entries) if (isHit(entry)) this.#entries.delete(key);
    // Who asks from now on must not join a load that began before the change.
    for (const [key, flight] of this.#flights) if (isHit(flight)) this.#flights.delete(key);
  }

  async clear(): Promise<void> {
    this.#entries.clear();
    this.#flights.clear();
  }

  figures(): QueryCacheFigures {
    const { size } = this.#entries;
    return { size, max_size: this.sizeMax, hits: this.#hits, misses: this.#misses };
  }

  #load<T>(key: string, ttlMs: number, tags: readonly string[], load: () => Promise<T>) {
    const answer = load();
    const flight: Flight = { tags, answer };
    this.#flights.set(key, flight);
    const land = (value?: T) => {
      if (this.#flights.get(key) !== flight) return; // Invalidated while it was loading.
      this.#flights.delete(key);
      if (value !== undefined)
        this.#entries.set(key, { value, tags, freshUntilMs: performance.now() + ttlMs });
    };
    void answer.then(land, () => {
      land();
    });
    return answer;
  }
}
