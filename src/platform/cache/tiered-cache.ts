import { Injectable, Logger } from '@nestjs/common';
import { Lifecycle } from '#platform/lifecycle';
import { RedisLink } from '#platform/redis';
import type { CacheOverview, CacheReport } from './cache-report.js';
import { CacheSpace } from './cache-space.js';
import { CacheSettings } from './cache.settings.js';
import { orAfter } from './flight.js';
import { LevelStatistics, reportOf } from './level-statistics.js';
import { MemoryBudget } from './memory/memory-budget.js';
import { MemoryLevel } from './memory/memory-level.js';
import { type Lived, livedOf, LOAD_MS_MAX, type SpaceOptions } from './options.js';
import { AdaptivePolicy } from './policy/adaptive-policy.js';
import type { PolicyName } from './policy/eviction-order.js';
import { FixedPolicy } from './policy/fixed-policy.js';
import type { Limits, Policy } from './policy/policy.js';
import { Exchange } from './redis-level/exchange.js';
import { EVERYTHING, type Invalidation, InvalidationLog } from './redis-level/invalidation-log.js';
import { RedisLevel } from './redis-level/redis-level.js';

/** A start waits no longer for Redis. */
const START_MS_MAX = 250;
/** The last look of a start may take a little longer than that. */
const START_SLACK_MS = 2_000;
/** A stop waits no longer for values on their way to Redis. */
const STOP_MS_MAX = 200;
/** What has expired leaves memory at the latest after this. */
const SWEEP_MS = 30_000;
const BEHIND_MAX = 10_000;

interface Held {
  readonly space: CacheSpace;
  readonly options: string;
  readonly memory: MemoryLevel;
  readonly redis: RedisLevel;
  readonly policyName: PolicyName;
  readonly policy: Policy;
  readonly levels: { readonly L1: LevelStatistics; readonly L2: LevelStatistics };
}

/**
 * The caches of this process, by name. Each has its own policy, times and statistics; memory, Redis, tags
 * and the word of other replicas are common to all.
 */
