import { Injectable } from '@nestjs/common';

/** How the jobs of this module do, in the whole fleet. */
export interface QueueFigures {
  readonly waiting: number;
  readonly active: number;
  /** How long the oldest that waits has waited, milliseconds. */
  readonly oldestAgeMs: number;
  readonly completedLastHour: number;
  readonly failedLastHour: number;
}

/** Where `GET /audio/status` learns of jobs: those need a database, and the rest of audio does not. */
@Injectable()
export class AudioWork {
  #queue: (() => Promise<QueueFigures>) | undefined;

  tellQueue(figures: () => Promise<QueueFigures>): void {
    this.#queue = figures;
  }

  /** Nothing where nobody keeps jobs. */
  async queue(): Promise<QueueFigures | undefined> {
    return this.#queue?.();
  }
}
