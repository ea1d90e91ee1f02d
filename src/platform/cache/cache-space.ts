import { Logger } from '@nestjs/common';
import type { Flight, Load, Stale } from './flight.js';
import { orAfter } from './flight.js';
import { Loader } from './loader.js';
import { Entry } from './memory/entry.js';
import type { MemoryLevel } from './memory/memory-level.js';
import { settle } from './memory/settle.js';
import type { LevelStatistics } from './level-statistics.js';
import { type EntryOptions, type Lived, livedOf } from './options.js';
import type { Invalidation, InvalidationLog } from './redis-level/invalidation-log.js';
import type { Found, RedisLevel } from './redis-level/redis-level.js';

/** After a load failed and an old value was served, that one serves for so long before the next try. */
const RETRY_MS = 1_000;
/** Beside the value: the entry itself, its places in maps and lists. */
const ENTRY_BYTES = 200;

export interface SpaceParts {
  readonly name: string;
  readonly lived: Lived;
  readonly loadMsMax: number;
  readonly redisMsMax: number;
  readonly memory: MemoryLevel;
  readonly redis: RedisLevel;
  readonly log: InvalidationLog;
  readonly statistics: LevelStatistics;
  /** Tells the other replicas. @returns The number Redis gave it, or undefined when it does not know yet. */
  readonly announce: (news: Invalidation, deadlineMs: number) => Promise<number | undefined>;
  /** Work that goes on after the answer, so that a stop can wait for it. */
  readonly behind: (work: Promise<unknown>) => void;
}

/** A value and its key, for `setMany`. */
export interface Pair<T> {
  readonly key: string;
  readonly value: T;
}

/**
 * One named cache: memory first, Redis behind it.
 *
 * Values are shared by all who read them and frozen to their depth as they come in, loaded or set: copy
 * what you want to change. Plain data, dates, maps, sets, buffers and bigints survive Redis as they are;
 * an instance of a class comes back from there as a plain object.
 */
export class CacheSpace {
  readonly #logger = new Logger('Cache');
  readonly #parts: SpaceParts;
  readonly #memory: MemoryLevel;
  readonly #statistics: LevelStatistics;
  readonly #flights = new Map<string, Flight>();
  readonly #reads = new Map<string, { moment: number; read: Promise<unknown> }>();
  readonly #loader: Loader;
  /** Callers that found a load of their key under way and waited for it. */
  joins = 0;
  staleServed = 0;
  earlyRefreshes = 0;
  /** Values that were outdated before they had arrived, and so were not kept. */
  outrun = 0;

