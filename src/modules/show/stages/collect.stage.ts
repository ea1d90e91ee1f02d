import { Injectable } from '@nestjs/common';
import { NewsDesk, ServiceData } from '#modules/content';
import { ChannelService } from '#modules/data';
import { NothingToTell } from '../show.problems.js';
import type { CollectOutput, PlanOutput } from './outputs.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Longer than any writer reads into one article. */
const BODY_CHARACTERS_MAX = 6_000;

/** Reads the news, the weather and prices. Feeds that fail are recorded; only when none gives anything does the show fail. */
@Injectable()
export class CollectStage extends StageRunner {
  readonly stage = 'collect';

  constructor(
    private readonly desk: NewsDesk,
    private readonly service: ServiceData,
    private readonly channels: ChannelService,
  ) {
    super();
  }

  async run({ show, output, signal, progress }: StageContext): Promise<CollectOutput> {
    const plan = output<PlanOutput>('plan');
    const [collection, service] = await Promise.all([
      this.desk.collect({
        feeds: show.request.feeds,
        channel: show.channel,
        language: show.language,
        only: plan.newsSources ?? [],
        now: new Date(plan.airAt),
        signal,
      }),
      this.service.forShow({
        channel: await this.channels.named(show.channel),
        language: show.language,
        wantsWeather: plan.includeWeather,
        wantsBitcoin: plan.includeBitcoinPrice,
      }),
    ]);
    const { reports, isSample, storedNewsAgeHours, warnings = [] } = collection;
    const answered = reports.filter(({ state }) => state !== 'failed').length;
    await progress(1, 1, `${answered} of ${reports.length} feeds answered`);
    if (collection.articles.length === 0)
      throw new NothingToTell(['There is no fresh news.', ...warnings].join(' '), {
        feeds: reports.map(({ outlet, reason }) => ({ outlet, reason })),
      });
    return {
      articles: collection.articles.map((article) => ({
        ...article,
        body: article.body.slice(0, BODY_CHARACTERS_MAX),
      })),
      articleCount: collection.articles.length,
      sources: [...collection.sources],
      reports,
      isSample,
      ...(storedNewsAgeHours !== undefined && { storedNewsAgeHours }),
      ...(service.weather && { weather: service.weather }),
      ...(service.bitcoin && { bitcoin: service.bitcoin }),
      warnings: [...warnings, ...feedWarnings(reports), ...service.warnings],
    };
  }
}

function feedWarnings(reports: CollectOutput['reports']): string[] {
  return reports
    .filter(({ state }) => state === 'failed')
    .map(({ outlet, reason = 'no reason given' }) => `Feed failed: ${outlet}: ${reason}`);
}