@Injectable()
export class TieredCache {
  readonly #logger = new Logger('Cache');
  readonly #spaces = new Map<string, Held>();
  readonly #log = new InvalidationLog();
  readonly #budget: MemoryBudget;
  readonly #exchange: Exchange;
  readonly #behind = new Set<Promise<unknown>>();
  #sweep: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: CacheSettings,
    private readonly link: RedisLink,
    lifecycle: Lifecycle,
  ) {
    this.#budget = new MemoryBudget({
      entriesMax: settings.entriesMax,
      bytesMax: settings.bytesMax,
    });
    this.#exchange = new Exchange(
      link,
      this.#log,
      { isEnabled: settings.isRedisEnabled, answerMsMax: settings.redisMsMax },
      (news) => {
        this.#forget(news);
      },
    );
    lifecycle.register({
      name: 'cache',
      step: 'cache',
      isRequired: false,
      startMsMax: START_MS_MAX + START_SLACK_MS,
      stopMsMax: 2 * STOP_MS_MAX,
      start: () => this.#start(),
      stop: () => this.#stop(),
    });
  }

  /** Without Redis it works all the same, in memory. */
  async #start(): Promise<void> {
    this.#sweep = setInterval(() => {
      for (const { memory } of this.#spaces.values()) memory.dropExpired(performance.now());
    }, SWEEP_MS).unref();
    await this.#exchange.start(START_MS_MAX);
  }

  async #stop(): Promise<void> {
    clearInterval(this.#sweep);
    this.#exchange.stop();
    await orAfter(STOP_MS_MAX, Promise.allSettled(this.#behind), () => []);
  }

  /**
   * The cache of a name; made when it is first asked for.
   * @throws Error when it is asked for with other options than it was made with.
   */
  space(name: string, options?: SpaceOptions): CacheSpace {
    const known = this.#spaces.get(name);
    const asked = JSON.stringify(options ?? {});
    if (known === undefined) {
      const made = this.#make(name, options ?? {}, asked);
      this.#spaces.set(name, made);
      return made.space;
    }
    if (options !== undefined && asked !== known.options)
      throw new Error(`The cache "${name}" is described in two ways.`);
    return known.space;
  }

  /** Every entry with one of these tags is gone: in every cache, both levels, every replica. */
  async invalidateTags(...tags: readonly string[]): Promise<void> {
    for (const tag of tags)
      if (tag.startsWith(EVERYTHING))
        throw new RangeError(`A tag does not begin with ${EVERYTHING}.`);
    this.#forget({ tags, keys: [] });
    await this.#exchange.announce({ tags, keys: [] }, this.settings.redisMsMax);
  }

  /** Empties one cache, or all of them, in every replica. */
  async clear(name?: string): Promise<void> {
    if (name !== undefined) return this.space(name).clear();
    const all = { tags: [EVERYTHING], keys: [] };
    this.#forget(all);
    await this.#exchange.announce(all, this.settings.redisMsMax);
  }

  /** Lets go of what is no longer fresh enough to be given. @returns How many entries. */
  trim(): number {
    const entries = () =>
      [...this.#spaces.values()].reduce((sum, { memory }) => sum + memory.entries, 0);
    const before = entries();
    for (const { memory } of this.#spaces.values()) memory.dropExpired(performance.now());
    return before - entries();
  }

  report(): CacheOverview {
    const held = [...this.#spaces.values()];
    return {
      entries: held.reduce((sum, { memory }) => sum + memory.entries, 0),
      entriesMax: this.settings.entriesMax,
      sizeBytes: held.reduce((sum, { memory }) => sum + memory.bytes, 0),
      bytesMax: this.settings.bytesMax,
      redis: {
        breaker: this.#exchange.state,
        breakerOpened: this.#exchange.opened,
        messagesHeard: this.#exchange.messagesHeard,
        catchUps: this.#exchange.catchUps,
      },
      caches: held.map((one) => reportOn(one)),
    };
  }

  #make(name: string, options: SpaceOptions, asked: string): Held {
    const { settings } = this;
    const limits: Limits = {
      entriesMax: Math.min(options.entriesMax ?? settings.entriesMax, settings.entriesMax),
      bytesMax: Math.min(options.bytesMax ?? settings.bytesMax, settings.bytesMax),
    };
    const policyName = options.policy ?? settings.policy;
    const policy = this.#policyOf(name, policyName, limits);
    const levels = { L1: new LevelStatistics(), L2: new LevelStatistics() };
    const memory = new MemoryLevel(policy, limits, levels.L1, this.#budget);
    const redis = new RedisLevel(`${name}.v${options.version ?? 1}`, {
      link: this.link,
      exchange: this.#exchange,
      log: this.#log,
      statistics: levels.L2,
      packFromBytes: settings.packFromBytes,
      isShared: options.isShared ?? true,
    });
    const space = new CacheSpace({
      name,
      lived: livedOf(options, {
        ttlMs: settings.ttl * 1000,
        negativeTtlMs: undefined,
        graceMs: 0,
        softTimeoutMs: undefined,
        earlyRefresh: 1,
      } satisfies Lived),
      loadMsMax: options.loadMsMax ?? LOAD_MS_MAX,
      redisMsMax: settings.redisMsMax,
      memory,
      redis,
      log: this.#log,
      statistics: levels.L1,
      announce: (news, deadlineMs) => this.#exchange.announce(news, deadlineMs),
      behind: (work) => {
        this.#finishBehind(work);
      },
    });
    return { space, options: asked, memory, redis, policyName, policy, levels };
  }

  #policyOf(name: string, policy: PolicyName, limits: Limits): Policy {
    if (policy !== 'adaptive') return new FixedPolicy(policy);
    return new AdaptivePolicy(limits, (change) => {
      this.#logger.log({ message: 'Eviction policy switched', cache: name, ...change });
    });
  }

  /** What is no longer true leaves the memory of this replica. */
  #forget({ tags, keys }: Invalidation): void {
    const isAll = tags.includes(EVERYTHING);
    for (const { memory, redis } of this.#spaces.values()) {
      if (isAll || tags.includes(redis.spaceTag)) memory.clear();
      else for (const tag of tags) memory.dropTag(tag);
      for (const key of keys) {
        const own = redis.unqualified(key);
        if (own !== undefined) memory.delete(own);
      }
    }
  }

  #finishBehind(work: Promise<unknown>): void {
    if (this.#behind.size >= BEHIND_MAX) return; // It goes on; only a stop does not wait for it.
    this.#behind.add(work);
    void work.finally(() => this.#behind.delete(work)).catch(() => undefined);
  }
}

function reportOn({ space, memory, redis, policyName, policy, levels }: Held): CacheReport {
  const { L1, L2 } = levels;
  const { loads, errors: loadErrors, shared: sharedWithReplicas } = space.loads;
  const isAdaptive = policy instanceof AdaptivePolicy;
  const reads = L1.hits + L1.misses;
  return {
    cacheName: space.name,
    policy: {
      policy: policyName,
      current: policy.current,
      switches: isAdaptive ? policy.switches : 0,
      shadowHitRatios: isAdaptive ? policy.shadowHitRatios : {},
    },
    levels: { L1: reportOf(space.name, 'L1', L1, memory), L2: reportOf(space.name, 'L2', L2) },
    overallHitRatio: reads === 0 ? 0 : Math.min(1, (L1.hits + L2.hits) / reads),
    totalEntries: memory.entries,
    totalSizeBytes: memory.bytes,
    singleFlight: {
      loads,
      loadErrors,
      joins: space.joins,
      sharedWithReplicas,
      outrun: space.outrun,
    },
    staleServed: space.staleServed,
    earlyRefreshes: space.earlyRefreshes,
    l2: { errors: redis.errors, corrupt: redis.corrupt, unportable: redis.unportable },
  };
}
