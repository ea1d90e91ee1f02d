import { grammarOf } from '../languages/grammars.js';
import { localDay, minuteOf } from './on-the-day.js';
import { phraseBookOf } from '../phrases/phrase-books.js';
import type { ScriptRequest } from '../script.js';

/** What is of yesterday or of today is told without its age. */
const AGED_DAYS_MIN = 2;
const DAYS_AGO_MAX = 6;
const DAY_MS = 86_400_000;

/** @returns How long ago something was published, as a host says it; undefined where it is news of today or yesterday. */
export function spokenAge(
  publishedAt: Date | null,
  { now, timeZone, language }: ScriptRequest,
): string | undefined {
  if (publishedAt === null) return undefined;
  const [then, today] = [localDay(publishedAt, timeZone), localDay(now, timeZone)];
  const days = Math.round((Date.parse(today) - Date.parse(then)) / DAY_MS);
  if (days < AGED_DAYS_MIN) return undefined;
  const book = phraseBookOf(language);
  if (days <= DAYS_AGO_MAX) return book.daysAgo(days);
  const [year = '', month = '1', day = '1'] = then.split('-');
  const name = grammarOf(language).months[Number(month) - 1] ?? '';
  const written = language === 'en' || language === 'de' ? capital(name) : name;
  return book.onDay(Number(day), written, today.startsWith(year) ? '' : ` ${year}`);
}

/** Younger news is told as it is: the words of the report are about now. */
const PART_AGE_MS_MIN = 5 * 3_600_000;
/** Local hours at which a part of the day begins. */
const PARTS_OF_DAY = [
  ['night', 0],
  ['morning', 5],
  ['afternoon', 12],
  ['evening', 18],
] as const;

/** A part of the day in which something was published. */
export type PartOfDayName = (typeof PARTS_OF_DAY)[number][0];

/**
 * @returns "This morning": when something of today was published, for the story whose report a listener takes for the
 * state of things; undefined where it is a few hours old, or of another day.
 */
export function spokenMoment(
  publishedAt: Date | null,
  { now, timeZone, language }: ScriptRequest,
): string | undefined {
  if (publishedAt === null || now.getTime() - publishedAt.getTime() < PART_AGE_MS_MIN)
    return undefined;
  const book = phraseBookOf(language);
  if (localDay(publishedAt, timeZone) !== localDay(now, timeZone)) return undefined;
  const part = partOfDay(publishedAt, timeZone);
  return part === partOfDay(now, timeZone) ? undefined : book.moments[part];
}

function partOfDay(moment: Date, timeZone: string): PartOfDayName {
  const hour = Math.floor(minuteOf(moment, timeZone) / 60);
  return PARTS_OF_DAY.findLast(([, from]) => hour >= from)?.[0] ?? 'night';
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
