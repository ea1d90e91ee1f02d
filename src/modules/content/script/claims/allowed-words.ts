import { listed, spokenDate, writtenNumber } from '../frame/index.js';
import type { PhraseBook } from '../phrases/phrase-book.js';
import { phraseBookOf } from '../phrases/phrase-books.js';
import type { ScriptRequest, Segment } from '../script.js';
import { spokenAge } from '../source/spoken-age.js';

/** What the segments of a script may say without an article. */
export interface Allowed {
  /** Names of the house and of outlets: all that a story may add to its sources. */
  readonly inStories: readonly string[];
  /** With the day, the weather and the price. */
  readonly inFrame: readonly string[];
}

/** @returns What a script may say without an article, by the kind of segment. */
export function allowedWords(request: ScriptRequest): Allowed {
  const book = phraseBookOf(request.language);
  const { weather, bitcoin, stories } = request;
  const outlets = stories.flatMap(({ articles }) => articles.map(({ outlet }) => outlet));
  const ages = stories.flatMap(({ articles }) =>
    articles.flatMap(({ publishedAt }) => spokenAge(publishedAt, request) ?? []),
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
    ...new Set(ages),
    ...wordsOfTheHouse(book),
  ];
  return { inStories, inFrame: [...inStories, spokenDate(request, book), ...sky, ...coin] };
}

/** @returns What this segment may say without an article. */
export function allowedFor(
  { segmentType }: Pick<Segment, 'segmentType'>,
  { inStories, inFrame }: Allowed,
): readonly string[] {
  return segmentType === 'story' || segmentType === 'traffic' ? inStories : inFrame;
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
