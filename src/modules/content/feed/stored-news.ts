import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Article } from '../story/story.js';
import type { Feed } from './feed.js';

/** More than any show chooses from. */
const ARTICLES_MAX = 3_000;
/** Of one statement, so that it locks nothing for long. */
const PRUNED_AT_ONCE = 5_000;
/** Of one run; what is left goes with the next. */
const PRUNES_MAX = 100;

/** Articles of earlier readings: for when no feed answers, and for as long as they are worth keeping. */
@Injectable()
export class StoredNews {
  constructor(private readonly database: Database) {}

  /** Dated articles of these feeds, newest first, by `article_feed_idx`. */
  async since(feeds: readonly Feed[], since: Date, now: Date): Promise<Article[]> {
    const perFeed = Math.max(...feeds.map(({ itemsMax }) => itemsMax), 1);
    return this.database.query<Article>(
      `select held.* from unnest($1::text[]) as wanted(id) cross join lateral (
         select id, feed_id as "feedId", outlet, title, summary, body, link, language, category,
                published_at as "publishedAt", reading_minutes as "readingMinutes"
           from article where feed_id = wanted.id and published_at between $2 and $3
          order by published_at desc limit $4) held
        order by held."publishedAt" desc, held.id limit $5`,
      [feeds.map(({ id }) => id), since, now, perFeed, ARTICLES_MAX],
    );
  }

  /**
   * Removes articles that no feed has held for so many days. A feed of which nothing is left is asked for all of its
   * document: "nothing has changed" would leave it empty.
   * @returns How many.
   */
  async prune(days: number, signal: AbortSignal): Promise<number> {
    let pruned = 0;
    for (let run = 0; run < PRUNES_MAX && !signal.aborted; run++) {
      const rows = await this.database.query<{ feed_id: string }>(
        `delete from article where id in (
           select id from article where seen_at < now() - make_interval(days => $1) order by seen_at limit ${PRUNED_AT_ONCE})
         returning feed_id`,
        [days],
      );
      pruned += rows.length;
      await this.database.query(
        `update feed_state set etag = null, last_modified = null
          where feed_id = any($1) and not exists (select from article where article.feed_id = feed_state.feed_id)`,
        [[...new Set(rows.map(({ feed_id }) => feed_id))]],
      );
      if (rows.length < PRUNED_AT_ONCE) break;
    }
    return pruned;
  }

  /** Forgets what channels told so many days ago. @returns How many. */
  async pruneTold(days: number): Promise<number> {
    const rows = await this.database.query(
      `delete from told_article where ctid in (
         select ctid from told_article where told_at < now() - make_interval(days => $1) limit ${PRUNED_AT_ONCE * 10})
       returning 1 as told`,
      [days],
    );
    return rows.length;
  }
}
