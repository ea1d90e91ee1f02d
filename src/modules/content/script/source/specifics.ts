import type { Language } from '#kernel';
import { readingOf } from '../claims/quantities.js';

/** A capital inside a sentence; in German every noun has one. */
const NAME = /(?<=[\p{L}\p{N},;:)»”"] )[«“"(]?\p{Lu}[\p{L}'’-]+/gu;

/**
 * What only this sentence may tell: its figures, hours, dates and, but in German, names. Two outlets tell one fact in
 * words that share nothing ("the address of somebody who no longer works there", "an engineer who had left"), but
 * with the same figures and names, or none.
 */
export function specificsOf(sentence: string, language: Language): ReadonlySet<string> {
  const { quantities, pairs, times, dates } = readingOf(sentence, language);
  return new Set([
    ...quantities.flatMap(({ values }) => values.map(String)),
    ...pairs.map(({ values }) => values.join(':')),
    ...times.map(({ minutes }) => `at ${minutes}`),
    ...dates.map(({ day = '', month }) => `on ${day}.${month}`),
    ...(language === 'de' ? [] : (sentence.match(NAME) ?? []).map((name) => name.toLowerCase())),
  ]);
}
