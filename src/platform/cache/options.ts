import type { PolicyName } from './policy/eviction-order.js';

/** How long and how an entry lives. What is left out is as its cache says. */
export interface Lifetime {
  /** Seconds it is fresh. */
  readonly ttl?: number;
  /** Seconds it is known that there is nothing: `undefined` and `null`. Left out, `undefined` is not kept and `null` is kept like a value. */
  readonly negativeTtl?: number;
  /** Seconds beyond its time in which the old value is served if no new one can be loaded. */
  readonly grace?: number;
  /** Milliseconds to wait for a new value while an old one within its grace is at hand; it arrives behind. */
  readonly softTimeoutMs?: number;
  /** Share of its time after which a reader refreshes it behind, 0 to 1. */
  readonly earlyRefresh?: number;
}

export interface EntryOptions<T> extends Lifetime {
  /** Names by which it is invalidated together with others; or how to tell them from the value. */
  readonly tags?: readonly string[] | ((value: T) => readonly string[]);
}

export interface SpaceOptions extends Lifetime {
  readonly policy?: PolicyName;
  /** Entries of this cache in memory at most; the limit of the process holds as well. */
  readonly entriesMax?: number;
  readonly bytesMax?: number;
  /** False keeps it in memory alone, for values that cannot travel or are quicker made than fetched. */
  readonly isShared?: boolean;
  /** Raise it when the shape of the values changes: entries of an older release in Redis are then not seen. */
  readonly version?: number;
  /** A load that takes longer is given up, milliseconds. */
  readonly loadMsMax?: number;
}

/** After this a load is given up, and whoever waits for it is told. */
export const LOAD_MS_MAX = 60_000;

/** Times in milliseconds, everything decided. */
export interface Lived {
  readonly ttlMs: number;
  readonly negativeTtlMs: number | undefined;
  readonly graceMs: number;
  readonly softTimeoutMs: number | undefined;
  readonly earlyRefresh: number;
}

/** @throws RangeError for a time that is none: it would be a bug that only shows as a cache that never hits. */
export function livedOf(wanted: Lifetime, otherwise: Lived): Lived {
  const { ttl, negativeTtl, grace, softTimeoutMs, earlyRefresh } = wanted;
  return {
    ttlMs: ttl === undefined ? otherwise.ttlMs : positive('ttl', ttl) * 1000,
    negativeTtlMs:
      negativeTtl === undefined
        ? otherwise.negativeTtlMs
        : positive('negativeTtl', negativeTtl) * 1000,
    graceMs: grace === undefined ? otherwise.graceMs : notNegative('grace', grace) * 1000,
    softTimeoutMs:
      softTimeoutMs === undefined
        ? otherwise.softTimeoutMs
        : notNegative('softTimeoutMs', softTimeoutMs),
    earlyRefresh:
      earlyRefresh === undefined
        ? otherwise.earlyRefresh
        : positive('earlyRefresh', Math.min(1, earlyRefresh)),
  };
}

function positive(name: string, value: number): number {
  if (value > 0 && Number.isFinite(value)) return value;
  throw new RangeError(`${name} must be a positive number, not ${value}.`);
}

function notNegative(name: string, value: number): number {
  return value === 0 ? 0 : positive(name, value);
}
