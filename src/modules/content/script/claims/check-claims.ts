import { type Language, LANGUAGES } from '#kernel';
import type { Article } from '../../story/story.js';
import { isIn } from '../source/article-language.js';
import { localDay } from '../source/on-the-day.js';
import { withoutQuotations } from '../source/sentences.js';
import type { Segment, UnsupportedClaim } from '../script.js';
import { numbersOfOthers } from './bindings.js';
import { indexNames, type NameIndex, together } from './name-index.js';
import { unknownNames } from './names.js';
import { deedsOfOthers } from './persons.js';
import { readingOf } from './quantities.js';
import { unsupportedQuotations } from './quotations.js';
import { type DatedSource, unsupportedRelativeDays } from './relative-days.js';
import type { SourceReading } from './source-days.js';
import { swappedRoles } from './roles.js';
import { unsupportedMoments, unsupportedNumbers } from './support.js';

/** What a segment is held against. */
export interface ClaimSources {
  readonly sources: readonly Article[];
  readonly language: Language;
  /** Words that need no source: station, city, speakers, outlets, the date of the show, weather and prices. */
  readonly allowed: readonly string[];
  /** When and where it is said: "yesterday" of an older source is another day. */
  readonly onAir: OnAir;
}

export interface OnAir {
  readonly now: Date;
  /** IANA. */
  readonly timeZone: string;
}

/**
 * @returns The numbers, names, quotations and days of a segment that none of its sources holds. Rounded numbers and
 * numbers in words count as held; a quotation has to be there word for word.
 */
export function checkClaims(
  segment: Pick<Segment, 'text'>,
  { sources, language, allowed, onAir }: ClaimSources,
): UnsupportedClaim[] {
  const own = segment.text;
  const bodies = sources.map(({ title, summary, body }) => `${title}\n${summary}\n${body}`);
  const told = sources.map(({ outlet }, at) => `${bodies[at] ?? ''}\n${outlet}`);
  const claimed = readingOf(own, language);
  const ofArticles = sources.map((article, at) =>
    readingOfArticle(article, told[at] ?? '', language),
  );
  const known = [...ofArticles, ...readingsOfAllowed(allowed, language)];
  // What another language says between marks is never there word for word.
  const isTranslated = sources.length > 0 && !sources.some((article) => isIn(article, language));
  return [
    ...unsupportedNumbers(claimed, known),
    ...numbersOfOthers(
      claimed,
      ofArticles.map(({ reading }) => reading),
      language,
    ).map((text) => ({ kind: 'number' as const, text })),
    ...(isTranslated ? [] : unsupportedQuotations(own, bodies, allowed, language)),
    ...unsupportedMoments(claimed, known),
    ...unsupportedRelativeDays(own, datedSources(sources, told, known, onAir), language),
    ...unknownNames(own, namesOf(sources, told, allowed, language), language).map((text) => ({
      kind: 'name' as const,
      text,
    })),
    ...deedsOfOthers(
      claimed,
      ofArticles.map(({ reading }) => reading),
      language,
    )
      .filter((text) => !allowed.some((words) => words.includes(text)))
      .map((text) => ({ kind: 'name' as const, text })),
    ...swappedRoles(withoutQuotations(own), bodies).map((text) => ({
      kind: 'name' as const,
      text,
    })),
  ];
}

const DAY_MS = 86_400_000;

/** A script of a hundred segments reads the same articles and phrases again and again. */
const articlesRead = new WeakMap<Article, SourceReading>();
const allowedRead = new WeakMap<readonly string[], readonly SourceReading[]>();

function readingOfArticle(article: Article, text: string, fallback: Language): SourceReading {
  const known = articlesRead.get(article);
  if (known) return known;
  const reading = readingOf(text, languageOf(article, fallback));
  const fresh = { reading, publishedAt: article.publishedAt };
  articlesRead.set(article, fresh);
  return fresh;
}

function readingsOfAllowed(
  allowed: readonly string[],
  language: Language,
): readonly SourceReading[] {
  const known = allowedRead.get(allowed);
  if (known) return known;
  const fresh = allowed.map((text) => ({ reading: readingOf(text, language), publishedAt: null }));
  allowedRead.set(allowed, fresh);
  return fresh;
}

/** By what it was made of: an article, or a list of words. Shows are in one language each. */
const indexes = new WeakMap<object, { readonly language: Language; readonly index: NameIndex }>();

function namesOf(
  sources: readonly Article[],
  told: readonly string[],
  allowed: readonly string[],
  language: Language,
): NameIndex {
  const indexOf = (key: object, text: () => string): NameIndex => {
    const known = indexes.get(key);
    if (known?.language === language) return known.index;
    const index = indexNames(text(), language);
    indexes.set(key, { language, index });
    return index;
  };
  return together([
    ...sources.map((article, at) => indexOf(article, () => told[at] ?? '')),
    indexOf(allowed, () => allowed.join('\n')),
  ]);
}

function datedSources(
  sources: readonly Article[],
  told: readonly string[],
  known: readonly SourceReading[],
  { now, timeZone }: OnAir,
): DatedSource[] {
  const dayOf = (moment: Date): number => Date.parse(localDay(moment, timeZone)) / DAY_MS;
  return sources.flatMap(({ publishedAt }, at) => {
    const source = known[at];
    if (source === undefined) return [];
    const daysOld = publishedAt === null ? undefined : dayOf(now) - dayOf(publishedAt);
    return [{ text: told[at] ?? '', source, daysOld }];
  });
}

function languageOf({ language }: Article, fallback: Language): Language {
  const code = language.toLowerCase().split(/[-_]/u)[0];
  return LANGUAGES.find((one) => one === code) ?? fallback;
}

/** @returns The forbidden words a text says, whole words only, in lower case. */
export function forbiddenWordsIn(text: string, words: readonly string[]): string[] {
  return words.filter(
    (word) =>
      word.trim() !== '' &&
      new RegExp(
        `(?<![\\p{L}\\p{N}])${word.trim().replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\p{L}\\p{N}])`,
        'iu',
      ).test(text),
  );
}
