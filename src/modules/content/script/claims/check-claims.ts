import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';
import { grammarOf } from '../languages/grammars.js';
import type { Segment, UnsupportedClaim } from '../script.js';
import { quotationsIn } from '../sentences.js';
import { indexNames, unknownNames } from './names.js';
import { isSupported, numbersIn } from './numbers.js';

/** What a segment is held against. */
export interface ClaimSources {
  readonly sources: readonly Article[];
  readonly language: Language;
  /** Words that need no source: station, city, speakers, outlets, the date of the show, weather and prices. */
  readonly allowed: readonly string[];
}

/**
 * @returns The numbers, names, quotations and days of a segment that none of its sources holds. Rounded numbers and
 * numbers in words count as held; a quotation has to be there word for word.
 */
export function checkClaims(
  segment: Pick<Segment, 'text'>,
  { sources, language, allowed }: ClaimSources,
): UnsupportedClaim[] {
  const own = segment.text;
  const told = sources.map(
    ({ title, summary, body, outlet }) => `${title}\n${summary}\n${body}\n${outlet}`,
  );
  const all = [...told, ...allowed].join('\n');
  return [
    ...unsupportedNumbers(own, all, language),
    ...unsupportedQuotations(own, all),
    ...unsupportedDays(own, all, language),
    ...unknownNames(own, indexNames(all, language), language).map((text) => ({
      kind: 'name' as const,
      text,
    })),
  ];
}

function unsupportedNumbers(own: string, all: string, language: Language): UnsupportedClaim[] {
  const known = numbersIn(all, language);
  return numbersIn(own, language)
    .filter((number) => !isSupported(number, known))
    .map(({ text }) => ({ kind: 'number', text }));
}

function unsupportedQuotations(own: string, all: string): UnsupportedClaim[] {
  const known = bare(all);
  return quotationsIn(own)
    .filter((quotation) => bare(quotation) !== '' && !known.includes(bare(quotation)))
    .map((text) => ({ kind: 'quotation', text }));
}

/** Letters and digits only: punctuation and the kind of marks are the reader's. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

const RELATIVE: Readonly<Record<Language, readonly string[]>> = {
  en: ['yesterday', 'tomorrow', 'tonight'],
  de: ['gestern', 'vorgestern', 'übermorgen'],
  fr: ['hier', 'demain', 'avant-hier'],
  it: ['ieri', 'domani', 'dopodomani'],
  es: ['ayer', 'anteayer', 'anoche'],
};

function unsupportedDays(own: string, all: string, language: Language): UnsupportedClaim[] {
  const { weekdays, months } = grammarOf(language);
  const known = all.toLowerCase();
  const inFigures = new Set(
    [...all.matchAll(/(?<!\d)\d{1,2}[./](\d{1,2})[./]|(?<!\d)\d{4}-(\d{2})-\d{2}/gu)].map((match) =>
      Number(match[1] ?? match[2]),
    ),
  );
  const claims: UnsupportedClaim[] = [];
  for (const name of [...weekdays, ...months, ...RELATIVE[language]]) {
    if (!says(own, name, language) || known.includes(name)) continue;
    if (inFigures.has(months.indexOf(name) + 1)) continue;
    claims.push({ kind: 'date', text: name });
  }
  return claims;
}

/** English writes days and months large, which tells the month from "may" and "march". */
function says(text: string, name: string, language: Language): boolean {
  const written =
    language === 'en' && name.length < 6 ? name.charAt(0).toUpperCase() + name.slice(1) : name;
  const flags = language === 'en' && name.length < 6 ? 'u' : 'iu';
  const ending =
    language === 'de' ? '(?:s|en|morgen|mittag|nachmittag|vormittag|abend|nacht)?' : 's?';
  return new RegExp(`(?<!\\p{L})${written}${ending}(?!\\p{L})`, flags).test(text);
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
