import type { Entry } from './memory/entry.js';
import type { Lived } from './options.js';
import type { Found } from './redis-level/redis-level.js';

/** Makes a value. The signal aborts when it takes too long. */
export type Load<T> = (signal: AbortSignal) => Promise<T> | T;

/** One load that everybody waits for who asks for the same key meanwhile. */
export interface Flight {
  readonly key: string;
  /** What they wait for: the new value, or an old one where that is allowed. */
  readonly answer: Promise<unknown>;
  readonly load: Load<unknown>;
  readonly lived: Lived;
  readonly tagsOf: (value: unknown) => readonly string[];
  /** Undefined where only the value can tell. */
  readonly tags: readonly string[] | undefined;
  /** What had been invalidated when it began. */
  readonly moment: number;
  readonly seen: number;
  /** The old value in memory, if it may still be served. */
  readonly stale: Entry | undefined;
}

/** An old value and where it came from. */
export interface Stale {
  readonly value: unknown;
  readonly found: Found | undefined;
}

/** Settles like the work, or with what is at hand when the time is over. The work goes on. */
export async function orAfter<T>(ms: number, work: Promise<T>, otherwise: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((over) => {
    timer = setTimeout(over, ms).unref();
  }).then(otherwise);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
