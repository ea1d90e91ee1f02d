import { newestAfter, newestCursor } from './newest-cursor.js';

/** Where a list by time and id ended, for what has its times to the millisecond. */
export interface MomentAndId {
  readonly createdAt: Date;
  readonly id: string;
}

/** Where a page ended: opaque to clients, exact for us. */
export function cursorAt({ createdAt, id }: MomentAndId): string {
  return newestCursor({ createdAt: createdAt.toISOString(), id });
}

/** @throws InvalidInput */
export function readCursorAt(cursor: string | undefined): MomentAndId | undefined {
  const key = newestAfter(cursor);
  return key && { createdAt: new Date(key.createdAt), id: key.id };
}
