import { isUUID } from 'class-validator';
import { InvalidInput } from '#kernel';

/** Where a list by time and id ended. */
export interface MomentAndId {
  readonly createdAt: Date;
  readonly id: string;
}

/** As `toISOString` writes it from the year 0 to 9999: no more is read by PostgreSQL either. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Where a page ended: opaque to clients, exact for us. */
export function cursorAt({ createdAt, id }: MomentAndId): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');
}

/** @throws InvalidInput */
export function readCursorAt(cursor: string): MomentAndId {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [at, id] = Array.isArray(read) ? (read as unknown[]) : [];
    const createdAt = new Date(typeof at === 'string' && MOMENT.test(at) ? at : NaN);
    if (!Number.isNaN(createdAt.getTime()) && typeof id === 'string' && isUUID(id))
      return { createdAt, id };
  } catch {
    // Falls through: whatever it was, it is no cursor of ours.
  }
  throw new InvalidInput([{ field: 'cursor', rule: 'must be the next_cursor of a page before' }]);
}
