import { Injectable } from '@nestjs/common';
import { Meters, type Sample } from '#platform/metrics';
import { LANES } from './job.js';
import { JobQueue } from './job-queue.js';
import { JobRepository, type LaneFigures } from './job.repository.js';

/** From a tiny job to the mix of three hours. */
const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];
/** Counting reads the database: not for each scrape anew. */
const KEEP_MS = 4_000;
const STATES = ['waiting', 'delayed', 'active'] as const;

/** What is measured of jobs: how they end here, and how the queues of the whole fleet stand. */
@Injectable()
export class QueueMeters {
  #figures: Promise<LaneFigures[]> | undefined;

  constructor(
    meters: Meters,
    queue: JobQueue,
    private readonly jobs: JobRepository,
  ) {
    const ended = meters.counter(
      'radiox_job_runs_total',
      'Runs of jobs that ended in this process, by type and outcome.',
      ['type', 'outcome'],
    );
    const seconds = meters.histogram(
      'radiox_job_run_seconds',
      'Duration of runs of jobs, by type.',
      ['type'],
      BUCKETS,
    );
    if (meters.isEnabled)
      queue.onRunEnded(({ type, outcome, durationMs }) => {
        ended.add({ type, outcome });
        seconds.observe(durationMs / 1000, { type });
      });
    meters.watch('radiox_jobs_running', 'gauge', 'Jobs this process is doing.', [], () => [
      { value: queue.running },
    ]);
    const kept = { keepMs: KEEP_MS };
    meters.watch(
      'radiox_queue_jobs',
      'gauge',
      'Unfinished jobs of the fleet, by queue and state.',
      ['queue', 'state'],
      () => this.#counts(),
      kept,
    );
    meters.watch(
      'radiox_queue_oldest_age_seconds',
      'gauge',
      'How long the oldest due job of a queue has waited.',
      ['queue'],
      () => this.#ages(),
      kept,
    );
  }

  async #counts(): Promise<Sample[]> {
    const figures = await this.#ask();
    return LANES.flatMap((queue) =>
      STATES.map((state) => ({
        value: sum(figures, queue, state),
        labels: { queue, state },
      })),
    );
  }

  async #ages(): Promise<Sample[]> {
    const figures = await this.#ask();
    return LANES.map((queue) => ({
      value: sum(figures, queue, 'oldest_age_ms') / 1000,
      labels: { queue },
    }));
  }

  /** Both meters are read at once: one statement. */
  #ask(): Promise<LaneFigures[]> {
    this.#figures ??= this.jobs.unfinishedFigures().finally(() => {
      this.#figures = undefined;
    });
    return this.#figures;
  }
}

function sum(
  figures: readonly LaneFigures[],
  queue: string,
  field: Exclude<keyof LaneFigures, 'lane'>,
): number {
  return figures.filter(({ lane }) => lane === queue).reduce((total, one) => total + one[field], 0);
}
