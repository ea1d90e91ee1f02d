import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '#kernel';
import { packageRoot } from '#platform/process';
import { grammarOf } from '../script/languages/grammars.js';
import { localDay } from '../script/source/on-the-day.js';
import type { Article, Category } from '../story/story.js';
import type { Feed } from './feed.js';

/** The moment the sample files were written for; their dates and weekdays are moved on by what has passed since. */
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

/** Where the sample newsroom is at home. */
const TIME_ZONE = 'Europe/Zurich';
const DAY_MS = 86_400_000;

/**
 * @returns The article as far from `now` as it was from the day the samples were written, and so are the weekdays it
 * names: what was on Tuesday, the day before, still was the day before.
 */
export function renewed(article: Article, now: Date): Article {
  const { publishedAt } = article;
  if (publishedAt === null) return article;
  const moved = new Date(publishedAt.getTime() + now.getTime() - SAMPLE_WRITTEN_AT.getTime());
  const dayOf = (moment: Date): number => Date.parse(localDay(moment, TIME_ZONE)) / DAY_MS;
  const days = dayOf(moved) - dayOf(publishedAt);
  const words = (text: string): string => withWeekdays(text, article.language, days);
  return {
    ...article,
    publishedAt: moved,
    title: words(article.title),
    summary: words(article.summary),
    body: words(article.body),
  };
}

/** Every weekday so many days on; one that stands with its date, as "Saturday, 13 June", stays with it. */
function withWeekdays(text: string, code: string, days: number): string {
  const language = LANGUAGES.find((one) => one === code);
  const shift = ((days % 7) + 7) % 7;
  if (language === undefined || shift === 0) return text;
  const { months, weekdays } = grammarOf(language);
  const names = new RegExp(
    `(?<!\\p{L})(${weekdays.join('|')})(?=(?:s|en|morgen|abend|nachmittag|vormittag|mittag|nacht)?(?!\\p{L}))(?!,? (?:the |le |el )?\\d{1,2}\\.? (?:de )?(?:${months.join('|')}))`,
    'giu',
  );
  return withoutWeeks(text).replace(names, (name) => {
    const next = weekdays[(weekdays.indexOf(name.toLowerCase()) + shift) % 7] ?? name;
    return /^\p{Lu}/u.test(name) ? next.charAt(0).toUpperCase() + next.slice(1) : next;
  });
}

/** What the sample says of weeks, in words that hold whichever weekday it is read on. */
const WEEKS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:from |at the beginning of )?next week(?!\p{L})/giu, 'in the coming days'],
  [/(?<!\p{L})since the weekend(?!\p{L})/giu, 'in the last few days'],
  [/(?<!\p{L})this week(?!\p{L})/giu, 'in these days'],
];

/** "From next week", of a Monday that is a Saturday now, would be the week after. */
function withoutWeeks(text: string): string {
  return WEEKS.reduce(
    (words, [pattern, other]) =>
      words.replace(pattern, (week) =>
        /^\p{Lu}/u.test(week) ? other.charAt(0).toUpperCase() + other.slice(1) : other,
      ),
    text,
  );
}
