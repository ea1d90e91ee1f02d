import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Article } from '../story/story.js';
import type { FeedPace } from './document/pace.js';
import type { Feed } from './feed.js';
import type { Turn } from './rhythm.js';

/** What is remembered of a feed between fetches, kept verbatim as the server said it. */
export interface FeedState {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** After permanent redirects. */
  readonly url: string;
  /** Not asked again before this moment, whoever wants it. */
  readonly notBefore: Date;
  /** Should be read again then, by the rhythm in which it publishes. */
  readonly nextFetchAt: Date;
  /** As its document asked: an answer without one changes nothing of it. */
  readonly pace: FeedPace;
  /** Its document was ill-formed: what could be read of it was read. */
  readonly isFlagged: boolean;
}

/** The same with what became of it last time. */
export interface KnownFeed extends FeedState {
  readonly state: FeedOutcome;
  readonly reason: string | null;
  /** In a row. */
  readonly failures: number;
  /** A document came and could not be read. */
  readonly isUnreadable: boolean;
}

/** `told_to_wait`: the server refused and said for how long. `failing`: it has failed again and again. */
export type FeedOutcome = 'fresh' | 'not_modified' | 'failed' | 'failing' | 'told_to_wait';

export interface FeedFailure extends Turn {
  readonly state: 'failed' | 'failing' | 'told_to_wait';
  /** A sentence. */
  readonly reason: string;
  readonly isUnreadable: boolean;
}

/** A feed and the address at which it is listed. */
type FeedAsked = Pick<Feed, 'id' | 'url'>;

export interface FeedStatus {
  readonly feedId: string;
  readonly fetchedAt: Date | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly failures: number;
  /** Read again then by itself. */
  readonly nextFetchAt: Date;
  /** After permanent redirects. */
  readonly url: string;
}

interface ArticleRow {
  readonly id: string;
  readonly feed_id: string;
  readonly outlet: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly link: string;
  readonly language: string;
  readonly category: Article['category'];
  readonly published_at: Date | null;
  readonly reading_minutes: number | null;
}

/** Of a feed that changes often, those that have left it meanwhile are still news. */
const ARTICLES_PER_FEED_MIN = 200;

/** What is shown of feeds may be this old, milliseconds: a round of fetches changes dozens of rows. */
const STATUSES_KEPT_MS = 2_000;

@Injectable()
export class FeedRepository {
  constructor(private readonly database: Database) {
    database.onPreload('feeds', () => this.statuses());
  }

  /** What is known of a feed at its address of today: what was said of another is worth nothing. */
  async state({ id, url }: FeedAsked): Promise<KnownFeed | undefined> {
    const [row] = await this.database.query<KnownFeed>(
      `select etag, last_modified as "lastModified", url, not_before as "notBefore", pace,
              next_fetch_at as "nextFetchAt", state, reason, failures,
              is_flagged as "isFlagged", is_unreadable as "isUnreadable"
         from feed_state where feed_id = $1 and for_url = $2`,
      [id, url],
    );
    return row;
  }

  async succeeded({ id, url }: FeedAsked, state: FeedState, outcome: FeedOutcome): Promise<void> {
    await this.database.query(
      `insert into feed_state (feed_id, for_url, url, etag, last_modified, next_fetch_at, not_before, pace, is_flagged,
         state, fetched_at, failures)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), 0)
       on conflict (feed_id) do update set for_url = excluded.for_url, url = excluded.url, etag = excluded.etag,
         last_modified = excluded.last_modified, next_fetch_at = excluded.next_fetch_at,
         not_before = excluded.not_before, pace = excluded.pace, is_flagged = excluded.is_flagged,
         state = excluded.state, fetched_at = now(), failures = 0, reason = null, is_unreadable = false`,
      [
        id,
        url,
        state.url,
        state.etag,
        state.lastModified,
        state.nextFetchAt,
        state.notBefore,
        JSON.stringify(state.pace),
        state.isFlagged,
        outcome,
      ],
    );
    await this.database.changed('feed_state');
  }

