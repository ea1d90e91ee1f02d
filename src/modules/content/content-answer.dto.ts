import { StoryDto } from './content.dto.js';
import type { News } from './content.service.js';
import type { FeedOutcome, FeedStatus } from './feed/feed.repository.js';
import type { Feed } from './feed/feed.js';
import type { Category, Story } from './story/story.js';

export class StoriesDto {
  /** Best first. */
  readonly items: StoryDto[];
  /** How many `items` there are. */
  readonly total: number;

  constructor(stories: readonly Story[]) {
    this.items = stories.map((story) => new StoryDto(story));
    this.total = stories.length;
  }
}

/** A feed that gave nothing this time. */
export class FailedFeedDto {
  readonly outlet!: string;
  /** A sentence. */
  readonly reason?: string;
}

/** Today's stories. */
export class NewsDto extends StoriesDto {
  /** Whether they are invented: the sample newsroom. */
  readonly is_sample: boolean;
  readonly feeds_failed: FailedFeedDto[];
  /** Sentences: what is less than was asked for, and why. */
  readonly warnings: string[];

  constructor({ stories, reports, isSample, warnings }: News) {
    super(stories);
    this.is_sample = isSample;
    this.feeds_failed = reports
      .filter(({ state }) => state === 'failed')
      .map(({ outlet, reason }) => ({ outlet, ...(reason !== undefined && { reason }) }));
    this.warnings = [...warnings];
  }
}

/** A seeded feed and what became of it when it was last read. */
export class FeedDto {
  readonly id: string;
  /** The publisher as a host says it. */
  readonly outlet: string;
  readonly url: string;
  readonly category: Category;
  /** ISO 639-1. */
  readonly language: string;
  /** 1 (could be missed) to 10 (the house relies on it). */
  readonly priority: number;
  /** 0.1 to 5: how much its articles count in the ranking. */
  readonly weight: number;
  /** Items read of it at most. */
  readonly max_items: number;
  /** Seconds. */
  readonly timeout_s: number;
  /** Channels that read it; empty means all. */
  readonly channels: string[];
  readonly state: FeedOutcome | 'never_read';
  readonly fetched_at: Date | null;
  /** In a row. */
  readonly failures: number;
  /** Why it failed, in a sentence. */
  readonly reason: string | null;
  /** When it is read again by itself, by the rhythm in which it publishes; five minutes to a day apart. */
  readonly next_fetch_at: Date | null;

  constructor(feed: Feed, status: FeedStatus | undefined) {
    this.id = feed.id;
    this.outlet = feed.outlet;
    this.url = feed.url;
    this.category = feed.category;
    this.language = feed.language;
    this.priority = feed.priority;
    this.weight = feed.weight;
    this.max_items = feed.itemsMax;
    this.timeout_s = feed.timeoutMs / 1000;
    this.channels = [...feed.channels];
    this.state = (status?.state as FeedOutcome | null | undefined) ?? 'never_read';
    this.fetched_at = status?.fetchedAt ?? null;
    this.failures = status?.failures ?? 0;
    this.reason = status?.reason ?? null;
    this.next_fetch_at = status?.nextFetchAt ?? null;
  }
}

export class FeedsDto {
  readonly items: FeedDto[];
  /** How many `items` there are. */
  readonly total: number;

  constructor(
    feeds: ReadonlyArray<{ readonly feed: Feed; readonly status: FeedStatus | undefined }>,
  ) {
    this.items = feeds.map(({ feed, status }) => new FeedDto(feed, status));
    this.total = feeds.length;
  }
}
