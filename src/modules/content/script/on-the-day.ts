import type { Language } from '#kernel';
import type { Grammar } from './languages/grammar.js';
import { grammarOf } from './languages/grammars.js';

/** When an article's words are true: its local day against the show's. */
export interface DayOfArticle {
  readonly publishedAt: Date | null;
  readonly now: Date;
  readonly timeZone: string;
  /** Dates of the sample newsroom move with the clock, weekdays in its texts do not. */
  readonly isSample?: boolean;
}

const DAY_MS = 86_400_000;
/** Days before its own of which an article may speak by weekday. */
const WEEKDAYS_BACK_MAX = 3;
/** A time of day, which without its day would sound like today's. */
const CLOCK =
  /(?<!\p{N})\d{1,2}(?:[.:]\d{2})? ?(?:Uhr|h(?: \d{2})?|heures|a\.?m|p\.?m|o['’]clock)(?!\p{L})|(?<!\p{L})(?:alle|dalle|a las|desde las|hacia las|à|vers|at|gegen|um) (?:le )?\d{1,2}(?:[.:]\d{2})?(?= ?(?:[,.;]|$|\p{L}))/iu;

/**
 * @returns The sentence as it may be said on the day of the show; undefined where a word such as "yesterday" or a
 * weekday would be wrong or cannot be checked. A day that is a free part of the sentence is left out.
 */
export function onTheDay(
  sentence: string,
  language: Language,
  day: DayOfArticle,
): string | undefined {
  const grammar = grammarOf(language);
  const isToday = isSameDay(day);
  const timed = isToday ? sentence : without(sentence, grammar.pastDayAdverbial);
  const weekdays = weekdaysIn(timed, grammar, language);
  const isRight = weekdays.length === 0 || weekdaysAreRight(timed, weekdays, day, grammar);
  const known = isRight ? timed : without(timed, grammar.weekdayAdverbial);
  if (grammar.relativeDay.test(known) && !isToday) {
    // "Este jueves" says the week as well as the day.
    const bare = without(known, grammar.weekdayAdverbial);
    return bare === known || grammar.relativeDay.test(bare)
      ? undefined
      : onTheDay(bare, language, day);
  }
  if (!isRight && weekdaysIn(known, grammar, language).length > 0) return undefined;
  // "At five" without its "yesterday" is not what was reported.
  return known !== sentence && CLOCK.test(known) ? undefined : known;
}

/** The sentence without every free day in it; between commas they go as a pair. */
function without(sentence: string, adverbial: RegExp): string {
  const inside = `(?<=[\\p{L}\\p{N}%»”"])(?:, (?:${adverbial.source}),| (?:${adverbial.source})(?=[ ,.;]))`;
  const bare = sentence
    .replace(new RegExp(inside, 'giu'), '')
    .replace(new RegExp(`^(?:${adverbial.source}), `, 'iu'), '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function weekdaysIn(sentence: string, { weekdays }: Grammar, language: Language): string[] {
  return weekdays.filter((name) => namesWeekday(sentence, name, language));
}

function weekdaysAreRight(
  sentence: string,
  named: readonly string[],
  day: DayOfArticle,
  { comingWeekday, weekdays }: Grammar,
): boolean {
  const isToday = isSameDay(day);
  if (isToday && day.isSample === false) return true;
  if (isToday && named.length === 1 && comingWeekday.test(sentence)) return true;
  const { publishedAt } = day;
  return (
    publishedAt !== null && named.every((name) => isPlausible(name, publishedAt, day, weekdays))
  );
}

function namesWeekday(sentence: string, name: string, language: Language): boolean {
  const ending =
    language === 'de' ? '(?:s|en|morgen|abend|nachmittag|vormittag|mittag|nacht)?' : 's?';
  return new RegExp(`(?<!\\p{L})${name}${ending}(?!\\p{L})`, 'iu').test(sentence);
}

/** A weekday is trusted when it is the article's own or just before, and the article of the show's day or shortly before. */
function isPlausible(
  name: string,
  publishedAt: Date,
  { now, timeZone, isSample }: DayOfArticle,
  weekdays: readonly string[],
): boolean {
  if (now.getTime() - publishedAt.getTime() > 2 * DAY_MS) return false;
  const english = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone });
  const index = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(
    english.format(publishedAt),
  );
  const daysBefore = (index - weekdays.indexOf(name) + 7) % 7;
  return daysBefore <= (isSample === false ? WEEKDAYS_BACK_MAX : 0);
}

function isSameDay({ publishedAt, now, timeZone }: DayOfArticle): boolean {
  return publishedAt !== null && localDay(publishedAt, timeZone) === localDay(now, timeZone);
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
