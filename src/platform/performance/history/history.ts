import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { Lifecycle } from '#platform/lifecycle';
import { Meters, type Snapshot } from '#platform/metrics';
import { PerformanceSettings } from '../performance.settings.js';
import { SystemMeters } from '../system.meters.js';
import { type Figures, type FigureRules, joined, type MetricType } from './point.js';
import { COARSE_S, PointRepository, POINTS_MAX, type StoredPoint } from './point.repository.js';
import { PointWriter } from './point-writer.js';
import { RecentPoints } from './recent.js';
import type { HistorySource } from './source.js';

const HOUR_S = 3600;
const FINE_HOURS_MAX = 24;
/** Often enough that coarse points are there soon after their five minutes. */
const ROLL_UP_MS = 60_000;
const START_MS_MAX = 5_000;
const STOP_MS_MAX = 2_000;
/** How long snapshots are remembered, and how many at most. */
const EARLIER_MS_MAX = 90_000;
const EARLIER_MAX = 100;
/** Of the process and the machine; everything else follows the other interval. */
const OF_SYSTEM: ReadonlySet<MetricType> = new Set(['system', 'gc']);

/** What happened, at even distances. */
export interface Course {
  readonly metricType: MetricType;
  readonly hours: number;
  readonly resolutionS: number;
  readonly points: readonly CoursePoint[];
}

export interface CoursePoint {
  readonly at: Date;
  /** Processes that had something to say. */
  readonly instances: number;
  readonly figures: Figures;
}

/** Notes what the meters say, at even distances, and tells it again: for a day finely, for a month coarsely. */
@Injectable()
export class History {
  readonly #logger = new Logger(History.name);
  /** One process from its start to its end. */
  readonly instance = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  readonly #sources = new Map<MetricType, HistorySource>();
  /** What the meters said lately, oldest first. */
  readonly #noted = new Map<MetricType, Snapshot[]>();
  #timers: NodeJS.Timeout[] = [];
  #rolling: Promise<void> | undefined;

  constructor(
    private readonly meters: Meters,
    private readonly settings: PerformanceSettings,
    private readonly system: SystemMeters,
    private readonly repository: PointRepository,
    private readonly writer: PointWriter,
    private readonly recent: RecentPoints,
    lifecycle: Lifecycle,
  ) {
    lifecycle.register({
      name: 'measuring',
      step: 'engines',
      isRequired: false,
      startMsMax: START_MS_MAX,
      stopMsMax: STOP_MS_MAX,
      start: async () => {
        this.#start();
      },
      stop: () => this.#stop(),
    });
  }

