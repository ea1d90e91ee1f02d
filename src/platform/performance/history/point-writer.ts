import { Injectable, Logger } from '@nestjs/common';
import type { Point } from './point.js';
import { PointRepository } from './point.repository.js';

/** Points that wait for a database that is away: more than an hour of them at the usual pace. */
const WAITING_MAX = 2_000;
const BATCH_MAX = 500;

/** Brings points to the database. While it is away they wait, a bounded number; the oldest go first. */
@Injectable()
export class PointWriter {
  readonly #logger = new Logger('History');
  #waiting: Point[] = [];
  #writing: Promise<void> | undefined;
  #isAway = false;
  #dropped = 0;

  constructor(private readonly points: PointRepository) {}

  /** Points that were lost since the start because the database was away for too long. */
  get dropped(): number {
    return this.#dropped;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(point: Point): void {
    this.#waiting.push(point);
    if (this.#waiting.length <= WAITING_MAX) return;
    this.#waiting.shift();
    this.#dropped++;
  }

  /** Writes what waits. Never fails; says once that it cannot, and once that it can again. */
  async flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, BATCH_MAX);
        await this.points.insert(batch);
        const written = new Set(batch);
        this.#waiting = this.#waiting.filter((point) => !written.has(point));
      }
      if (this.#isAway) this.#logger.log({ message: 'Written again', dropped: this.#dropped });
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) this.#logger.warn({ message: 'Cannot be written', reason: String(error) });
      this.#isAway = true;
    }
  }
}
