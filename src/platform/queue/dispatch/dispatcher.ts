import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Engine, HeldJob } from '../engine/engine.js';
import { type Lane, LANES } from '../job.js';
import type { JobRunner } from './job-runner.js';
import { LaneOrder } from './lane-order.js';

/** What nobody told us of (a delayed job of a dead process) is found by looking now and then. */
const LOOK_EVERY_MS = 1_000;
const AFTER_ERROR_MS = 500;
/** So that one renewal may fail and the next is still in time. */
const RENEWALS_A_LOCK = 3;
/** A process that is told to stop waits so long for its jobs to be handed back. */
const STOP_MS_MAX = 3_000;
/** Work without hurry never takes the last slot: what is urgent finds one free. */
const UNHURRIED: ReadonlySet<Lane> = new Set(['low', 'batch']);

export interface DispatcherOptions {
  /** Jobs at once; asked each time, for it may change. */
  readonly slots: () => number;
  readonly lockMs: number;
  readonly isPaused: (lane: Lane) => boolean;
  /** Those of these jobs that somebody, somewhere, wants cancelled. */
  readonly cancelled: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** Fills the slots of this process with jobs, whose turn it is first. */
export class Dispatcher {
  readonly #logger = new Logger(Dispatcher.name);
  readonly #order = new LaneOrder();
  readonly #ready = new Set<Lane>(LANES);
  /** Raised by each wake, so that an empty answer to an older question does not hide newer work. */
  readonly #wakes = new Map<Lane, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #slots = new Set<Promise<void>>();
  /** Whose turn it was found to be by a slot that had to be given up for it. */
  #promised: Lane | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isCutOff = false;
  #isFilling = false;
  #filled = Promise.resolve();
  #isStopping = false;

  constructor(
    private readonly engine: Engine,
    private readonly runner: JobRunner,
    private readonly options: DispatcherOptions,
  ) {}

  start(): void {
    this.#every(LOOK_EVERY_MS, async () => {
      this.wake();
      await this.#stopCancelled();
    });
    this.#every(this.options.lockMs / RENEWALS_A_LOCK, () => this.#renew());
    this.wake();
  }

  /** There may be work in this lane; left out, in any. */
  wake(lane?: Lane): void {
    for (const one of lane ? [lane] : LANES) {
      this.#ready.add(one);
      this.#wakes.set(one, (this.#wakes.get(one) ?? 0) + 1);
    }
    this.#fill();
  }

  /** Ends what is in progress and hands it back; what does not end in time is left to its lock. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const { id } of this.runner.held) this.runner.stop(id, 'shutting down');
    const timeout = new AbortController();
    const late = sleep(STOP_MS_MAX, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([Promise.all([...this.#slots, this.#filled]), late]);
    timeout.abort();
    this.runner.leaveEngine();
  }

  #fill(): void {
    if (this.#isFilling) return;
    this.#isFilling = true;
    this.#filled = this.#fillSlots();
  }

  async #fillSlots(): Promise<void> {
    try {
      for (let lane = this.#turn(); lane !== undefined; lane = this.#turn()) {
        const wakes = this.#wakes.get(lane);
        const held = await this.engine.next(lane);
        if (held && this.#isStopping) await this.#giveBack(held);
        else if (held) this.#occupy(held);
        else if (this.#wakes.get(lane) === wakes) this.#ready.delete(lane);
      }
      this.#isCutOff = false;
    } catch (error) {
      this.#comeBack(error);
    } finally {
      this.#isFilling = false;
    }
  }

  /** What was asked for before the end and came after it: another process begins it now, not when its lock has run out. */
  async #giveBack(held: HeldJob): Promise<void> {
    await this.engine.handBack(held).catch(() => undefined);
  }

  /** One more try at a time, one warning an outage. */
  #comeBack(error: unknown): void {
    if (!this.#isCutOff)
      this.#logger.warn({ message: 'No job can be fetched', reason: String(error) });
    this.#isCutOff = true;
    if (this.#retry !== undefined) return;
    this.#retry = this.#after(AFTER_ERROR_MS, () => {
      this.#retry = undefined;
      this.#fill();
    });
  }

  /** @returns The lane to serve next; nothing when no slot is free or no lane has work. */
  #turn(slotsFree = this.options.slots() - this.#slots.size): Lane | undefined {
    if (this.#isStopping || slotsFree <= 0) return undefined;
    const isLast = slotsFree === 1 && this.options.slots() > 1;
    const ready = [...this.#ready].filter(
      (lane) => !this.options.isPaused(lane) && !(isLast && UNHURRIED.has(lane)),
    );
    const promised = this.#promised;
    this.#promised = undefined;
    if (promised && ready.includes(promised)) return promised;
    return this.#order.next(new Set(ready));
  }

  #occupy(held: HeldJob): void {
    const slot = this.#work(held).finally(() => {
      this.#slots.delete(slot);
      this.#fill();
    });
    this.#slots.add(slot);
  }

  /** A slot keeps its lane for as long as it is that lane's turn: the next job comes with the last one's end. */
  async #work(first: HeldJob): Promise<void> {
    let held: HeldJob | undefined = first;
    while (held) {
      const { lane }: HeldJob = held;
      const wakes = this.#wakes.get(lane);
      const { next, isLast, wakeAfterMs } = await this.runner.run(held, () => {
        const turn = this.#turn(this.options.slots() - this.#slots.size + 1);
        if (turn !== lane) this.#promised = turn;
        return turn === lane;
      });
      if (wakeAfterMs !== undefined) this.#wakeAfter(lane, wakeAfterMs);
      if (isLast && this.#wakes.get(lane) === wakes) this.#ready.delete(lane);
      if (next && this.#isStopping) await this.#giveBack(next);
      held = this.#isStopping ? undefined : next;
    }
  }

  async #renew(): Promise<void> {
    await Promise.allSettled(
      this.runner.held.map(async (held) => {
        if (!(await this.engine.renew(held))) this.runner.abandon(held);
      }),
    );
  }

  async #stopCancelled(): Promise<void> {
    const ids = this.runner.held.map(({ id }) => id);
    if (ids.length === 0) return;
    for (const id of await this.options.cancelled(ids)) this.runner.stop(id, 'cancelled');
  }

  #wakeAfter(lane: Lane, ms: number): void {
    this.#after(ms + 5, () => {
      this.wake(lane);
    });
  }

  #after(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#isStopping) act();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  /** Again and again, one at a time; an error (the database is away) is the next round's to mend. */
  #every(ms: number, act: () => Promise<void>): void {
    this.#after(ms, () => {
      void act()
        .catch((error: unknown) => {
          this.#logger.debug({ message: 'Housekeeping of jobs waits', reason: String(error) });
        })
        .finally(() => {
          if (!this.#isStopping) this.#every(ms, act);
        });
    });
  }
}
