import { grammarOf } from '../languages/grammars.js';
import { localDay } from './on-the-day.js';
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

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