  /** Says what is to be noted. @throws Error when somebody says it for this type already. */
  add(source: HistorySource): void {
    if (this.#sources.has(source.metricType))
      throw new Error(`The history of "${source.metricType}" is described twice.`);
    this.#sources.set(source.metricType, source);
  }

  /** What this process noted last. */
  last(metricType: MetricType): Figures | undefined {
    return this.recent.last(metricType)?.figures;
  }

  /**
   * What the meters of a type said some time ago.
   * @param ms At most 90,000; where the last look is longer ago than that, the last look.
   * @returns Nothing in the first moments of a process: count from its start then.
   */
  earlier(metricType: MetricType, ms: number): Snapshot | undefined {
    const noted = this.#noted.get(metricType) ?? [];
    const nowMs = performance.now();
    return noted.findLast(({ atMs }) => nowMs - atMs >= ms) ?? this.#firstOf(noted);
  }

  /**
   * What all processes of the station noted, joined. While the database is away, what Redis or, without it,
   * this process remembers: an hour or so.
   * @param hours Until now. Up to 24 as finely as fits into 1,500 points, beyond that from coarse points.
   */
  async course(metricType: MetricType, hours: number): Promise<Course> {
    const isCoarse = hours > FINE_HOURS_MAX;
    const baseS = isCoarse ? COARSE_S : this.#intervalS(metricType);
    const resolutionS = baseS * Math.max(1, Math.ceil((hours * HOUR_S) / POINTS_MAX / baseS));
    const to = new Date();
    const from = new Date(to.getTime() - hours * HOUR_S * 1000);
    const span = {
      metricType,
      from,
      to,
      resolutionS,
      isCoarse,
      highest: this.#highest(metricType),
    };
    const stored = await this.repository.between(span).catch(async () => {
      const points = await this.recent.since(metricType, from);
      return points.map((point) => ({ ...point, at: binned(point.at, resolutionS) }));
    });
    const points = joinedPoints(stored, this.#rulesOf(metricType));
    return { metricType, hours, resolutionS, points: points.slice(-POINTS_MAX) };
  }

  /** Notes all types of one interval now. For the timers, and for tests that will not wait for them. */
  async note(types: readonly MetricType[]): Promise<void> {
    if (types.includes('system')) this.system.endInterval();
    for (const type of types) {
      const source = this.#sources.get(type);
      if (source) await this.#note(source);
    }
    await this.writer.flush();
  }

  /** Makes coarse points and removes old ones, unless another process does. Never fails. */
  async rollUp(): Promise<void> {
    const highest = new Map([...this.#sources.keys()].map((type) => [type, this.#highest(type)]));
    this.#rolling ??= this.repository
      .rollUp(highest)
      .catch((error: unknown) => {
        this.#logger.debug({ message: 'Rolled up later', reason: String(error) });
      })
      .finally(() => {
        this.#rolling = undefined;
      });
    await this.#rolling;
  }

  #start(): void {
    if (!this.meters.isEnabled) return;
    this.system.start();
    const types = [...this.#sources.keys()];
    const { systemIntervalS, appIntervalS } = this.settings;
    this.#every(systemIntervalS * 1000, () =>
      this.note(types.filter((type) => OF_SYSTEM.has(type))),
    );
    this.#every(appIntervalS * 1000, () => this.note(types.filter((type) => !OF_SYSTEM.has(type))));
    this.#every(ROLL_UP_MS, () => this.rollUp());
  }

  async #stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    this.system.stop();
    await this.#rolling;
    await this.writer.flush();
  }

  #every(ms: number, act: () => Promise<void>): void {
    const timer = setInterval(() => {
      act().catch((error: unknown) => {
        this.#logger.warn({ message: 'Not noted', reason: String(error) });
      });
    }, ms);
    this.#timers.push(timer.unref());
  }

  async #note(source: HistorySource): Promise<void> {
    const { metricType } = source;
    const now = await this.meters.snapshot(source.meters);
    const noted = this.#noted.get(metricType) ?? [];
    const then = noted.at(-1);
    const isNeeded = ({ atMs }: Snapshot) => now.atMs - atMs < EARLIER_MS_MAX;
    this.#noted.set(metricType, [...noted.filter(isNeeded), now].slice(-EARLIER_MAX));
    const seconds = (now.atMs - (then?.atMs ?? 0)) / 1000;
    const figures = finite(source.read(now, then, seconds));
    const point = { metricType, at: new Date(), instance: this.instance, figures };
    this.writer.add(point);
    await this.recent.add(point);
  }

  /** The oldest that is remembered, unless it is simply the first there was. */
  #firstOf(noted: readonly Snapshot[]): Snapshot | undefined {
    const [first] = noted;
    return first && first.atMs > EARLIER_MS_MAX ? first : undefined;
  }

  #intervalS(type: MetricType): number {
    return OF_SYSTEM.has(type) ? this.settings.systemIntervalS : this.settings.appIntervalS;
  }

  #rulesOf(type: MetricType): FigureRules {
    return this.#sources.get(type)?.rules ?? {};
  }

  #highest(type: MetricType): string[] {
    return Object.entries(this.#rulesOf(type)).flatMap(([name, { time }]) =>
      time === 'max' ? [name] : [],
    );
  }
}

function binned(at: Date, resolutionS: number): Date {
  const ms = resolutionS * 1000;
  return new Date(Math.floor(at.getTime() / ms) * ms);
}

/** Of each process first, whose points of one time may be several, then of all. */
function joinedPoints(stored: readonly StoredPoint[], rules: FigureRules): CoursePoint[] {
  const byTime = new Map<number, Map<string, Figures[]>>();
  for (const { at, instance, figures } of stored) {
    const ofTime = byTime.get(at.getTime()) ?? new Map<string, Figures[]>();
    byTime.set(at.getTime(), ofTime);
    ofTime.set(instance, [...(ofTime.get(instance) ?? []), figures]);
  }
  const overTime = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, { ...rule, fleet: rule.time }]),
  );
  return [...byTime].map(([at, ofTime]) => ({
    at: new Date(at),
    instances: ofTime.size,
    figures: finite(
      joined(
        [...ofTime.values()].map((own) => joined(own, overTime)),
        rules,
      ),
    ),
  }));
}

function finite(figures: Figures): Figures {
  const known = Object.entries(figures).filter(([, value]) => Number.isFinite(value));
  return Object.fromEntries(known.map(([name, value]) => [name, Math.round(value * 1e4) / 1e4]));
}
