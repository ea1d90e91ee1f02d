import { Injectable, Logger } from '@nestjs/common';
import { Database, Signals } from '#platform/database';
import type { JobTypes } from './dispatch/job-type.js';
import type { Engine } from './engine/engine.js';
import type { Lane, Limit } from './job.js';
import { type JobRecord, JobRepository, type Names } from './job.repository.js';

/** The relay works at once after a commit; this round finds what a crash left between, and what has become due. */
const ROUND_EVERY_MS = 1_000;
export const WORK_ADDED = 'queue.work';

interface Limits {
  readonly types: ReadonlyMap<string, Limit>;
  readonly providers: ReadonlyMap<string, Limit>;
}

/**
 * Hands jobs from their records to the engine. A type or provider with limits is held back here, in the
 * database, where the whole fleet counts as one: the engine only ever has what may begin.
 */
@Injectable()
export class Relay {
  readonly #logger = new Logger(Relay.name);
  readonly #providers = new Map<string, Limit>();
  #engine: Engine | undefined;
  #types: JobTypes | undefined;
  #round: Promise<void> | undefined;
  #isWanted = false;
  #timer: NodeJS.Timeout | undefined;
  #dueTimer: NodeJS.Timeout | undefined;
  #onHanded: (lane: Lane) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly jobs: JobRepository,
    private readonly signals: Signals,
  ) {}

  limitProvider(name: string, limit: Limit): void {
    this.#providers.set(name, limit);
  }

  start(engine: Engine, types: JobTypes, onHanded: (lane: Lane) => void): void {
    this.#engine = engine;
    this.#types = types;
    this.#onHanded = onHanded;
    this.#timer = setInterval(() => void this.wake(), ROUND_EVERY_MS);
    void this.wake();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#dueTimer);
    this.#engine = undefined;
    await this.#round;
  }

  /** One round at a time; a wake during a round brings another. Before the start and after the end records wait. */
  wake(): Promise<void> {
    this.#isWanted = true;
    this.#round ??= this.#rounds().finally(() => {
      this.#round = undefined;
      if (this.#isWanted && this.#engine) void this.wake();
    });
    return this.#round;
  }

  async #rounds(): Promise<void> {
    while (this.#isWanted && this.#engine) {
      this.#isWanted = false;
      try {
        while ((await this.#handSome(this.#engine)) > 0);
        await this.#watchNextDue();
      } catch (error) {
        this.#logger.warn({ message: 'Jobs wait in their records', reason: String(error) });
      }
    }
  }

  /** @returns How many were handed over. */
  async #handSome(engine: Engine): Promise<number> {
    const limits = this.#limits();
    const names = { types: [...limits.types.keys()], providers: [...limits.providers.keys()] };
    const handed = await this.database.transaction(async () => {
      const records = await this.jobs.due(names);
      if (names.types.length + names.providers.length > 0)
        records.push(...(await this.#admitted(limits, names)));
      if (records.length === 0) return records;
      await engine.add(records.map((record) => this.#engineJob(record)));
      await this.jobs.relayed(records.map(({ id }) => id));
      return records;
    });
    const lanes = new Set(handed.map(({ lane }) => lane));
    for (const lane of lanes) this.#onHanded(lane);
    if (lanes.size > 0) await this.signals.tell(WORK_ADDED, [...lanes].join(' '));
    return handed.length;
  }

  /** What may begin of those with limits: one that is full holds back only its own. */
  async #admitted(limits: Limits, limited: Names): Promise<JobRecord[]> {
    await this.jobs.lockAdmission();
    const room = new Map<string, number>();
    const admitted: JobRecord[] = [];
    for (;;) {
      const full = {
        types: limited.types.filter((name) => room.get(`type ${name}`) === 0),
        providers: limited.providers.filter((name) => room.get(`provider ${name}`) === 0),
      };
      const taken = admitted.map(({ id }) => id);
      const candidates = await this.jobs.dueLimited(limited, full, taken);
      const fitting = await this.#fitting(candidates, limits, room);
      admitted.push(...fitting);
      // Who did not fit has filled a limit and is left out of the next look; when all fitted, it is a round's worth.
      if (fitting.length === candidates.length) return admitted;
    }
  }

  async #fitting(
    candidates: readonly JobRecord[],
    limits: Limits,
    room: Map<string, number>,
  ): Promise<JobRecord[]> {
    const fitting: JobRecord[] = [];
    for (const record of candidates) {
      const keys = await this.#roomFor(record, limits, room);
      if (keys.some((key) => room.get(key) === 0)) continue;
      for (const key of keys) room.set(key, (room.get(key) ?? 0) - 1);
      fitting.push(record);
    }
    return fitting;
  }

  /** Looks up, once a round, how many more of a record's type and provider may begin. @returns The keys in `room`. */
  async #roomFor(record: JobRecord, limits: Limits, room: Map<string, number>): Promise<string[]> {
    const keys: string[] = [];
    const bounds = [
      ['type', record.type, limits.types.get(record.type)],
      ['provider', record.provider ?? '', limits.providers.get(record.provider ?? '')],
    ] as const;
    for (const [by, name, limit] of bounds) {
      if (!limit) continue;
      const key = `${by} ${name}`;
      keys.push(key);
      if (room.has(key)) continue;
      const { in_progress, begun } = await this.jobs.usage(by, name, limit.rate);
      const byConcurrency = (limit.concurrency ?? Infinity) - in_progress;
      const byRate = (limit.rate?.max ?? Infinity) - begun;
      room.set(key, Math.max(0, Math.min(byConcurrency, byRate)));
    }
    return keys;
  }

  #limits(): Limits {
    const types = [...(this.#types?.entries() ?? [])].filter(
      ([, { concurrency, rate }]) => concurrency !== undefined || rate !== undefined,
    );
    return { types: new Map(types), providers: this.#providers };
  }

  #engineJob({ id, type, lane, payload, options }: JobRecord) {
    const known = this.#types?.find(type);
    return {
      id,
      type,
      lane,
      payload,
      triesMax: options.triesMax ?? known?.triesMax ?? 1,
      retryPauseMs: known?.retryPauseMs ?? 1_000,
    };
  }

  /** A job with a moment of its own begins then, not at the next round. */
  async #watchNextDue(): Promise<void> {
    clearTimeout(this.#dueTimer);
    const at = await this.jobs.nextDue();
    if (!at) return;
    const ms = at.getTime() - Date.now();
    if (ms < ROUND_EVERY_MS) this.#dueTimer = setTimeout(() => void this.wake(), Math.max(ms, 1));
  }
}
