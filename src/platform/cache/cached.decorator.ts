import { Inject } from '@nestjs/common';
import type { Lifetime } from './options.js';
import { TieredCache } from './tiered-cache.js';

export interface CachedOptions<A extends unknown[], R> extends Lifetime {
  /** Which cache. */
  readonly namespace: string;
  /** What tells one call from another; left out, the arguments, which must then be plain. */
  readonly key?: (...args: A) => string;
  readonly tags?: readonly string[] | ((value: R, ...args: A) => readonly string[]);
}

/** Where an instance finds the cache: Nest puts it there, as it does with an injected property. */
const CACHE = Symbol('radiox.cache');

interface WithCache {
  readonly [CACHE]?: TieredCache;
}

/**
 * Caches what a method of a provider answers, by its arguments. An instance that Nest has not made has no
 * cache and calls the method.
 *
 *     @Cached({ namespace: 'presets', ttl: 60, tags: ['preset'] })
 *     all(): Promise<Preset[]>
 *
 * Not for methods that read within a transaction: what is rolled back would stay.
 */
export function Cached<A extends unknown[], R>(options: CachedOptions<A, R>) {
  return (prototype: object, method: string, descriptor: PropertyDescriptor): void => {
    const original = descriptor.value as ((...args: A) => Promise<unknown>) | undefined;
    if (original === undefined) throw new TypeError(`${method} is no method.`);
    Inject(TieredCache)(prototype, CACHE);
    const { namespace, key = plainKey, tags, ...lifetime } = options;
    const cached = async function (this: WithCache, ...args: A): Promise<unknown> {
      const load = () => original.apply(this, args);
      const cache = this[CACHE];
      if (cache === undefined) return load();
      const tagged =
        typeof tags === 'function' ? (value: unknown) => tags(value as R, ...args) : tags;
      return cache.space(namespace).getOrSet<unknown>(`${method}:${key(...args)}`, load, {
        ...lifetime,
        ...(tagged === undefined ? {} : { tags: tagged }),
      });
    };
    descriptor.value = cached;
  };
}

/** @throws TypeError for arguments that cannot be told apart by their text. */
function plainKey(...args: readonly unknown[]): string {
  for (const arg of args)
    if (
      typeof arg === 'function' ||
      typeof arg === 'symbol' ||
      (typeof arg === 'object' && arg !== null)
    )
      throw new TypeError('@Cached needs a key for arguments that are not plain.');
  return args.map((arg) => `${typeof arg}=${encodeURIComponent(String(arg))}`).join('&');
}
