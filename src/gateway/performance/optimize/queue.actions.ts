import { Injectable } from '@nestjs/common';
import { JobQueue } from '#platform/queue';
import { HealthNote } from './health-note.js';
import { type Figures, Optimizer, type Parameters, refuseOthers, type Work } from './optimizer.js';

@Injectable()
export class QueueActions {
  readonly #health = new HealthNote();

  constructor(
    optimizer: Optimizer,
    private readonly queue: JobQueue,
  ) {
    optimizer.add('queue', 'gc', (parameters) => this.#collect(parameters));
    optimizer.add('queue', 'trim', (parameters) => this.#collect(parameters));
    optimizer.add('queue', 'health_check', (parameters) => this.#check(parameters));
  }

  async #figures(): Promise<Figures> {
    const { ended, old } = await this.queue.endedCounts();
    return { ended_jobs: ended, old_jobs: old };
  }

  /** Forgets the records of jobs that ended long ago, as happens every hour anyway. Unfinished ones stay. */
  #collect(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.#figures(),
      act: async () => `${await this.queue.prune()} records of old jobs were removed.`,
    };
  }

  /** Compares the records with the engine: what the engine has lost is handed over again. */
  #check(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.#health.figures,
      act: async () => {
        await this.queue.mend();
        const lanes = await this.queue.figures();
        const sum = (figures: readonly number[]) => figures.reduce((total, one) => total + one, 0);
        const oldestMs = Math.max(0, ...lanes.map((lane) => lane.oldest_age_ms));
        this.#health.note({
          is_healthy: true,
          depth: sum(lanes.map(({ waiting }) => waiting)),
          active: sum(lanes.map(({ active }) => active)),
          oldest_age_ms: Math.round(oldestMs),
        });
        return 'Records and engine agree.';
      },
    };
  }
}
