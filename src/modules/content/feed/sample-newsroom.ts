import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/process';
import type { Category } from '../story/story.js';
import type { Feed } from './feed.js';

/** The moment the sample files were written for; their dates are moved on by what has passed since. */
export const SAMPLE_WRITTEN_AT = new Date('2026-05-20T08:00:00Z');

/** Where the sample newsroom lies. */
const FOLDER = join(packageRoot(), 'samples', 'newsroom');
/** Real, old items among the invented ones: their dates are true and stay. */
const TRUE_DATES = /public-domain/;
const CATEGORY: ReadonlyArray<readonly [RegExp, Category]> = [
  [/limmat|tagesmeldung|sihltal/, 'zurich'],
  [/circuit|bytefront/, 'technology'],
  [/petri|nasa|usgs/, 'science'],
  [/touchline/, 'sport'],
  [/weather/, 'weather'],
  [/kultur/, 'culture'],
  [/rade|lanterna/, 'switzerland'],
];

export interface SampleFeed extends Feed {
  readonly hasTrueDates: boolean;
}

/** The feeds of the sample newsroom that ships with RadioX: invented outlets, invented stories. */
export function sampleFeeds(): SampleFeed[] {
  return readdirSync(FOLDER)
    .filter((name) => /\.(xml|json)$/.test(name))
    .sort()
    .map((name) => ({
      id: `sample-${name.slice(0, 2)}`,
      url: join(FOLDER, name),
      outlet: '',
      category: CATEGORY.find(([pattern]) => pattern.test(name))?.[1] ?? 'world',
      priority: 5,
      weight: 1,
      language: '',
      channels: [],
      itemsMax: 200,
      timeoutMs: 5_000,
      hasTrueDates: TRUE_DATES.test(name),
    }));
}

/** The same date, as far from `now` as it was from the day the samples were written. */
export function renewed(publishedAt: Date | null, now: Date): Date | null {
  if (publishedAt === null) return null;
  return new Date(publishedAt.getTime() + now.getTime() - SAMPLE_WRITTEN_AT.getTime());
}
