import type { Desk } from '../telling/desk.js';

/** From here on the age of stored news is said in days. */
const AGED_HOURS_MIN = 48;

/** @returns What a listener has to know before the news: that it is invented, or that it is not of now. */
export function noticesOf({
  request,
  book,
  picker,
}: Pick<Desk, 'request' | 'book' | 'picker'>): string[] {
  if (request.isSample) return [picker.any(book.sample)];
  const hours = request.storedNewsAgeHours;
  if (hours === undefined) return [];
  const age =
    hours < AGED_HOURS_MIN
      ? book.hoursAgo(Math.floor(hours))
      : book.daysAgo(Math.floor(hours / 24));
  return [picker.any(book.storedNews, { age })];
}
