import { Injectable } from '@nestjs/common';
import { type Counter, type Histogram, Meters } from '#platform/metrics';
import { type Stage, STATUSES } from './show.entity.js';
import { ShowRepository } from './show.repository.js';

/** From a plan to the voices of a three-hour show. */
const STAGE_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];
/** Below 1 the stage is faster than the show lasts. */
const RATIO_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];
const SHOW_BUCKETS = [5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];
/** Counting reads the database, by `show_status_idx`. */
const KEEP_MS = 15_000;

export interface StageEnd {
  readonly stage: Stage;
  /** `retried`: it failed and will be tried again. */
  readonly outcome: 'done' | 'failed' | 'retried';
  readonly wallMs: number;
  /** Of the show that is made; nothing before it is planned. */
  readonly programmeSeconds: number | undefined;
}

/** What is measured of shows in the making. */
@Injectable()
export class ShowMeters {
  readonly #stageSeconds: Histogram<'stage'>;
  readonly #stages: Counter<'stage' | 'outcome'>;
  readonly #realtime: Histogram<'stage'>;
  readonly #ended: Counter<'outcome'>;
  readonly #seconds: Histogram;

  constructor(meters: Meters, shows: ShowRepository) {
    this.#stages = meters.counter(
      'radiox_show_stages_total',
      'Stages of shows that ended in this process, by outcome.',
      ['stage', 'outcome'],
    );
    this.#stageSeconds = meters.histogram(
      'radiox_show_stage_seconds',
      'Duration of finished stages of shows.',
      ['stage'],
      STAGE_BUCKETS,
    );
    this.#realtime = meters.histogram(
      'radiox_show_stage_realtime_ratio',
      'Duration of a finished stage divided by the length of its show: below 1 it is faster than real time.',
      ['stage'],
      RATIO_BUCKETS,
    );
    this.#ended = meters.counter(
      'radiox_shows_ended_total',
      'Shows that ended in this process, by outcome.',
      ['outcome'],
    );
    this.#seconds = meters.histogram(
      'radiox_show_generation_seconds',
      'From the request for a show to its being ready, waiting included.',
      [],
      SHOW_BUCKETS,
    );
    meters.watch(
      'radiox_shows',
      'gauge',
      'Shows there are, by status.',
      ['status'],
      async () => {
        const counts = await shows.countByStatus();
        return STATUSES.map((status) => ({ value: counts[status] ?? 0, labels: { status } }));
      },
      { keepMs: KEEP_MS },
    );
  }

  stageEnded({ stage, outcome, wallMs, programmeSeconds }: StageEnd): void {
    this.#stages.add({ stage, outcome });
    if (outcome !== 'done') return;
    this.#stageSeconds.observe(wallMs / 1000, { stage });
    if (programmeSeconds) this.#realtime.observe(wallMs / 1000 / programmeSeconds, { stage });
  }

  /** @param generationSeconds Since it was asked for. */
  showEnded(outcome: 'completed' | 'failed', generationSeconds: number): void {
    this.#ended.add({ outcome });
    if (outcome === 'completed') this.#seconds.observe(generationSeconds);
  }
}
