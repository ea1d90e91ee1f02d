import type { Language } from '#kernel';
import { withDates, withTimes, withYears } from './dates-and-times.js';
import { vocabularyOf } from './languages/vocabularies.js';
import {
  withJoinedThousands,
  withMoney,
  withNumbers,
  withOrdinals,
  withUnits,
} from './money-and-units.js';
import {
  withAbbreviations,
  withAcronyms,
  withAddresses,
  withPhoneNumbers,
  withRomanFigures,
  withSigns,
} from './spellings.js';
import { withEverydayShorthand } from './everyday-shorthand.js';
import { withNewsShorthand } from './news-shorthand.js';
import { wordPattern } from './pronounced.js';
import { folded, withPauses, withPlainSigns } from './tidy.js';

/** Respellings of a speaker: word as written, word as the voice should read it. */
export type Pronunciations = Readonly<Record<string, string>>;

/** Private-use characters that keep a respelling out of the hands of every later step. */
const KEPT_FROM = 0xe000;
const KEPT_MAX = 6000;

/**
 * Writes out what a voice would stumble over: numbers, dates, times, sums, units, abbreviations, acronyms, signs.
 * Text in, text out; plain words come back as they are.
 * @param pronunciations Whole words, matched as written, longest first; they win over every rule. At most 6,000 entries,
 * and as many places in a text.
 */
export function spokenText(
  text: string,
  language: Language,
  pronunciations: Pronunciations = {},
): string {
  const vocabulary = vocabularyOf(language);
  const kept: string[] = [];
  const steps: readonly ((line: string) => string)[] = [
    withPlainSigns,
    (line) => withRespellings(line, pronunciations, kept),
    (line) => withAddresses(line, vocabulary),
    (line) => withEverydayShorthand(line, vocabulary),
    (line) => withNewsShorthand(line, language),
    (line) => withPhoneNumbers(line, vocabulary),
    (line) => withJoinedThousands(line, vocabulary),
    (line) => withAbbreviations(line, vocabulary),
    (line) => withRomanFigures(line, vocabulary),
    (line) => withDates(line, vocabulary),
    (line) => withTimes(line, vocabulary),
    (line) => withOrdinals(line, vocabulary),
    (line) => withMoney(line, vocabulary),
    (line) => withUnits(line, vocabulary),
    (line) => withAcronyms(line, vocabulary),
    (line) => withYears(line, vocabulary),
    (line) => withNumbers(line, vocabulary),
    (line) => withSigns(line, vocabulary),
    withPauses,
    (line) => folded(line, language),
  ];
  const spoken = steps.reduce((line, step) => step(line), text);
  return spoken.replace(/[\uE000-\uF8FF]/gu, (mark) => kept[mark.charCodeAt(0) - KEPT_FROM] ?? '');
}

function withRespellings(text: string, pronunciations: Pronunciations, kept: string[]): string {
  const entries = new Map(
    Object.entries(pronunciations).map(([word, said]) => [word.normalize('NFC').trim(), said]),
  );
  const words = [...entries.keys()]
    .filter((word) => word !== '')
    .sort((left, right) => right.length - left.length)
    .slice(0, KEPT_MAX);
  const pattern = wordPattern(words);
  if (!pattern) return text;
  return text.replace(pattern, (word) => {
    const respelling = entries.get(word);
    if (respelling === undefined || kept.length >= KEPT_MAX) return word;
    kept.push(respelling);
    return String.fromCharCode(KEPT_FROM + kept.length - 1);
  });
}
