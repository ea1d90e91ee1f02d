import { listed, spokenDate, writtenNumber } from '../frame/index.js';
import type { PhraseBook } from '../phrases/phrase-book.js';
import { phraseBookOf } from '../phrases/phrase-books.js';
import type { ScriptRequest, Segment } from '../script.js';
import { spokenAge, spokenMoment } from '../source/spoken-age.js';

/** What the segments of a script may say without an article. */
export interface Allowed {
  /** Names of the house and of outlets: all that a story may add to its sources. */
  readonly inStories: readonly string[];
  /** With the day, the weather and the price. */
  readonly inFrame: readonly string[];
  /** How old an article is, as a host says it, by its id: whoever tells of it may say so. */
  readonly ages: ReadonlyMap<string, string>;
}

/** @returns What a script may say without an article, by the kind of segment. */
export function allowedWords(request: ScriptRequest): Allowed {
  const book = phraseBookOf(request.language);
  const { weather, bitcoin, stories } = request;
  const outlets = stories.flatMap(({ articles }) => articles.map(({ outlet }) => outlet));
  const ages = new Map(
    stories.flatMap(({ articles }) =>
      articles.flatMap(({ id, publishedAt }) => {
        const age = spokenAge(publishedAt, request) ?? spokenMoment(publishedAt, request);
        return age === undefined ? [] : [[id, age] as const];
      }),
    ),
  );
  const sky = weather
    ? [
        weather.city,
        weather.condition,
        weather.source,
        ...[weather.temperatureC, weather.highC, weather.lowC]
          .filter((value) => value !== undefined)
          .map((value) => String(Math.abs(Math.round(value)))),
      ]
    : [];
  const coin = bitcoin
    ? [
        'Bitcoin',
        '24',
        bitcoin.source,
        writtenNumber(bitcoin.usd, request.language),
        Math.abs(bitcoin.change24hPercent ?? 0).toFixed(1),
      ]
    : [];
  const inStories = [
    request.stationName,
    request.city,
    listed(
      request.speakers.map(({ name }) => name),
      book.and,
    ),
    ...new Set(outlets),
    ...wordsOfTheHouse(book),
  ];
  return { inStories, inFrame: [...inStories, spokenDate(request, book), ...sky, ...coin], ages };
}

/**
 * @param sources Ids of the articles that the segment tells of: "three days ago" of one is no number of another.
 * @returns What this segment may say without an article.
 */
export function allowedFor(
  { segmentType, sources }: Pick<Segment, 'segmentType' | 'sources'>,
  { inStories, inFrame, ages }: Allowed,
): readonly string[] {
  const base = segmentType === 'story' || segmentType === 'traffic' ? inStories : inFrame;
  const own = sources.flatMap((id) => ages.get(id) ?? []);
  // The same list for most segments: whoever reads it, reads it once.
  return own.length === 0 ? base : [...base, ...new Set(own)];
}

/** @returns All that a script may say without an article, whichever part of it. */
export function allAllowed({ inFrame, ages }: Allowed): string {
  return [...inFrame, ...new Set(ages.values())].join(' ');
}

/** The station's own phrases claim nothing; German ones have nouns that look like names. */
function wordsOfTheHouse(book: PhraseBook): string[] {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value.replace(/\{\w+\}|\d+/gu, ' '));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(book);
  return texts;
}
