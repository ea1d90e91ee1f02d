import { redact } from '#platform/config';
import { cursorAt } from '#platform/stored';
import { shortAnswer } from './show.answer.js';
import type { ShowsDto } from './show-answer.dto.js';
import type { Show } from './show.entity.js';

/** As it was written for a page of the database, which the cache shares and nobody changes. */
const written = new WeakMap<readonly Show[], Buffer>();

/**
 * A page as JSON, masked, in the bytes that are sent. It is written once for as long as the cache keeps its shows:
 * what makes them old there gives another list, and so another page. Of one list every caller wants the same limit,
 * which is part of its key.
 * @param shows One more than `limit` where there is a next page.
 */
export function showsPage(shows: readonly Show[], limit: number): Buffer {
  const known = written.get(shows);
  if (known) return known;
  const items = shows.slice(0, limit);
  const last = shows.length > limit ? items.at(-1) : undefined;
  const page: ShowsDto = {
    items: items.map(shortAnswer),
    next_cursor: last ? cursorAt(last) : null,
  };
  const bytes = Buffer.from(redact(JSON.stringify(page)));
  written.set(shows, bytes);
  return bytes;
}
