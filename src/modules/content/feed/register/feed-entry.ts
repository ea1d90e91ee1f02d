import type { Feed } from '../feed.js';

/** A feed as the house lists it. An empty `language` means any: its articles tell theirs. */
export interface SeededFeed extends Feed {
  /** Unasked it is read no more often than this, 5 to 1440; beyond that its own rhythm decides. */
  readonly fetchIntervalMinutes: number;
  /** Its newest article should be younger than this, hours. */
  readonly freshWithinHours: number;
}

export interface FeedEntry extends SeededFeed {
  readonly isEnabled: boolean;
  /** It ships with RadioX. */
  readonly isSeeded: boolean;
  /** Of its fields: 1 where nobody has changed them. */
  readonly version: number;
}

/** What a producer may say of a feed. */
export type FeedFields = Omit<FeedEntry, 'id' | 'isSeeded' | 'version'>;

/** What a feed may be. `off`: nobody reads it; `never_read`: nobody has yet; the others as its last reading ended. */
export const FEED_STATES = [
  'fresh',
  'not_modified',
  'failed',
  'failing',
  'told_to_wait',
  'never_read',
  'off',
] as const;
export type FeedState = (typeof FEED_STATES)[number];

/** A feed with what became of it when it was last read. */
export interface FeedOverview extends FeedEntry {
  readonly state: FeedState;
  /** When it last answered. */
  readonly fetchedAt: Date | null;
  /** In a row. */
  readonly failures: number;
  /** Why it failed, in a sentence. */
  readonly reason: string | null;
  /** Its document was ill-formed: what could be read of it was read. */
  readonly isFlagged: boolean;
  /** It failed because what came does not read as a feed. */
  readonly isUnreadable: boolean;
  /** When it is read again by itself; null where it is off. */
  readonly nextFetchAt: Date | null;
  /** Of its articles those that are stored. */
  readonly articles: number;
  /** When the newest of them was published; null where none is dated. */
  readonly newestAt: Date | null;
}

/** The kinds of news that may be none: nothing blocks the road, no storm comes. */
export function maybeEmpty({ category }: Pick<Feed, 'category'>): boolean {
  return category === 'traffic' || category === 'weather';
}

/** Whether the newest article is as young as it should be; null where nothing tells. */
export function isFresh(
  feed: Pick<FeedOverview, 'category' | 'freshWithinHours' | 'articles' | 'newestAt'>,
  now: Date,
): boolean | null {
  if (feed.newestAt === null) return feed.articles === 0 && maybeEmpty(feed) ? true : null;
  return now.getTime() - feed.newestAt.getTime() <= feed.freshWithinHours * 3600_000;
}
