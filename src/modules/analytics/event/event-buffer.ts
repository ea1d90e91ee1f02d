import type { PlacedEvent } from './event.js';
import { TooManyEvents } from './event.problems.js';

/** A statement of more than this takes longer than it saves. */
const BATCH_MAX = 500;

export interface BufferLimits {
  /** Events that may wait at once. */
  readonly waitingMax: number;
  /** How long the first of a batch waits for others, milliseconds. */
  readonly gatherMs: number;
}

export interface BufferFigures {
  readonly waiting: number;
  /** Since the start of this process. */
  readonly written: number;
  readonly batches: number;
  /** Events that were refused because too many waited. */
  readonly refused: number;
  /** Events whose batch could not be written; whoever sent them was told. */
  readonly failed: number;
}

interface Parcel {
  readonly events: readonly PlacedEvent[];
  readonly done: PromiseWithResolvers<undefined>;
}

/** Gathers the events of many callers into one statement. Each caller is answered once his have been committed. */
export class EventBuffer {
  readonly #counts = { written: 0, batches: 0, refused: 0, failed: 0 };
  #parcels: Parcel[] = [];
  #waiting = 0;
  #writing: Promise<void> | undefined;
  #wake: () => void = () => undefined;

  constructor(
    private readonly write: (events: readonly PlacedEvent[]) => Promise<void>,
    private readonly limits: () => BufferLimits,
  ) {}

  get figures(): BufferFigures {
    return { waiting: this.#waiting, ...this.#counts };
  }

  /** Resolves when they are safe. @throws TooManyEvents; what the database throws. */
  async add(events: readonly PlacedEvent[]): Promise<void> {
    if (this.#waiting + events.length > this.limits().waitingMax) {
      this.#counts.refused += events.length;
      throw new TooManyEvents();
    }
    const done = Promise.withResolvers<undefined>();
    this.#parcels.push({ events, done });
    this.#waiting += events.length;
    if (this.#waiting >= BATCH_MAX) this.#wake();
    this.#writing ??= this.#run();
    await done.promise;
  }

  /** Writes what waits, now. */
  async flush(): Promise<void> {
    this.#wake();
    await this.#writing;
  }

  async #run(): Promise<void> {
    while (this.#parcels.length > 0) {
      if (this.#waiting < BATCH_MAX) await this.#gather();
      await this.#writeAll(this.#take());
    }
    // In the same breath as the last look: who comes after it begins anew.
    this.#writing = undefined;
  }

  /** Waits for company, until there is enough of it. */
  #gather(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, this.limits().gatherMs);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  #take(): Parcel[] {
    const taken: Parcel[] = [];
    let count = 0;
    for (const parcel of this.#parcels) {
      if (taken.length > 0 && count + parcel.events.length > BATCH_MAX) break;
      taken.push(parcel);
      count += parcel.events.length;
    }
    this.#parcels = this.#parcels.slice(taken.length);
    return taken;
  }

  async #writeAll(parcels: readonly Parcel[]): Promise<void> {
    const events = parcels.flatMap((parcel) => parcel.events);
    try {
      await this.write(events);
      this.#counts.batches += 1;
      this.#counts.written += events.length;
      for (const { done } of parcels) done.resolve(undefined);
    } catch (error) {
      if (parcels.length > 1 && isRefusal(error)) {
        // One of them is at fault: the others shall not suffer for it.
        for (const parcel of parcels) {
          this.#waiting += parcel.events.length;
          await this.#writeAll([parcel]);
        }
      } else {
        this.#counts.failed += events.length;
        for (const { done } of parcels) done.reject(error);
      }
    } finally {
      this.#waiting -= events.length;
    }
  }
}

/** SQLSTATE classes 22 and 23: the data itself is at fault, not the connection. */
function isRefusal(error: unknown): boolean {
  return /^2[23]/.test((error as { code?: string }).code ?? '');
}