  /**
   * Counts a failure. Of several that happened to the same feed at the same time, one: whoever comes late finds
   * that it rests by now.
   * @param failureOf What it means that this is the n-th in a row.
   */
  async failed(
    { id, url }: FeedAsked,
    failureOf: (failures: number) => FeedFailure,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.query('delete from feed_state where feed_id = $1 and for_url <> $2', [
        id,
        url,
      ]);
      const [known] = await this.database.query<{ failures: number; rests: boolean }>(
        'select failures, not_before > now() as rests from feed_state where feed_id = $1 for update',
        [id],
      );
      if (known?.rests === true) return;
      const failures = (known?.failures ?? 0) + 1;
      const { state, reason, isUnreadable, notBefore, nextFetchAt } = failureOf(failures);
      const told = reason.replaceAll('\0', '').slice(0, 500);
      await this.database.query(
        `insert into feed_state (feed_id, for_url, url, next_fetch_at, state, reason, not_before, is_unreadable, failures)
         values ($1, $2, $2, $3, $4, $5, $6, $7, $8)
         on conflict (feed_id) do update set state = excluded.state, reason = excluded.reason,
           next_fetch_at = excluded.next_fetch_at, not_before = excluded.not_before,
           is_unreadable = excluded.is_unreadable, failures = excluded.failures`,
        [id, url, nextFetchAt, state, told, notBefore, isUnreadable, failures],
      );
    });
    await this.database.changed('feed_state');
  }

  statuses(): Promise<FeedStatus[]> {
    const query = () =>
      this.database.query<FeedStatus>(
        `select feed_id as "feedId", fetched_at as "fetchedAt", state, reason, failures,
                next_fetch_at as "nextFetchAt", url from feed_state`,
      );
    const of = { tables: ['feed_state'] };
    return this.database.cachedQuery('feed_statuses', STATUSES_KEPT_MS, query, of);
  }

  /** Adds and renews the articles of one feed in one statement. */
  async upsert(feed: Feed, articles: readonly Article[]): Promise<void> {
    const rows = articles.map((article) => ({
      id: article.id,
      title: article.title,
      summary: article.summary,
      body: article.body,
      link: article.link,
      language: article.language,
      category: article.category,
      published_at: article.publishedAt,
      reading_minutes: article.readingMinutes ?? null,
    }));
    await this.database.query(
      `insert into article (id, feed_id, outlet, title, summary, body, link, language, category, published_at,
         reading_minutes)
       select id, $1, $2, title, summary, body, link, language, category, published_at, reading_minutes
         from jsonb_to_recordset($3::jsonb) as row(id text, title text, summary text, body text,
              link text, language text, category text, published_at timestamptz, reading_minutes smallint)
       on conflict (id) do update set title = excluded.title, summary = excluded.summary,
         body = excluded.body, link = excluded.link, outlet = excluded.outlet, language = excluded.language,
         category = excluded.category, published_at = coalesce(excluded.published_at, article.published_at),
         reading_minutes = excluded.reading_minutes, seen_at = now()`,
      [feed.id, feed.outlet, JSON.stringify(rows)],
    );
  }

  /** Newest first, by `article_feed_idx`. */
  async ofFeed({ id, itemsMax }: Feed): Promise<Article[]> {
    const rows = await this.database.query<ArticleRow>(
      'select * from article where feed_id = $1 order by published_at desc nulls last limit $2',
      [id, Math.max(itemsMax, ARTICLES_PER_FEED_MIN)],
    );
    return rows.map(toArticle);
  }
}

function toArticle(row: ArticleRow): Article {
  return {
    id: row.id,
    feedId: row.feed_id,
    outlet: row.outlet,
    title: row.title,
    summary: row.summary,
    body: row.body,
    link: row.link,
    language: row.language,
    category: row.category,
    publishedAt: row.published_at,
    readingMinutes: row.reading_minutes,
  };
}
