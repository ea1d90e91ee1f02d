import type { Language } from '#kernel';
import snowball from 'snowball-stemmers';
import { grammarOf } from '../languages/grammars.js';

const ALGORITHM: Readonly<Record<Language, string>> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  it: 'italian',
  es: 'spanish',
};

/** Words kept at most: a show of three hours from a hundred feeds has fewer different ones. */
const CACHE_WORDS_MAX = 50_000;

const stemmers = new Map<
  Language,
  { readonly stem: (word: string) => string; readonly cache: Map<string, string> }
>();

/** @returns The stem of one word, lower case, so that "rates" and "rate" meet. */
export function stem(word: string, language: Language): string {
  let entry = stemmers.get(language);
  if (!entry) {
    const stemmer = snowball.newStemmer(ALGORITHM[language]);
    entry = { stem: (text) => stemmer.stem(text), cache: new Map() };
    stemmers.set(language, entry);
  }
  const key = word.toLowerCase();
  const known = entry.cache.get(key);
  if (known !== undefined) return known;
  if (entry.cache.size >= CACHE_WORDS_MAX) entry.cache.clear();
  const stemmed = entry.stem(key);
  entry.cache.set(key, stemmed);
  return stemmed;
}

/** @returns Every word and number of a text, as written. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** @returns The stems that carry meaning, each once; common words are left out. */
export function contentStems(text: string, language: Language): Set<string> {
  const { stopWords } = grammarOf(language);
  const stems = new Set<string>();
  for (const part of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (stopWords.has(part) || (part.length < 2 && !/\d/u.test(part))) continue;
    stems.add(stem(part, language));
  }
  return stems;
}

/** @returns How much of a title a sentence says, 0 to 1. */
export function shareOf(title: ReadonlySet<string>, sentence: ReadonlySet<string>): number {
  if (title.size === 0) return 0;
  return [...title].filter((item) => sentence.has(item)).length / title.size;
}

/** @returns How much of the smaller set the other one holds, 0 to 1. */
export function containment(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const item of small) if (large.has(item)) shared += 1;
  return shared / small.size;
}
