import { Injectable } from '@nestjs/common';
import { FileStore } from '#platform/files';
import type { Cover } from '#modules/media';
import type { Story } from '#modules/content';
import { ShowCovers } from '../cover/show-covers.js';
import type { CoverOutput, CurateOutput, PlanOutput, WriteOutput } from './outputs.js';
import { STATION_NAME } from './script-request.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Paints the cover from what the show tells. */
@Injectable()
export class CoverStage extends StageRunner {
  readonly stage = 'cover';

  constructor(
    private readonly covers: ShowCovers,
    private readonly files: FileStore,
  ) {
    super();
  }

  async run({ show, output, signal }: StageContext): Promise<CoverOutput> {
    const plan = output<PlanOutput>('plan');
    const { script } = output<WriteOutput>('check');
    const told = new Set(script.storyIds);
    const stories = (output<CurateOutput>('curate').stories as Story[]).filter(({ id }) =>
      told.has(id),
    );
    const cover = await this.covers.paint(
      {
        stationName: STATION_NAME,
        title: plan.displayName,
        city: plan.city,
        dateText: dateText(plan, show.language),
        style: plan.style,
        language: show.language,
        seed: show.seed,
        topics: stories.map(({ articles }) => articles[0].title),
        categories: byFrequency(stories.map(({ category }) => category)),
        subject: show.id,
      },
      signal,
    );
    const { artist, fellBack } = cover.large;
    return {
      ...(await this.#kept(cover.large)),
      small: await this.#kept(cover.small),
      ...(artist !== undefined && { artist }),
      ...(fellBack && { fellBack }),
    };
  }

  async #kept({ bytes, contentType }: Cover) {
    const { id, sizeBytes } = await this.files.put(bytes);
    return { fileId: id, contentType, sizeBytes };
  }
}

export function dateText({ airAt, timeZone }: PlanOutput, language: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(new Date(airAt));
}

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}
