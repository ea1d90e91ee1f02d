import { Injectable } from '@nestjs/common';
import { ShowReports } from '#modules/show';
import { JobQueue } from '#platform/queue';
import { SpendRepository } from '#platform/spend';
import type {
  CostTodayDto,
  StationOverviewDto,
  QueueOverviewDto,
  ShowsOverviewDto,
} from './overview.dto.js';

/** The one place where the glance at the station is put together. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly shows: ShowReports,
    private readonly queue: JobQueue,
    private readonly spend: SpendRepository,
  ) {}

  async overview(): Promise<StationOverviewDto> {
    const now = new Date();
    return {
      timestamp: now.toISOString(),
      shows: await this.#shows(),
      // This version has no tracks, calls and listeners: there are none.
      tracks: { total: 0 },
      calls: { total: 0 },
      listeners: { current: 0 },
      queue: await this.#queue(),
      cost_today: await this.#cost(now.toISOString().slice(0, 10)),
    };
  }

  async #shows(): Promise<ShowsOverviewDto> {
    const counts = await this.shows.counts();
    return {
      total: counts.reduce((sum, { shows }) => sum + shows, 0),
      today: counts.reduce((sum, { today }) => sum + today, 0),
      running: counts.find(({ status }) => status === 'running')?.shows ?? 0,
      by_status: Object.fromEntries(counts.map(({ status, shows }) => [status, shows])),
    };
  }

  async #queue(): Promise<QueueOverviewDto> {
    const lanes = await this.queue.figures();
    const sum = (of: (lane: (typeof lanes)[number]) => number) =>
      lanes.reduce((all, lane) => all + of(lane), 0);
    return {
      waiting: sum(({ waiting }) => waiting),
      active: sum(({ active }) => active),
      delayed: sum(({ delayed }) => delayed),
      failed_last_hour: sum(({ failed_last_hour }) => failed_last_hour),
      completed_last_hour: sum(({ completed_last_hour }) => completed_last_hour),
      oldest_age_ms: Math.round(Math.max(0, ...lanes.map(({ oldest_age_ms }) => oldest_age_ms))),
    };
  }

  async #cost(today: string): Promise<CostTodayDto> {
    const sums = await this.spend.sums(today, today);
    return {
      usd: Number(sums.usd.toFixed(6)),
      saved_usd: Number(sums.saved_usd.toFixed(6)),
      tts_characters: sums.characters,
      llm_tokens: sums.input_tokens + sums.output_tokens,
      images: sums.images,
    };
  }
}
