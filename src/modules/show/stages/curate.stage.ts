import { Injectable } from '@nestjs/common';
import {
  type Article,
  ContentSettings,
  Editor,
  ScriptWriter,
  ToldRepository,
} from '#modules/content';
import { NothingToTell } from '../show.problems.js';
import { type CollectOutput, type CurateOutput, dateOrNull, type PlanOutput } from './outputs.js';
import { type StageContext, StageRunner } from './stage-runner.js';

const DAY_MS = 24 * 3600 * 1000;

/** Chooses the stories: one event once, fresh, varied, not told on this channel before. */
@Injectable()
export class CurateStage extends StageRunner {
  readonly stage = 'curate';

  constructor(
    private readonly editor: Editor,
    private readonly told: ToldRepository,
    private readonly writer: ScriptWriter,
    private readonly settings: ContentSettings,
  ) {
    super();
  }

  async run({ show, output, signal }: StageContext): Promise<CurateOutput> {
    const plan = output<PlanOutput>('plan');
    const { articles, sources, storedNewsAgeHours = 0 } = output<CollectOutput>('collect');
    const now = new Date(plan.airAt);
    const since = new Date(now.getTime() - this.settings.noRepeatDays * DAY_MS);
    const curated = await this.editor.curate(
      revived(articles, plan.includeTraffic),
      {
        now,
        language: show.language,
        // Stored news is as old as it is: what was fresh beside the newest of it may be told.
        ageHoursMax: plan.newsMaxAgeHours + storedNewsAgeHours,
        categoryWeights: plan.newsCategories,
        sources: new Map(sources),
        told: await this.told.since(show.channel, since),
        wanted: plan.storiesWanted,
        translates: this.writer.translates,
      },
      signal,
    );
    if (curated.stories.length === 0)
      throw new NothingToTell(
        `No story among ${articles.length} articles can be told in "${show.language}": there is no fresh news.`,
      );
    // Twice as many as wanted leave the writer a choice; more would only be carried along.
    return {
      stories: curated.stories.slice(0, plan.storiesWanted * 2),
      warnings: curated.warnings,
    };
  }
}

function revived(articles: readonly unknown[], includeTraffic: boolean): Article[] {
  return (articles as Article[])
    .filter(({ category }) => includeTraffic || category !== 'traffic')
    .map((article) => ({ ...article, publishedAt: dateOrNull(article.publishedAt) }));
}
