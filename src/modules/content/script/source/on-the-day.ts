import type { Language } from '#kernel';
import type { Grammar } from '../languages/grammar.js';
import { grammarOf } from '../languages/grammars.js';
import { hoursIn, isSoon, partsOfDayIn, tellsPast } from './time-of-day.js';

/** When an article's words are true: its local day against the show's. */
export interface DayOfArticle {
  readonly publishedAt: Date | null;
  readonly now: Date;
  readonly timeZone: string;
  /** Texts written for one day: of the days they name only those just before it are trusted. */
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
  if (isSoon(known, language) && ageMs(day) > SOON_MS_MAX) return undefined;
  if (isToday ? isOver(known, day, language) : isAnotherDays(known, day, language))
    return undefined;
  // "At five" without its "yesterday" is not what was reported.
  return known !== sentence && CLOCK.test(known) ? undefined : known;
}

/** So long after it was written "within two hours" is still about right. */
const SOON_MS_MAX = 30 * 60_000;

function ageMs({ publishedAt, now }: DayOfArticle): number {
  return publishedAt === null ? Infinity : now.getTime() - publishedAt.getTime();
}

const HALF_DAY_MINUTES = 720;
const TODAY =
  /(?<!\p{L})(?:today|tonight|this (?:morning|afternoon|evening)|heute|aujourd['’]hui|ce (?:matin|midi|soir)|cet après-midi|oggi|stasera|stamattina|questo pomeriggio|questa (?:mattina|sera)|hoy|esta (?:mañana|tarde|noche))(?!\p{L})/iu;

/** What is so on every day needs no day: "ouvert chaque soir dès 19 heures". */
const HABITUAL =
  /(?<!\p{L})(?:every|each|daily|always|täglich|jede[nrsm]?|jeweils|immer|chaque|tous les|toutes les|toujours|ogni|tutti i|tutte le|sempre|cada|todos los|todas las|siempre)(?!\p{L})/iu;
/** An hour or "in the evening" without a day is one of the article's own day: on another it would be heard as today's. */
function isAnotherDays(sentence: string, day: DayOfArticle, language: Language): boolean {
  return (
    day.publishedAt !== null &&
    !isDated(sentence, language) &&
    (hoursIn(sentence, language).length > 0 || partsOfDayIn(sentence).length > 0)
  );
}

function isDated(sentence: string, language: Language): boolean {
  if (HABITUAL.test(sentence) || TODAY.test(sentence)) return true;
  const { relativeDay, weekdays, months } = grammarOf(language);
  return (
    relativeDay.test(sentence) ||
    [...weekdays, ...months].some((name) => new RegExp(`(?<!\\p{L})${name}`, 'iu').test(sentence))
  );
}

/** What was to come when it was written, and has been since: "der Empfang findet heute um 18 Uhr statt", at seven. */
function isOver(sentence: string, day: DayOfArticle, language: Language): boolean {
  const { publishedAt, now, timeZone } = day;
  if (publishedAt === null) return false;
  if (!TODAY.test(sentence) && isDated(sentence, language)) return false;
  const [written, said] = [minuteOf(publishedAt, timeZone), minuteOf(now, timeZone)];
  const isPassed = (minutes: number): boolean => minutes > written && minutes < said;
  return (
    hoursIn(sentence, language).some(
      ({ minutes, isHalfDay }) =>
        isPassed(minutes) || (isHalfDay && isPassed(minutes + HALF_DAY_MINUTES)),
    ) ||
    partsOfDayIn(sentence).some(
      // An evening that had been when the morning wrote of it was the one before.
      ({ startMinutes, endMinutes }) =>
        isPassed(endMinutes) || (startMinutes > written && tellsPast(sentence, language)),
    )
  );
}

/** @returns Whether a title announced something for an hour of its own day that has come since: "Storm to hit at ten tonight", at eleven. */
export function hasComeSince(title: string, language: Language, day: DayOfArticle): boolean {
  return TODAY.test(title) && isSameDay(day) && isOver(title, day, language);
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
  { now, timeZone }: DayOfArticle,
  weekdays: readonly string[],
): boolean {
  if (now.getTime() - publishedAt.getTime() > 2 * DAY_MS) return false;
  const index = new Date(localDay(publishedAt, timeZone)).getUTCDay();
  const daysBefore = (index - weekdays.indexOf(name) + 7) % 7;
  return daysBefore <= WEEKDAYS_BACK_MAX;
}

function isSameDay({ publishedAt, now, timeZone }: DayOfArticle): boolean {
  return publishedAt !== null && localDay(publishedAt, timeZone) === localDay(now, timeZone);
}

/** @returns Minutes since midnight in a zone, 0 to 1439. */
export function minuteOf(moment: Date, timeZone: string): number {
  const [hour = 0, minute = 0] = formattersOf(timeZone).time.format(moment).split(':').map(Number);
  return hour * 60 + minute;
}

/** Zones whose formatters are kept: making one takes longer than all else here together. */
const ZONES_MAX = 20;

interface Formatters {
  readonly date: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}
const formatters = new Map<string, Formatters>();

function formattersOf(timeZone: string): Formatters {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made: Formatters = {
    date: new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }),
    time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }),
  };
  if (formatters.size >= ZONES_MAX) formatters.clear();
  formatters.set(timeZone, made);
  return made;
}

/** @returns The calendar day of a moment in a zone, as "2026-05-20". */
export function localDay(moment: Date, timeZone: string): string {
  return formattersOf(timeZone).date.format(moment);
}
