import { type Page, PageDto } from '#platform/stored';
import type { Category } from '../../story/story.js';
import { type FeedOverview, type FeedState, isFresh } from './feed-entry.js';
import { toWire } from './feeds.dto.js';

const HOUR_MS = 3600_000;

/** A feed and what became of it when it was last read. */
export class FeedDto {
  readonly id: string;
  /** The publisher as a host says it; empty until the feed has said how it calls itself. */
  readonly outlet: string;
  readonly url: string;
  readonly category: Category;
  /** ISO 639-1, or `any`. */
  readonly language: string;
  /** 1 (could be missed) to 10 (the house relies on it). */
  readonly priority: number;
  /** 0.1 to 5: how much its articles count in the ranking. */
  readonly weight: number;
  /** Unasked it is read no more often than this, minutes; beyond that its own rhythm decides. */
  readonly fetch_interval_minutes: number;
  /** Its newest article should be younger than this, hours. */
  readonly fresh_within_hours: number;
  /** Items read of it at most. */
  readonly max_items: number;
  /** Seconds. */
  readonly timeout_s: number;
  /** Channels that read it; empty means all. */
  readonly channels: string[];
  /** Whether it is read at all. */
  readonly enabled: boolean;
  /** Whether it ships with RadioX. */
  readonly is_seeded: boolean;
  /** For If-Match: `"v<version>"`. */
  readonly version: number;
  readonly state: FeedState;
  /** When it last answered. */
  readonly fetched_at: Date | null;
  /** In a row. */
  readonly failures: number;
  /** Why it failed, in a sentence. */
  readonly reason: string | null;
  /** Its document was ill-formed: what could be read of it was read. */
  readonly is_flagged: boolean;
  /** When it is read again by itself, by its rhythm; null where it is off. */
  readonly next_fetch_at: Date | null;
  /** Of its articles those that are stored. */
  readonly articles: number;
  /** Null where none is dated. */
  readonly newest_article_at: Date | null;
  /** Hours. */
  readonly newest_article_age_hours: number | null;
  /** Whether its newest article is as young as it should be; null where that is not known. */
  readonly is_fresh: boolean | null;

  constructor(feed: FeedOverview, now: Date) {
    this.id = feed.id;
    this.outlet = feed.outlet;
    this.url = feed.url;
    this.category = feed.category;
    this.language = toWire(feed.language);
    this.priority = feed.priority;
    this.weight = feed.weight;
    this.fetch_interval_minutes = feed.fetchIntervalMinutes;
    this.fresh_within_hours = feed.freshWithinHours;
    this.max_items = feed.itemsMax;
    this.timeout_s = feed.timeoutMs / 1000;
    this.channels = [...feed.channels];
    this.enabled = feed.isEnabled;
    this.is_seeded = feed.isSeeded;
    this.version = feed.version;
    this.state = feed.state;
    this.fetched_at = feed.fetchedAt;
    this.failures = feed.failures;
    this.reason = feed.reason;
    this.is_flagged = feed.isFlagged;
    this.next_fetch_at = feed.nextFetchAt;
    this.articles = feed.articles;
    this.newest_article_at = feed.newestAt;
    this.newest_article_age_hours = ageHours(feed.newestAt, now);
    this.is_fresh = isFresh(feed, now);
  }
}

/** A page of feeds, by id. */
export class FeedsDto extends PageDto {
  readonly items: FeedDto[];
  /** How many that match, on all pages, are in each state. */
  readonly by_state: Record<string, number>;

  constructor(matching: readonly FeedOverview[], page: Page<FeedOverview>, now: Date) {
    super(page);
    this.items = page.items.map((feed) => new FeedDto(feed, now));
    this.by_state = {};
    for (const { state } of matching) this.by_state[state] = (this.by_state[state] ?? 0) + 1;
  }
}

/** A round of reading that was asked for. */
export class FeedRefreshDto {
  /** UUID. */
  readonly job_id!: string;
  /** Feeds that it reads. */
  readonly feeds!: number;
  readonly links!: FeedRefreshLinksDto;
}

/** Addresses relative to this station. */
export class FeedRefreshLinksDto {
  /** How far it is; for operators. */
  readonly job!: string;
  /** What became of each feed. */
  readonly feeds!: string;
}

/** A feed of a file that was not taken. */
export class SkippedFeedDto {
  readonly url!: string;
  /** A sentence. */
  readonly reason!: string;
}

/** What became of a file of feeds. */
export class OpmlImportDto {
  /** Ids. */
  readonly added!: string[];
  /** Ids of feeds that were there and are now as the file says. */
  readonly updated!: string[];
  readonly skipped!: SkippedFeedDto[];
}

function ageHours(moment: Date | null, now: Date): number | null {
  if (moment === null) return null;
  return Math.round(Math.max(0, now.getTime() - moment.getTime()) / (HOUR_MS / 10)) / 10;
}
