import type { Flight, Stale } from './flight.js';
import { orAfter, pause } from './flight.js';
import { LoadTimeout } from './problems.js';
import {
  type Found,
  LOCK_MS,
  type LockAttempt,
  type RedisLevel,
} from './redis-level/redis-level.js';

/** Waits between looks at what another replica is loading: short at first, most loads are. */
const LOOK_MS_FIRST = 8;
const LOOK_MS_MAX = 50;

export interface LoaderOptions {
  readonly space: string;
  /** What Redis may take of one request. */
  readonly redisMsMax: number;
  readonly loadMsMax: number;
  /** Whether something a flight depends on was invalidated after it began. */
  readonly isOutdated: (flight: Flight) => boolean;
}

/** How a flight ended. */
export type Landing =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'loaded'; readonly value: unknown; readonly release: () => Promise<void> }
  | { readonly kind: 'left'; readonly reason: 'another replica refreshes it' };

/** Brings one value: from Redis, from another replica that loads it already, or by loading it. */
export class Loader {
  readonly #redis: RedisLevel;
  readonly #options: LoaderOptions;
  loads = 0;
  loadErrors = 0;
  /** Values that another replica had loaded while this one waited. */
  shared = 0;

  constructor(redis: RedisLevel, options: LoaderOptions) {
    this.#redis = redis;
    this.#options = options;
  }

  /** @param onStale Told of an old value in Redis that may be served if nothing better comes. */
  async bring(flight: Flight, onStale: (stale: Stale) => void): Promise<Landing> {
    const until = performance.now() + this.#options.redisMsMax;
    const found = await this.#redis.read(flight.key, until - performance.now());
    if (found !== undefined && isNews(found, flight)) return { kind: 'found', found };
    if (found !== undefined && found.keptMs > 0) onStale({ value: found.value, found });
    const lock = await this.#redis.lock(flight.key, until - performance.now());
    const hasStale = flight.stale !== undefined || (found?.keptMs ?? 0) > 0;
    if (lock === 'taken') return this.#await(flight, hasStale);
    return this.#loadUnlessDone(flight, lock, until - performance.now());
  }

  /** Another replica loads it: takes its value when it is there, or its place if it gives up. */
  async #await(flight: Flight, hasStale: boolean): Promise<Landing> {
    if (hasStale) return { kind: 'left', reason: 'another replica refreshes it' };
    const until = performance.now() + this.#options.loadMsMax;
    for (let ms = LOOK_MS_FIRST; performance.now() < until; ms = Math.min(LOOK_MS_MAX, ms * 1.5)) {
      await pause(ms);
      if (!this.#redis.isUp || this.#options.isOutdated(flight)) break;
      const lock = await this.#redis.lock(flight.key, this.#options.redisMsMax);
      if (lock !== 'taken') return this.#loadUnlessDone(flight, lock, this.#options.redisMsMax);
      const found = await this.#redis.look(flight.key, this.#options.redisMsMax);
      if (found === undefined || !isNews(found, flight)) continue;
      this.shared++;
      return { kind: 'found', found };
    }
    return this.#load(flight, 'unavailable');
  }

  /** Between the look and the lock another replica may have finished. */
  async #loadUnlessDone(flight: Flight, lock: LockAttempt, deadlineMs: number): Promise<Landing> {
    if (lock !== 'held') return this.#load(flight, lock);
    const found = await this.#redis.look(flight.key, deadlineMs);
    if (found === undefined || !isNews(found, flight)) return this.#load(flight, lock);
    this.shared++;
    await this.#redis.holdLock(flight.key, 0);
    return { kind: 'found', found };
  }

  async #load(flight: Flight, lock: LockAttempt): Promise<Landing> {
    const { loadMsMax, space } = this.#options;
    const hold =
      lock === 'held'
        ? setInterval(() => void this.#redis.holdLock(flight.key, LOCK_MS), LOCK_MS / 3).unref()
        : undefined;
    const release = async () => {
      clearInterval(hold);
      if (lock === 'held') await this.#redis.holdLock(flight.key, 0);
    };
    const abort = new AbortController();
    this.loads++;
    try {
      const value = await orAfter(loadMsMax, startedNow(flight, abort.signal), () => {
        const late = new LoadTimeout(space, loadMsMax);
        abort.abort(late);
        throw late;
      });
      return { kind: 'loaded', value, release };
    } catch (error) {
      this.loadErrors++;
      void release();
      throw error;
    }
  }
}

/** A load that throws before it waits rejects like any other. */
async function startedNow(flight: Flight, signal: AbortSignal): Promise<unknown> {
  return flight.load(signal);
}

/** Who refreshes a value that is still fresh wants a younger one than it has. */
function isNews(found: Found, { stale }: Flight): boolean {
  if (found.freshMs <= 0) return false;
  const leftMs = stale === undefined ? 0 : stale.freshUntilMs - performance.now();
  return leftMs <= 0 || found.freshMs > leftMs + found.ttlMs / 10;
}
