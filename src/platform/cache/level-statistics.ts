/** Every so many calls one is timed: a look at the clock costs as much as a hit. */
const SAMPLE = 64;
/** A read that takes longer is slow: what is promised of the cache. */
const SLOW_MS = 10;

/** What one level of one cache has done since the start. Plain counters: they are on the hot path. */
export class LevelStatistics {
  hits = 0;
  misses = 0;
  sets = 0;
  deletes = 0;
  evictions = 0;
  /** By `performance.now()`; nothing before the first value. */
  lastSetMs: number | undefined;
  readonly getTime = new SampledTime();
  readonly setTime = new SampledTime();
}

/** Average duration of calls of which only some are measured. */
export class SampledTime {
  #calls = 0;
  #timed = 0;
  #totalMs = 0;
  #slow = 0;

  /** Whether the call that begins now is one to measure. */
  isDue(): boolean {
    return (++this.#calls & (SAMPLE - 1)) === 1;
  }

  add(durationMs: number): void {
    this.#timed++;
    this.#totalMs += durationMs;
    if (durationMs >= SLOW_MS) this.#slow++;
  }

  /** Calls that were measured. */
  get timed(): number {
    return this.#timed;
  }

  /** Measured calls of 10 ms and more. */
  get slow(): number {
    return this.#slow;
  }

  get averageMs(): number {
    return this.#timed === 0 ? 0 : this.#totalMs / this.#timed;
  }
}

/** A level as `/performance/caches` shows it. */
export interface LevelReport {
  readonly name: string;
  readonly level: 'L1' | 'L2';
  /** Undefined for Redis, which is not asked: counting its keys would read them all. */
  readonly totalEntries: number | undefined;
  readonly totalSizeBytes: number | undefined;
  readonly hits: number;
  readonly misses: number;
  /** 0 to 1. */
  readonly hitRatio: number;
  readonly gets: number;
  readonly sets: number;
  readonly deletes: number;
  readonly evictions: number;
  /** Of a call that ends in this level, sampled. */
  readonly avgGetTimeMs: number;
  readonly avgSetTimeMs: number;
  /** When a value came in last. */
  readonly lastUpdated: Date | undefined;
  /** Reads that were timed, and those of them that took 10 ms or longer. */
  readonly timedGets: number;
  readonly slowGets: number;
}

export function reportOf(
  name: string,
  level: 'L1' | 'L2',
  statistics: LevelStatistics,
  held?: { readonly entries: number; readonly bytes: number },
): LevelReport {
  const { hits, misses, sets, deletes, evictions } = statistics;
  const gets = hits + misses;
  return {
    name,
    level,
    totalEntries: held?.entries,
    totalSizeBytes: held?.bytes,
    hits,
    misses,
    hitRatio: gets === 0 ? 0 : hits / gets,
    gets,
    sets,
    deletes,
    evictions,
    avgGetTimeMs: statistics.getTime.averageMs,
    avgSetTimeMs: statistics.setTime.averageMs,
    lastUpdated:
      statistics.lastSetMs === undefined
        ? undefined
        : new Date(performance.timeOrigin + statistics.lastSetMs),
    timedGets: statistics.getTime.timed,
    slowGets: statistics.getTime.slow,
  };
}
