export { cursorAt, type MomentAndId, readCursorAt } from './moment-cursor.js';
export { newestAfter, newestCursor, type NewestKey } from './newest-cursor.js';
export {
  cursorAfter,
  IsFlag,
  keyAfter,
  type Page,
  PageDto,
  pageOf,
  PageQueryDto,
} from './page.dto.js';
export {
  AlreadyStored,
  NotStored,
  type Noun,
  StoredChanged,
  StoredInUse,
  TooManyStored,
} from './stored.problems.js';
export { type Narrowing, type Stored, type StoredKind, StoredThings } from './stored-things.js';
export { IfMatch, Revalidated, VersionedAnswer, type VersionedBody } from './versioned-answer.js';
