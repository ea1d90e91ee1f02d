import { createHash, randomUUID } from 'node:crypto';
import { isForeignType, type RedisClient, type RedisLink } from '#platform/redis';
import type { LevelStatistics } from '../level-statistics.js';
import { NotAParcel, NotPortable, open, type Parcel, seal } from './envelope.js';
import type { Exchange } from './exchange.js';
import type { InvalidationLog } from './invalidation-log.js';
import { HOLD_LOCK } from './scripts.js';

/** Longer keys are kept under their digest. */
const KEY_CHARS_MAX = 200;
/** A lock nobody renews is free after this: its holder is dead or cut off. */
export const LOCK_MS = 1_500;
/** A background write may take longer than a request may wait. */
const WRITE_MS_MAX = 500;
/** PTTL of a key that is not there, and of one that never expires. */
const GONE = -2;
const ENDLESS = -1;

/** A parcel with the time it has left, milliseconds. */
export interface Found extends Parcel {
  readonly freshMs: number;
  readonly keptMs: number;
}

/** What becomes of a try to be the one replica that loads. */
export type LockAttempt = 'held' | 'taken' | 'unavailable';

export interface RedisLevelParts {
  readonly link: RedisLink;
  readonly exchange: Exchange;
  readonly log: InvalidationLog;
  readonly statistics: LevelStatistics;
  /** Larger entries are packed. */
  readonly packFromBytes: number;
  /** False for a cache whose values never leave this process. */
  readonly isShared: boolean;
}

/** The values of one cache in Redis. Whatever Redis does, a call ends by its deadline and nothing throws. */
export class RedisLevel {
  readonly #parts: RedisLevelParts;
  readonly #prefix: string;
  readonly #holder = randomUUID();
  errors = 0;
  corrupt = 0;
  /** Values that cannot travel, and so stay in memory. */
  unportable = 0;

  /** @param name Of the cache, with the version of its values. */
  constructor(name: string, parts: RedisLevelParts) {
    this.#parts = parts;
    this.#prefix = `${parts.link.keyPrefix}:cache:${name}:`;
  }

  get isUp(): boolean {
    return this.#parts.isShared && this.#parts.exchange.isUp;
  }

  /** One round trip: the value and the time it has left, so that no clock need agree with another. */
  async read(key: string, deadlineMs: number): Promise<Found | undefined> {
    const [found] = await this.readMany([key], deadlineMs);
    return found;
  }

  /** Looks again: the same, but it does not count. */
  async look(key: string, deadlineMs: number): Promise<Found | undefined> {
    const [found] = (await this.#readAll([key], deadlineMs)) ?? [];
    return found;
  }

  /** @returns As many as were asked for. */
  async readMany(
    keys: readonly string[],
    deadlineMs: number,
  ): Promise<ReadonlyArray<Found | undefined>> {
    const { statistics } = this.#parts;
    const fromMs = performance.now();
    const found = await this.#readAll(keys, deadlineMs);
    if (found === undefined) return keys.map(() => undefined);
    statistics.getTime.add(performance.now() - fromMs);
    for (const one of found)
      if (one === undefined) statistics.misses++;
      else statistics.hits++;
    return found;
  }

  async #readAll(
    keys: readonly string[],
    deadlineMs: number,
  ): Promise<ReadonlyArray<Found | undefined> | undefined> {
    const names = keys.map((key) => this.#nameOf(key));
    const raw = await this.#ask(
      ({ values, commands }) =>
        Promise.all([
          Promise.all(names.map((name) => values.get(name))), // One write; MGET cannot cross the slots of a cluster.
          Promise.all(names.map((name) => commands.pTTL(name))),
        ]),
      deadlineMs,
    );
    if (raw === 'foreign') for (const name of names) this.#discard(name);
    if (raw === undefined) return undefined;
    if (raw === 'foreign') return keys.map(() => undefined);
    const [bodies, leftMs] = raw;
    return Promise.all(
      names.map((name, at) => this.#unwrap(name, keys[at] ?? '', bodies[at], leftMs[at] ?? GONE)),
    );
  }

  /** @returns Whether Redis has it. */
  async write(key: string, parcel: Parcel): Promise<boolean> {
    if (!this.isUp) return false;
    const fromMs = performance.now();
    const name = this.#nameOf(key);
    try {
      const bytes = await seal(name, parcel, this.#parts.packFromBytes);
      const keptMs = Math.max(1, Math.round(parcel.ttlMs + parcel.graceMs));
      const written = await this.#ask(async ({ values }) => {
        await values.set(name, bytes as unknown as string, keptMs);
        return true;
      }, WRITE_MS_MAX);
      if (written !== true) return false;
    } catch (error) {
      if (!(error instanceof NotPortable)) throw error;
      this.unportable++;
      return false;
    }
    this.#parts.statistics.sets++;
    this.#parts.statistics.lastSetMs = performance.now();
    this.#parts.statistics.setTime.add(performance.now() - fromMs);
    return true;
  }

