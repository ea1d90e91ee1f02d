import { InvalidInput } from '#kernel';
import { cursorAfter, keyAfter } from './page.dto.js';

/** Where a page of what is newest first ended. */
export interface NewestKey {
  /** ISO 8601 in UTC, to the millisecond or microsecond: as exactly as the database has it. */
  readonly createdAt: string;
  /** UUID. */
  readonly id: string;
}

const KEY =
  /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{3})?Z ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to clients, exact for us. */
export function newestCursor({ createdAt, id }: NewestKey): string {
  return cursorAfter(`${createdAt} ${id}`);
}

/** @throws InvalidInput where it is none of ours: the database would refuse it. */
export function newestAfter(cursor: string | undefined): NewestKey | undefined {
  const key = keyAfter(cursor);
  if (key === undefined) return undefined;
  const [, toMs = '', microseconds = '', id = ''] = KEY.exec(key) ?? [];
  const at = new Date(`${toMs}Z`);
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString() === `${toMs}Z`;
  if (isDay) return { createdAt: `${toMs}${microseconds}Z`, id };
  throw new InvalidInput([{ field: 'cursor', rule: 'must be the next_cursor of a page before' }]);
}
