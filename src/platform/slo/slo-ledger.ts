import { Injectable, Logger } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { Meters, type Sample, type Snapshot } from '#platform/metrics';
import { type Events, type Objective, OBJECTIVES, TIMED_GETS } from './objectives.js';
import { type Bucket, FINE_S, SloRepository } from './slo.repository.js';
import {
  budgetLeft,
  burnRate,
  hasEnough,
  NO_EVENTS,
  sumOf,
  type WindowName,
  WINDOW_NAMES,
  WINDOWS,
} from './windows.js';

/** Minutes that wait for a database that is away: a day and more; beyond that they go into the oldest. */
const WAITING_MAX = 10_000;
const PRUNE_MS = 3_600_000;
const FINE_MS = FINE_S * 1000;

/** How a promise is kept. */
export interface Kept {
  readonly objective: Objective;
  /** Whether anything was ever measured for it. */
  readonly isMeasured: boolean;
  readonly windows: Readonly<Record<WindowName, Events>>;
}

/** A promise whose budget burns. */
export interface Burn {
  readonly objective: string;
  /** The lower of the rates over the long and over the short window. */
  readonly rate: number;
}

/**
 * Counts good and bad events of all processes of the station, minute by minute, in the database. While that is
 * away they wait, and what was read last plus what waits is what is told.
 */
@Injectable()
export class SloLedger {
  readonly #logger = new Logger('Objectives');
  readonly #seen = new Map<string, Events>();
  #waiting = new Map<string, Bucket>();
  #stored = new Map<string, Events>();
  #prunedMs = -Infinity;
  #isAway = false;

  constructor(
    private readonly buckets: SloRepository,
    meters: Meters,
    cache: TieredCache,
  ) {
    meters.watch(
      TIMED_GETS,
      'counter',
      'Reads of a level of a cache that were timed (a sample), by whether they took less than 10 ms.',
      ['level', 'speed'],
      () => timedGets(cache),
    );
    meters.watch(
      'radiox_slo_events_total',
      'counter',
      'Events of an objective in this process, by outcome.',
      ['objective', 'outcome'],
      () => this.#events(),
    );
    meters.watch(
      'radiox_slo_target_ratio',
      'gauge',
      'Share of good events that an objective promises.',
      ['objective'],
      () =>
        OBJECTIVES.map(({ name, targetRatio }) => ({
          value: targetRatio,
          labels: { objective: name },
        })),
    );
  }

  /** What `note` reads. */
  readonly meters: readonly string[] = [...new Set(OBJECTIVES.flatMap(({ meters }) => meters))];

  /** Takes in what has happened since the last call. */
  note(snapshot: Snapshot, at = new Date()): void {
    for (const objective of OBJECTIVES) {
      const now = objective.read(snapshot);
      if (!now) continue;
      const before = this.#seen.get(objective.name) ?? NO_EVENTS;
      this.#seen.set(objective.name, now);
      const total = now.total - before.total;
      if (total > 0) this.#wait(objective.name, at, { good: now.good - before.good, total });
    }
  }

  /** Writes what waits and reads how the promises stand. Never fails; says once that it cannot. */
  async flush(): Promise<void> {
    const taken = this.#waiting;
    this.#waiting = new Map();
    try {
      if (taken.size > 0) await this.buckets.add([...taken.values()]);
    } catch (error) {
      for (const { objective, at, ...events } of taken.values()) this.#wait(objective, at, events);
      this.#away(error);
      return;
    }
    await this.refresh();
  }

  /** Reads how the promises stand, of all processes. Never fails. */
  async refresh(): Promise<void> {
    try {
      const sums = await this.buckets.sums(Object.values(WINDOWS));
      this.#stored = new Map(
        sums.map(({ objective, seconds, ...sum }) => [`${objective} ${seconds}`, sum]),
      );
      if (performance.now() - this.#prunedMs > PRUNE_MS) {
        this.#prunedMs = performance.now();
        await this.buckets.prune();
      }
      if (this.#isAway) this.#logger.log({ message: 'Counted in the database again' });
      this.#isAway = false;
    } catch (error) {
      this.#away(error);
    }
  }

  /** Events of a window: what was stored when somebody looked last, and what waits. */
  window(objective: string, name: WindowName, now = new Date()): Events {
    const seconds = WINDOWS[name];
    const since = now.getTime() - seconds * 1000;
    let sum = this.#stored.get(`${objective} ${seconds}`) ?? NO_EVENTS;
    for (const bucket of this.#waiting.values())
      if (bucket.objective === objective && bucket.at.getTime() > since) sum = sumOf(sum, bucket);
    return sum;
  }

  /** How every promise is kept. */
  report(): Kept[] {
    return OBJECTIVES.map((objective) => {
      const windows = Object.fromEntries(
        WINDOW_NAMES.map((name) => [name, this.window(objective.name, name)]),
      ) as Record<WindowName, Events>;
      const isMeasured = this.#seen.has(objective.name) || windows['30d'].total > 0;
      return { objective, isMeasured, windows };
    });
  }

  /** Promises that burn over a long and a short window, where enough has happened to say so. */
  burns(long: WindowName, short: WindowName): Burn[] {
    return OBJECTIVES.flatMap(({ name, targetRatio }) => {
      const events = this.window(name, long);
      if (!hasEnough(events)) return [];
      const recent = this.window(name, short);
      const rate = Math.min(burnRate(events, targetRatio), burnRate(recent, targetRatio));
      return [{ objective: name, rate }];
    });
  }

  #wait(objective: string, at: Date, events: Events): void {
    const minute = new Date(Math.floor(at.getTime() / FINE_MS) * FINE_MS);
    const own = `${objective} ${minute.getTime()}`;
    const isFull = this.#waiting.size >= WAITING_MAX && !this.#waiting.has(own);
    const key = isFull
      ? ([...this.#waiting.keys()].find((one) => one.startsWith(`${objective} `)) ?? own)
      : own;
    const known = this.#waiting.get(key);
    this.#waiting.set(key, {
      ...{ objective, at: known?.at ?? minute },
      ...sumOf(known ?? NO_EVENTS, events),
    });
  }

  #events(): Sample[] {
    return [...this.#seen].flatMap(([objective, { good, total }]) => [
      { value: good, labels: { objective, outcome: 'good' } },
      { value: total - good, labels: { objective, outcome: 'bad' } },
    ]);
  }

  #away(error: unknown): void {
    if (!this.#isAway)
      this.#logger.warn({ message: 'Counted in memory for now', reason: String(error) });
    this.#isAway = true;
  }
}

/** Part of the error budget of 30 days that is left, 0 to 1; below 0 the promise is broken. */
export function errorBudgetLeft({ objective, windows }: Kept): number {
  return budgetLeft(windows['30d'], objective.targetRatio);
}

function timedGets(cache: TieredCache): Sample[] {
  const levels = cache.report().caches.flatMap(({ levels: { L1, L2 } }) => [L1, L2]);
  return (['L1', 'L2'] as const).flatMap((level) => {
    const own = levels.filter((one) => one.level === level);
    const timed = own.reduce((sum, one) => sum + one.timedGets, 0);
    const slow = own.reduce((sum, one) => sum + one.slowGets, 0);
    return [
      { value: timed - slow, labels: { level, speed: 'fast' } },
      { value: slow, labels: { level, speed: 'slow' } },
    ];
  });
}