  constructor(parts: SpaceParts) {
    this.#parts = parts;
    this.#memory = parts.memory;
    this.#statistics = parts.statistics;
    this.#loader = new Loader(parts.redis, {
      space: parts.name,
      redisMsMax: parts.redisMsMax,
      loadMsMax: parts.loadMsMax,
      isOutdated: (flight) => this.#isOutdated(flight),
    });
  }

  get name(): string {
    return this.#parts.name;
  }

  get loads(): { loads: number; errors: number; shared: number } {
    const { loads, loadErrors, shared } = this.#loader;
    return { loads, errors: loadErrors, shared };
  }

  /** @returns Undefined when it is not there, or when it is known that there is nothing. */
  async get<T>(key: string): Promise<T | undefined> {
    const entry = this.#memory.peek(key);
    const nowMs = performance.now();
    if (entry !== undefined && entry.freshUntilMs > nowMs) {
      this.#hit(entry, nowMs);
      return entry.value as T;
    }
    this.#miss(key, entry, nowMs);
    if (!this.#parts.redis.isUp) return undefined;
    return (await this.#fetch(key)) as T | undefined;
  }

  /**
   * The value of a key; loads and keeps it if it is not there. However many ask at once, in however many
   * replicas, it is loaded once. What is invalidated while it is loaded is given to those who asked before
   * and kept for nobody.
   * @throws What `load` throws, unless an old value is within its grace; LoadTimeout.
   */
  async getOrSet<T>(key: string, load: Load<T>, options?: EntryOptions<T>): Promise<T> {
    const entry = this.#memory.peek(key);
    const nowMs = performance.now();
    if (entry !== undefined && entry.freshUntilMs > nowMs) {
      this.#hit(entry, nowMs);
      if (entry.refreshFromMs <= nowMs) this.#refresh(entry, load, options);
      return entry.value as T;
    }
    this.#miss(key, entry, nowMs);
    const stale = entry !== undefined && entry.keptUntilMs > nowMs ? entry : undefined;
    return (await this.#fly(key, load, options, stale).answer) as T;
  }

  /** Keeps a value, and tells the other replicas that theirs is old. */
  async set<T>(key: string, value: T, options?: EntryOptions<T>): Promise<void> {
    await this.setMany([{ key, value }], options);
  }

  /** In one message and one round trip for all. */
  async setMany<T>(pairs: ReadonlyArray<Pair<T>>, options?: EntryOptions<T>): Promise<void> {
    const { announce, redis, redisMsMax } = this.#parts;
    const lived = livedOf(options ?? {}, this.#parts.lived);
    const fromMs = performance.now();
    const news = { tags: [], keys: pairs.map(({ key }) => redis.qualified(key)) };
    const announced = announce(news, redisMsMax);
    for (const { key, value } of pairs)
      if (!this.#keep(key, value, tagsOf(options, value), lived)) this.#memory.delete(key);
    if (this.#statistics.setTime.isDue()) this.#statistics.setTime.add(performance.now() - fromMs);
    const seen = await announced;
    if (seen === undefined || !redis.isUp) return;
    const writes = pairs.map(({ key, value }) =>
      this.#write(key, value, tagsOf(options, value), lived, seen),
    );
    const all = Promise.all(writes).then(() => undefined);
    this.#parts.behind(all);
    const leftMs = Math.max(1, redisMsMax - (performance.now() - fromMs));
    await orAfter(leftMs, all, () => undefined);
  }

  async getMany<T>(keys: readonly string[]): Promise<Array<T | undefined>> {
    const nowMs = performance.now();
    const values = keys.map((key) => {
      const entry = this.#memory.peek(key);
      const isFresh = entry !== undefined && entry.freshUntilMs > nowMs;
      if (isFresh) this.#hit(entry, nowMs);
      else this.#miss(key, entry, nowMs);
      return isFresh ? { value: entry.value } : undefined;
    });
    const missing = keys.filter((_, at) => values[at] === undefined);
    const found = new Map<string, unknown>();
    if (missing.length > 0 && this.#parts.redis.isUp) {
      const { moment } = this.#parts.log;
      const parcels = await this.#parts.redis.readMany(missing, this.#parts.redisMsMax);
      missing.forEach((key, at) => {
        const parcel = parcels[at];
        if (parcel !== undefined && parcel.freshMs > 0)
          found.set(key, this.#promote(key, parcel, moment));
      });
    }
    return keys.map((key, at) => {
      const known = values[at]; // Its value may be null: that there is nothing is an answer too.
      return (known === undefined ? found.get(key) : known.value) as T | undefined;
    });
  }

  /** @returns Whether it was in the memory of this replica. */
  async delete(...keys: readonly string[]): Promise<boolean> {
    const { announce, redis, redisMsMax } = this.#parts;
    const fromMs = performance.now();
    const wasThere = keys.map((key) => this.#memory.delete(key)).includes(true);
    this.#statistics.deletes += keys.length;
    await announce({ tags: [], keys: keys.map((key) => redis.qualified(key)) }, redisMsMax);
    await redis.remove(keys, redisMsMax - (performance.now() - fromMs));
    return wasThere;
  }

  /** Empties this cache, in every replica. */
  async clear(): Promise<void> {
    this.#memory.clear();
    await this.#parts.announce(
      { tags: [this.#parts.redis.spaceTag], keys: [] },
      this.#parts.redisMsMax,
    );
  }

  #hit(entry: Entry, fromMs: number): void {
    this.#statistics.hits++;
    this.#memory.touch(entry);
    if (this.#statistics.getTime.isDue()) this.#statistics.getTime.add(performance.now() - fromMs);
  }

  #miss(key: string, entry: Entry | undefined, nowMs: number): void {
    this.#statistics.misses++;
    this.#memory.missed(key, entry, nowMs);
  }

  /** A read of Redis that everybody shares who asks meanwhile. */
  async #fetch(key: string): Promise<unknown> {
    const { redis, log, redisMsMax } = this.#parts;
    const { moment } = log;
    const known = this.#reads.get(key);
    if (known?.moment === moment) return known.read;
    const read = redis
      .read(key, redisMsMax)
      .then((found) =>
        found !== undefined && found.freshMs > 0 ? this.#promote(key, found, moment) : undefined,
      )
      .finally(() => {
        if (this.#reads.get(key)?.read === read) this.#reads.delete(key);
      });
    this.#reads.set(key, { moment, read });
    return read;
  }

  #fly(
    key: string,
    load: Load<unknown>,
    options: EntryOptions<never> | undefined,
    stale: Entry | undefined,
  ): Flight {
    const underWay = this.#flights.get(key);
    if (underWay !== undefined && !this.#isOutdated(underWay)) {
      this.joins++;
      return underWay;
    }
    const tags = options?.tags;
    const answer = Promise.withResolvers<unknown>();
    const flight: Flight = {
      key,
      answer: answer.promise,
      load,
      lived: options === undefined ? this.#parts.lived : livedOf(options, this.#parts.lived),
      tagsOf: (value) => tagsOf(options, value as never),
      tags: typeof tags === 'function' ? undefined : (tags ?? []),
      moment: this.#parts.log.moment,
      seen: this.#parts.log.seen,
      stale,
    };
    this.#flights.set(key, flight);
    this.#run(flight, answer);
    return flight;
  }

  /** Answers as soon as something may be answered, and lands whatever comes later. */
  #run(flight: Flight, answer: PromiseWithResolvers<unknown>): void {
    let stale: Stale | undefined =
      flight.stale === undefined ? undefined : { value: flight.stale.value, found: undefined };
    const serveStale = () => {
      if (stale === undefined) return;
      this.staleServed++;
      answer.resolve(stale.value);
    };
    let soft: NodeJS.Timeout | undefined;
    const limit = () => {
      if (stale === undefined || flight.lived.softTimeoutMs === undefined || soft) return;
      soft = setTimeout(serveStale, flight.lived.softTimeoutMs);
    };
    limit();
    const landed = this.#loader
      .bring(flight, (found) => {
        stale ??= found;
        limit();
      })
      .then(async (landing) => {
        this.#arrived(flight);
        if (landing.kind === 'found')
          answer.resolve(this.#promote(flight.key, landing.found, flight.moment));
        else if (landing.kind === 'left') serveStale();
        else {
          try {
            const kept = this.#land(flight, landing.value);
            answer.resolve(landing.value);
            await kept;
          } finally {
            await landing.release();
          }
        }
      })
      .catch((error: unknown) => {
        this.#arrived(flight);
        if (stale === undefined) {
          answer.reject(error);
          return;
        }
        this.#fallBack(flight, stale, error);
        serveStale();
      })
      .finally(() => {
        clearTimeout(soft);
      });
    this.#parts.behind(landed);
  }

  /** Nobody joins it from now on, though its value may still be on its way to Redis. */
  #arrived(flight: Flight): void {
    if (this.#flights.get(flight.key) === flight) this.#flights.delete(flight.key);
  }

  /** Keeps what was loaded, unless it was outdated on the way. @returns When Redis has it as well. */
  #land(flight: Flight, value: unknown): Promise<void> | undefined {
    const { key, lived } = flight;
    const tags = flight.tagsOf(value);
    const { redis, log } = this.#parts;
    const spaceAndTags = [...tags, redis.spaceTag];
    if (log.hasTouched(redis.qualified(key), spaceAndTags, flight.moment)) {
      settle(value);
      this.outrun++;
      return undefined;
    }
    if (!this.#keep(key, value, tags, lived)) return undefined;
    return this.#write(key, value, tags, lived, flight.seen);
  }

  #isOutdated(flight: Flight): boolean {
    const { redis, log } = this.#parts;
    const tags = flight.tags && [...flight.tags, redis.spaceTag];
    return log.hasTouched(redis.qualified(flight.key), tags, flight.moment);
  }

  /** The old value serves for a moment, so that a failing source is not asked by every request. */
  #fallBack(flight: Flight, { value, found }: Stale, error: unknown): void {
    this.#logger.warn({
      message: 'An old value is served: a new one could not be loaded',
      space: this.name,
      reason: error instanceof Error ? error.message : String(error),
    });
    const nowMs = performance.now();
    if (flight.stale !== undefined && flight.stale.freshUntilMs > nowMs) {
      flight.stale.refreshFromMs = nowMs + RETRY_MS;
      return;
    }
    if (this.#isOutdated(flight)) return;
    const until = flight.stale?.keptUntilMs ?? nowMs + (found?.keptMs ?? 0);
    const tags = flight.stale?.tags ?? found?.tags ?? [];
    const freshUntil = Math.min(until, nowMs + RETRY_MS);
    this.#memory.put(
      new Entry(flight.key, value, tags, freshUntil, until, Infinity, settle(value) + ENTRY_BYTES),
    );
  }

  #refresh(entry: Entry, load: Load<unknown>, options: EntryOptions<never> | undefined): void {
    if (entry.isRefreshing) return;
    entry.isRefreshing = true;
    this.earlyRefreshes++;
    this.#fly(entry.key, load, options, entry)
      .answer.catch(() => undefined) // It is still fresh; the next reader tries again.
      .finally(() => {
        entry.isRefreshing = false;
      });
  }

  /** @returns Whether there was something to keep. */
  #keep(key: string, value: unknown, tags: readonly string[], lived: Lived): boolean {
    const bytes = settle(value) + 2 * key.length + ENTRY_BYTES;
    const ttlMs = ttlOf(value, lived);
    if (ttlMs === undefined) return false;
    const nowMs = performance.now();
    const freshUntilMs = nowMs + ttlMs;
    const refreshFromMs = lived.earlyRefresh < 1 ? nowMs + ttlMs * lived.earlyRefresh : Infinity;
    const keptUntilMs = freshUntilMs + lived.graceMs;
    this.#memory.put(new Entry(key, value, tags, freshUntilMs, keptUntilMs, refreshFromMs, bytes));
    this.#statistics.sets++;
    this.#statistics.lastSetMs = performance.now();
    return true;
  }

  async #write(
    key: string,
    value: unknown,
    tags: readonly string[],
    lived: Lived,
    seen: number,
  ): Promise<void> {
    const ttlMs = ttlOf(value, lived);
    if (ttlMs === undefined || !this.#parts.redis.isUp) return;
    await this.#parts.redis.write(key, { value, tags, seen, ttlMs, graceMs: lived.graceMs });
  }

  /** Takes over from Redis with the time that is left. */
  #promote(key: string, found: Found, moment: number): unknown {
    const { redis, log, lived } = this.#parts;
    if (log.hasTouched(redis.qualified(key), [...found.tags, redis.spaceTag], moment))
      return found.value;
    const nowMs = performance.now();
    const bytes = settle(found.value) + 2 * key.length + ENTRY_BYTES;
    const refreshInMs = found.freshMs - found.ttlMs * (1 - lived.earlyRefresh);
    this.#memory.put(
      new Entry(
        key,
        found.value,
        found.tags,
        nowMs + found.freshMs,
        nowMs + found.keptMs,
        lived.earlyRefresh < 1 ? nowMs + Math.max(0, refreshInMs) : Infinity,
        bytes,
      ),
    );
    return found.value;
  }
}

/** Milliseconds; undefined for what is not to be kept. */
function ttlOf(value: unknown, { ttlMs, negativeTtlMs }: Lived): number | undefined {
  if (value === undefined) return negativeTtlMs;
  return value === null ? (negativeTtlMs ?? ttlMs) : ttlMs;
}

function tagsOf<T>(options: EntryOptions<T> | undefined, value: T): readonly string[] {
  const tags = options?.tags;
  return typeof tags === 'function' ? tags(value) : (tags ?? []);
}