  async remove(keys: readonly string[], deadlineMs: number): Promise<void> {
    if (keys.length === 0) return;
    const names = keys.map((key) => this.#nameOf(key));
    await this.#ask(({ values }) => values.deleteMany(names), deadlineMs);
    this.#parts.statistics.deletes += keys.length;
  }

  /** Tries to be the one replica that loads a key. */
  async lock(key: string, deadlineMs: number): Promise<LockAttempt> {
    const name = this.#lockOf(key);
    const answer = await this.#ask(
      ({ commands }) =>
        Promise.all([
          commands.set(name, this.#holder, { NX: true, PX: LOCK_MS }),
          commands.pTTL(name),
        ]),
      deadlineMs,
    );
    if (answer === undefined || answer === 'foreign') return 'unavailable';
    const [taken, leftMs] = answer;
    if (taken !== null) return 'held';
    if (leftMs >= 0 && leftMs <= LOCK_MS) return 'taken';
    this.#discard(name); // No lock of ours lives that long.
    return 'unavailable';
  }

  /** Keeps or, with 0 ms, gives back a lock that is ours. */
  async holdLock(key: string, ms: number): Promise<void> {
    await this.#ask(
      ({ commands }) =>
        commands.eval(HOLD_LOCK, {
          keys: [this.#lockOf(key)],
          arguments: [this.#holder, String(ms)],
        }),
      WRITE_MS_MAX,
    );
  }

  async #unwrap(
    name: string,
    key: string,
    body: Buffer | undefined,
    leftMs: number,
  ): Promise<Found | undefined> {
    if (body === undefined || leftMs === GONE) return undefined;
    try {
      const parcel = await open(name, body);
      if (this.#parts.log.isOutdated(this.qualified(key), this.#tagsOf(parcel), parcel.seen)) {
        this.#discard(name);
        return undefined;
      }
      const wholeMs = parcel.ttlMs + parcel.graceMs;
      const keptMs = leftMs === ENDLESS ? wholeMs : Math.min(wholeMs, leftMs);
      return { ...parcel, keptMs, freshMs: keptMs - parcel.graceMs };
    } catch (error) {
      if (!(error instanceof NotAParcel)) throw error;
      this.corrupt++;
      this.#discard(name);
      return undefined;
    }
  }

  #tagsOf({ tags }: Parcel): readonly string[] {
    return [...tags, this.spaceTag];
  }

  /** The tag that every entry of this cache has. */
  get spaceTag(): string {
    return `*${this.#prefix}`;
  }

  /** A key as other replicas and other caches know it. */
  qualified(key: string): string {
    return this.#prefix + key;
  }

  /** @returns Undefined for a key of another cache. */
  unqualified(key: string): string | undefined {
    return key.startsWith(this.#prefix) ? key.slice(this.#prefix.length) : undefined;
  }

  /** Removes what is outdated or not ours, behind. */
  #discard(name: string): void {
    void this.#ask(({ values }) => values.delete(name), WRITE_MS_MAX);
  }

  #nameOf(key: string): string {
    if (key.length <= KEY_CHARS_MAX) return this.#prefix + key;
    return `${this.#prefix}${createHash('sha256').update(key).digest('base64url')}`;
  }

  #lockOf(key: string): string {
    return `${this.#nameOf(key)}:lock`;
  }

  /** @returns Undefined when Redis does not answer or is not to be asked. */
  async #ask<T>(
    work: (redis: RedisClient) => Promise<T>,
    deadlineMs: number,
  ): Promise<T | 'foreign' | undefined> {
    const { exchange, link } = this.#parts;
    if (!this.isUp || deadlineMs <= 0) return undefined;
    try {
      const answer = await link.run(work, deadlineMs);
      exchange.succeeded();
      return answer;
    } catch (error) {
      if (isForeignType(error)) {
        this.corrupt++;
        return 'foreign';
      }
      this.errors++;
      exchange.failed();
      return undefined;
    }
  }
}
