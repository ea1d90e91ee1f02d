import { Injectable } from '@nestjs/common';
import { NewsDesk } from '#modules/content';
import { NothingToTell } from '../show.problems.js';
import type { CollectOutput, PlanOutput } from './outputs.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Longer than any writer reads into one article. */
const BODY_CHARACTERS_MAX = 6_000;

/** Reads the news. Feeds that fail are recorded; only when none gives anything does the show fail. */
@Injectable()
export class CollectStage extends StageRunner {
  readonly stage = 'collect';

  constructor(private readonly desk: NewsDesk) {
    super();
  }

  async run({ show, output, signal, progress }: StageContext): Promise<CollectOutput> {
    const plan = output<PlanOutput>('plan');
    const collection = await this.desk.collect({
      feeds: show.request.feeds,
      channel: show.channel,
      language: show.language,
      now: new Date(plan.airAt),
      signal,
    });
    const { reports, isSample } = collection;
    const answered = reports.filter(({ state }) => state !== 'failed').length;
    await progress(1, 1, `${answered} of ${reports.length} feeds answered`);
    if (collection.articles.length === 0)
      throw new NothingToTell('None of the feeds gave anything to tell.', {
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
      warnings: [...feedWarnings(reports), ...missingSources(plan)],
    };
  }
}

function feedWarnings(reports: CollectOutput['reports']): string[] {
  return reports
    .filter(({ state }) => state === 'failed')
    .map(({ outlet, reason = 'no reason given' }) => `Feed failed: ${outlet}: ${reason}`);
}

/** What was asked for and has no source in this version: said, not left out in silence. */
function missingSources({ includeWeather, includeBitcoinPrice }: PlanOutput): string[] {
  const missing = [
    ...(includeWeather ? ['a weather report'] : []),
    ...(includeBitcoinPrice ? ['the bitcoin price'] : []),
  ];
  return missing.map((what) => `The show is without ${what}: this station has no source for it.`);
}
