import { Injectable } from '@nestjs/common';
import { FeedUnreadable } from '../feed-failed.js';
import { FeedReader, READING_MS_MAX } from '../feed-reader.js';
import type { FeedEntry } from './feed-entry.js';
import { FeedEntryRepository } from './feed-entry.repository.js';

/** Feeds at once; the pool of connections bounds those to one host. */
const AT_ONCE_MAX = 16;
/** A reading ends before its claim does, with what is stored of it; whoever dies meanwhile blocks nobody for long. */
const CLAIM_MS = READING_MS_MAX + 30_000;

/** What became of one feed. `busy`: somebody else in the fleet reads it. */
export type ReadOutcome = 'fresh' | 'not_modified' | 'failed' | 'busy';

export interface FeedRead {
  readonly feed: FeedEntry;
  readonly outcome: ReadOutcome;
  /** Newest first, or as the feed has them. */
  readonly publishedAt: ReadonlyArray<Date | null>;
  readonly durationMs: number;
  /** Why it failed, in a sentence. */
  readonly reason?: string;
  /** It failed because what came does not read as a feed. */
  readonly isUnreadable?: boolean;
}

/** Reads feeds outside of shows, each by one reader in the fleet at a time. */
@Injectable()
export class FeedRound {
  constructor(
    private readonly entries: FeedEntryRepository,
    private readonly reader: FeedReader,
  ) {}

  /**
   * Reads these feeds side by side; one that fails costs nobody else anything.
   * @param onRead Told of each as it ends.
   * @throws The signal's reason.
   */
  async read(
    feeds: readonly FeedEntry[],
    signal: AbortSignal,
    onRead: (read: FeedRead) => void = () => undefined,
  ): Promise<FeedRead[]> {
    const reads = new Map<string, FeedRead>();
    const queue = [...feeds];
    const line = async () => {
      for (let feed = queue.shift(); feed && !signal.aborted; feed = queue.shift()) {
        const read = await this.#one(feed, signal);
        reads.set(feed.id, read);
        onRead(read);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE_MAX, feeds.length) }, line));
    signal.throwIfAborted();
    return feeds.flatMap(({ id }) => reads.get(id) ?? []);
  }

  async #one(feed: FeedEntry, signal: AbortSignal): Promise<FeedRead> {
    const startedMs = performance.now();
    const of = (outcome: ReadOutcome, more: Partial<FeedRead> = {}): FeedRead => {
      const durationMs = Math.round(performance.now() - startedMs);
      return { feed, outcome, publishedAt: [], durationMs, ...more };
    };
    const claim = await this.entries.claim(feed.id, CLAIM_MS);
    if (claim === undefined) return of('busy');
    try {
      const { state, articles, reason } = await this.reader.read(feed, signal);
      const publishedAt = articles.map((article) => article.publishedAt);
      if (state === 'fresh' || state === 'not_modified') return of(state, { publishedAt });
      return of('failed', { publishedAt, ...(reason !== undefined && { reason }) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return of('failed', { reason, isUnreadable: error instanceof FeedUnreadable });
    } finally {
      await this.entries.release(feed.id, claim);
    }
  }
}
