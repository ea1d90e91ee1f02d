import type { Category } from '../story/story.js';

/** Where articles come from. */
export interface Feed {
  readonly id: string;
  readonly url: string;
  /** The publisher as a host would say it. */
  readonly outlet: string;
  readonly category: Category;
  /** 1 (could be missed) to 10 (the house relies on it). */
  readonly priority: number;
  /** 0.1 to 5: how much its articles count in the ranking. */
  readonly weight: number;
  /** ISO 639-1. */
  readonly language: string;
  /** Channels that read it; empty means all. */
  readonly channels: readonly string[];
  readonly itemsMax: number;
  readonly timeoutMs: number;
}

/** What became of one feed in one round. */
export interface FeedReport {
  readonly feedId: string;
  readonly outlet: string;
  readonly state: 'fresh' | 'not_modified' | 'failed';
  /** Newsworthy articles that it gave. */
  readonly articles: number;
  /** Items that its document held, newsworthy or not; where one was read. */
  readonly items?: number;
  /** Why it failed, in a sentence. */
  readonly reason?: string;
}
