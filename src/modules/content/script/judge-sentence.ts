import type { Language } from '#kernel';
import { grammarOf } from './languages/grammars.js';
import { hasBalancedQuotes, quotationsIn, withoutQuotations } from './sentences.js';
import { wordsOf } from './stemmer.js';

/** A listener loses the thread of anything longer. */
const WORDS_MAX = 38;
const WORDS_MIN = 5;

/** A quotation of fewer words is a label in the reporter's own sentence. */
const QUOTED_WORDS_MIN = 5;

/** @returns Why a sentence cannot be read out, or undefined where it can. */
export function faultOf(sentence: string, language: Language): string | undefined {
  const words = wordsOf(sentence);
  if (words.length < WORDS_MIN) return 'short';
  if (words.length > WORDS_MAX) return 'long';
  return formFault(sentence) ?? voiceFault(sentence, words, language);
}

function formFault(sentence: string): string | undefined {
  if (!/[.!]["”“»«’')]*$/u.test(sentence)) return 'no full stop';
  if (/…|\.\.|\?/u.test(sentence)) return 'broken off or a question';
  if (/https?:|www\.|\S@\S|(?:^|\s)[@#]\p{L}|[<>{}[\]|*_~^\\=]|\+\+/iu.test(sentence))
    return 'signs';
  if (/\b[\w-]+\.(?:com|org|net|ch|de|fr|it|es|eu|io|tv|co\.uk|example)\b/iu.test(sentence))
    return 'address';
  if (!/^["“„«»'‘¡(]*[\p{Lu}\p{N}]/u.test(sentence)) return 'starts in the middle';
  if (/^(?:["“„«]?\d{1,2}[.)]\s|[-–—•])/u.test(sentence)) return 'list';
  if (!hasBalancedQuotes(sentence)) return 'unbalanced';
  if (/(?:^|\s)(?!\p{N})\p{Lu}{4,}(?:\s\p{Lu}{3,})/u.test(sentence)) return 'shouting';
  if (/:\s*["”»]?[.!]?$/u.test(sentence)) return 'announces a list';
  return undefined;
}

/** A question without its mark: "What that means and who profits." */
const TEASER =
  /^(?:here['’]s|here are|what|how|why|was|wie|warum|wer|wo|weshalb|comment|pourquoi|ce qu['’]il faut|voici|ecco|perché|cómo|por qué|qué|estas son)(?!\p{L})/iu;

function voiceFault(
  sentence: string,
  words: readonly string[],
  language: Language,
): string | undefined {
  const grammar = grammarOf(language);
  const own = withoutQuotations(sentence);
  if (grammar.imperative.test(sentence)) return 'imperative';
  if (TEASER.test(sentence) && !sentence.includes(',')) return 'teaser';
  if (grammar.reader.test(own)) return 'first or second person';
  if (language === 'de' && /(?<=[\p{L},] )(?:Sie|Ihnen|Ihre?[nmrs]?)(?![\p{L}])/u.test(own))
    return 'second person';
  const quoted = quotationsIn(sentence).filter((text) => wordsOf(text).length >= QUOTED_WORDS_MIN);
  if (quoted.length > 0 && !grammar.reporting.test(own)) return 'nobody says the quotation';
  if (quoted.length > 0 && /!["”»]?/u.test(quoted.join(' ')) && words.length < 8)
    return 'exclamation';
  const letters = sentence.replace(/[^\p{L}]/gu, '');
  const capitals = sentence.replace(/[^\p{Lu}]/gu, '');
  return capitals.length > letters.length / 2 ? 'shouting' : undefined;
}

/** @returns Whether the sentence only makes sense right after the one before it. */
export function pointsBack(sentence: string, language: Language): boolean {
  const grammar = grammarOf(language);
  if (grammar.dependentStart.test(withoutLeadingQuotation(sentence))) return true;
  const own = withoutQuotations(sentence);
  if (grammar.pronounReporting.test(own)) return true;
  return language === 'en' && hasLonePronoun(own);
}

/** "Two metres down her probe": somebody has to have been named before the pronoun. */
function hasLonePronoun(own: string): boolean {
  const at = own.search(/(?<!\p{L})(?:he|she|his|her|him)(?!\p{L})/iu);
  return (
    at > 0 &&
    !/\p{L}\s+(?:[\p{L}-]+\s+)*?\p{Lu}\p{Ll}/u.test(own.slice(0, at)) &&
    !/^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(own)
  );
}

/** A quotation may start with "we" or "it": its speaker decides, who comes after it. */
function withoutLeadingQuotation(sentence: string): string {
  return /^["“„«»]/u.test(sentence)
    ? withoutQuotations(sentence).replace(/^[\s,]+/u, '')
    : sentence;
}

/** @returns Whether the sentence has a person in it that is only called he or she. */
export function saysPerson(sentence: string, language: Language): boolean {
  const own = withoutQuotations(sentence);
  return (
    grammarOf(language).pronounReporting.test(own) ||
    (language === 'en' && /^[\s,"“]*(?:he|she|his|her)(?!\p{L})/iu.test(own))
  );
}

/** @returns Whether the sentence names somebody by two names. */
export function namesPerson(sentence: string, language: Language): boolean {
  const { stopWords } = grammarOf(language);
  return [...sentence.matchAll(/(?<!\p{L})(\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?) \p{Lu}\p{Ll}+/gu)].some(
    ([, first = '']) => !stopWords.has(first.toLowerCase()),
  );
}

/** When an article's words are true: its local day against the show's. */
export interface DayOfArticle {
  readonly publishedAt: Date | null;
  readonly now: Date;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/**
 * @returns The sentence as it may be said on the day of the show; undefined where a word such as "yesterday" or a
 * weekday would be wrong or cannot be checked. A weekday that is a free part of the sentence is left out.
 */
export function onTheDay(
  sentence: string,
  language: Language,
  day: DayOfArticle,
): string | undefined {
  const grammar = grammarOf(language);
  const sameDay =
    day.publishedAt !== null &&
    localDay(day.publishedAt, day.timeZone) === localDay(day.now, day.timeZone);
  if (grammar.relativeDay.test(sentence) && !sameDay) return undefined;
  const named = grammar.weekdays.filter((name) => namesWeekday(sentence, name, language));
  if (named.length === 0) return sentence;
  if (sameDay && named.length === 1 && grammar.comingWeekday.test(sentence)) return sentence;
  if (
    day.publishedAt !== null &&
    named.every((name) => isPlausible(name, day.publishedAt ?? day.now, day, grammar.weekdays))
  ) {
    return sentence;
  }
  const without = sentence.replace(grammar.weekdayAdverbial, '');
  return grammar.weekdays.some((name) => namesWeekday(without, name, language))
    ? undefined
    : without;
}

function namesWeekday(sentence: string, name: string, language: Language): boolean {
  const ending =
    language === 'de' ? '(?:s|en|morgen|abend|nachmittag|vormittag|mittag|nacht)?' : 's?';
  return new RegExp(`(?<!\\p{L})${name}${ending}(?!\\p{L})`, 'iu').test(sentence);
}

/** A weekday is trusted when it is that of the article's own day, and the article is of the show's day or the one before. */
function isPlausible(
  name: string,
  publishedAt: Date,
  day: DayOfArticle,
  weekdays: readonly string[],
): boolean {
  if (day.now.getTime() - publishedAt.getTime() > 2 * DAY_MS) return false;
  const english = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: day.timeZone });
  const index = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(
    english.format(publishedAt),
  );
  return weekdays[index] === name;
}

/** @returns The calendar day of a moment in a zone, as "2026-05-20". */
export function localDay(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(moment);
}
