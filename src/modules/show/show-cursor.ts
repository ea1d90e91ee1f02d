import { InvalidInput } from '#kernel';
import type { Show } from './show.entity.js';

/** Where a page ended: opaque to clients, exact for us. */
export function cursorOf({ createdAt, id }: Pick<Show, 'createdAt' | 'id'>): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');
}

/** @throws InvalidInput */
export function readCursor(cursor: string): { createdAt: Date; id: string } {
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    const date = new Date(createdAt ?? '');
    if (!Number.isNaN(date.getTime()) && /^[0-9a-f-]{36}$/.test(id ?? ''))
      return { createdAt: date, id: id as string };
  } catch {
    // Falls through: whatever it was, it is no cursor of ours.
  }
  throw new InvalidInput([{ field: 'cursor', rule: 'must be the next_cursor of a page before' }]);
}
