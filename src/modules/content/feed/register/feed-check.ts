import { Injectable } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { type FeedOverview, isFresh } from './feed-entry.js';
import { FeedEntryRepository } from './feed-entry.repository.js';
import { type FeedRead, FeedRound } from './feed-round.js';

/** What one feed is good for now. */
export interface CheckedFeed {
  readonly feed: FeedOverview;
  /** Its server gave a document, now or when it was last allowed to be asked. */
  readonly answers: boolean;
  /** What it gave reads as a feed; null where it gave nothing. */
  readonly parses: boolean | null;
  /** Its newest article is as young as it should be; null where none is dated. */
  readonly isFresh: boolean | null;
  readonly isWell: boolean;
  /** What is wrong, in a sentence. */
  readonly reason: string | null;
  readonly durationMs: number;
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'failing', 'told_to_wait']);

/** Tells of every feed whether it answers, parses and is fresh. */
@Injectable()
export class FeedCheck {
  constructor(
    private readonly entries: FeedEntryRepository,
    private readonly round: FeedRound,
  ) {}

  /**
   * Asks the named feeds, or all that are not off; one whose server may not be asked yet is judged by its last answer.
   * @throws InvalidInput naming an id that is none.
   */
  async check(ids: readonly string[], signal: AbortSignal): Promise<CheckedFeed[]> {
    const all = await this.entries.all();
    const unknown = ids.find((id) => !all.some((feed) => feed.id === id));
    if (unknown !== undefined)
      throw new InvalidInput([{ field: 'id', rule: `"${unknown}" is not the id of a feed` }]);
    const wanted = all.filter(({ id, isEnabled }) =>
      ids.length > 0 ? ids.includes(id) : isEnabled,
    );
    const reads = await this.round.read(wanted, signal);
    const known = new Map((await this.entries.overview()).map((feed) => [feed.id, feed]));
    return reads.flatMap((read) => {
      const feed = known.get(read.feed.id);
      return feed ? [judged(read, feed)] : [];
    });
  }
}

function judged(read: FeedRead, feed: FeedOverview): CheckedFeed {
  const failure =
    read.reason ?? (FAILED.has(feed.state) ? (feed.reason ?? 'It does not answer.') : undefined);
  const isUnreadable =
    read.reason === undefined
      ? failure !== undefined && feed.isUnreadable
      : (read.isUnreadable ?? feed.isUnreadable);
  const answers = failure === undefined || isUnreadable;
  const fresh = failure === undefined ? isFresh(feed, new Date()) : null;
  const isStale =
    failure === undefined && (fresh === false || (feed.articles === 0 && fresh === null));
  return {
    feed,
    answers,
    parses: answers ? !isUnreadable : null,
    isFresh: fresh,
    isWell: failure === undefined && !isStale,
    reason: failure ?? (isStale ? staleness(feed) : null),
    durationMs: read.durationMs,
  };
}

function staleness({ articles, freshWithinHours }: FeedOverview): string {
  return articles === 0
    ? 'It holds no article.'
    : `Its newest article is older than ${freshWithinHours} hours.`;
}
