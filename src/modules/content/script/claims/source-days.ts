import type { Reading } from './quantities.js';

/** What one source says in numbers, and when it said it. */
export interface SourceReading {
  readonly reading: Reading;
  readonly publishedAt: Date | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const YESTERDAY =
  /(?<!\p{L})(?:yesterday|last night|overnight|gestern|hier(?= |,|\.)|ieri|ayer|anoche)(?!\p{L})/iu;
const TOMORROW = /(?<!\p{L})(?:tomorrow|demain|domani|mañana)(?!\p{L})/iu;

const TODAY =
  /(?<!\p{L})(?:today|tonight|this (?:morning|afternoon|evening)|heute|aujourd['’]hui|ce (?:matin|soir)|oggi|stamattina|stasera|hoy|esta (?:mañana|tarde|noche))(?!\p{L})/iu;

/** Days of the calendar a source speaks of: its own, those it calls yesterday and tomorrow, weekdays near it. */
export function daysOf({ reading, publishedAt }: SourceReading): SourceDay[] {
  if (publishedAt === null) return [];
  const at = (days: number): Date => new Date(publishedAt.getTime() + days * DAY_MS);
  const saysDay = reading.weekdays.length > 0 && !TODAY.test(reading.line);
  // In the evening of one zone it is the next day of another. A source that names its days means those.
  const near = saysDay ? [] : [publishedAt, new Date(publishedAt.getTime() + 2 * HOUR_MS)];
  if (YESTERDAY.test(reading.line)) near.push(at(-1));
  if (TOMORROW.test(reading.line)) near.push(at(1));
  const named = new Set(reading.weekdays.map(({ index }) => index));
  for (let offset = -7; offset <= 7; offset++)
    if (named.has(at(offset).getUTCDay())) near.push(at(offset));
  const days = near.map((day) => ({ day, isNear: true }));
  for (const { day, month, year } of reading.dates) {
    if (day === undefined) continue;
    const date = new Date(Date.UTC(year ?? publishedAt.getUTCFullYear(), month - 1, day));
    const isNear = Math.abs(date.getTime() - publishedAt.getTime()) <= 7 * DAY_MS;
    days.push({ day: date, isNear });
  }
  return days;
}

export interface SourceDay {
  readonly day: Date;
  /** So near that its weekday alone says which day is meant. */
  readonly isNear: boolean;
}

/** In the evening of one zone it is the next day of another. */
const ZONES_MS = [0, 2 * HOUR_MS];

/** @returns Whether a source names, by its weekday or date, the day so many days from its own. */
export function speaksOfDay({ reading, publishedAt }: SourceReading, offset: number): boolean {
  if (publishedAt === null) return false;
  return ZONES_MS.some((zoneMs) => {
    const day = new Date(publishedAt.getTime() + zoneMs + offset * DAY_MS);
    return (
      reading.weekdays.some(({ index }) => index === day.getUTCDay()) ||
      reading.dates.some(
        (one) => one.day === day.getUTCDate() && one.month === day.getUTCMonth() + 1,
      )
    );
  });
}
