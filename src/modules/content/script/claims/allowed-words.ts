import { listed, spokenDate, writtenNumber } from '../frame/index.js';
import type { PhraseBook } from '../phrases/phrase-book.js';
import { phraseBookOf } from '../phrases/phrase-books.js';
import type { ScriptRequest } from '../script.js';
import { spokenAge } from '../spoken-age.js';

/** @returns What a script may say without an article: names of the house, the day, the weather, the price. */
export function allowedWords(request: ScriptRequest): string[] {
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
  return [
    request.stationName,
    request.city,
    spokenDate(request, book),
    listed(
      request.speakers.map(({ name }) => name),
      book.and,
    ),
    ...new Set(outlets),
    ...new Set(ages),
    ...sky,
    ...coin,
    ...wordsOfTheHouse(book),
  ];
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
