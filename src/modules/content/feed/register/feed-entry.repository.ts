import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { canonicalAddress } from './feed-address.js';
import type { FeedEntry, FeedOverview, FeedState, SeededFeed } from './feed-entry.js';

/** What shows read may be this old where another process has changed it, milliseconds. */
const ENTRIES_KEPT_MS = 5_000;
/** What is shown of feeds may be this old: a round of reading changes dozens of rows. */
const OVERVIEW_KEPT_MS = 2_000;
const OF_FEEDS = { tables: ['feed'] };
const OF_STATES = { tables: ['feed', 'feed_state'] };

const FIELDS = `feed.id, feed.url, feed.outlet, feed.category, feed.language, feed.priority, feed.weight, feed.channels,
  feed.fetch_interval_minutes as "fetchIntervalMinutes", feed.fresh_within_hours as "freshWithinHours",
  feed.items_max as "itemsMax", feed.timeout_ms as "timeoutMs", feed.is_enabled as "isEnabled",
  feed.is_seeded as "isSeeded", feed.version`;

/** What was said of the address at which the feed is listed today. */
const STATE = 'feed_state on feed_state.feed_id = feed.id and feed_state.for_url = feed.url';

const SHOWN_STATE = `case when feed.is_enabled then coalesce(feed_state.state, 'never_read') else 'off' end`;

/** When a feed is read again by itself: by its rhythm, and no more often than the producer says. */
const DUE = `greatest(feed_state.next_fetch_at,
  feed_state.fetched_at + make_interval(mins => feed.fetch_interval_minutes))`;

/** Columns by field, as they are written. */
const COLUMNS: ReadonlyArray<readonly [keyof FeedEntry | 'canonicalUrl', string, string]> = [
  ['url', 'url', 'text'],
  ['canonicalUrl', 'canonical_url', 'text'],
  ['outlet', 'outlet', 'text'],
  ['category', 'category', 'text'],
  ['language', 'language', 'text'],
  ['priority', 'priority', 'smallint'],
  ['weight', 'weight', 'real'],
  ['channels', 'channels', 'text[]'],
  ['fetchIntervalMinutes', 'fetch_interval_minutes', 'smallint'],
  ['freshWithinHours', 'fresh_within_hours', 'smallint'],
  ['itemsMax', 'items_max', 'smallint'],
  ['timeoutMs', 'timeout_ms', 'integer'],
  ['isEnabled', 'is_enabled', 'boolean'],
];
const NAMES = COLUMNS.map(([, column]) => column).join(', ');
const ROW = COLUMNS.map(([field, , type]) => `"${field}" ${type}`).join(', ');
const VALUES = COLUMNS.map(([field]) => `"${field}"`).join(', ');

@Injectable()
export class FeedEntryRepository {
  constructor(private readonly database: Database) {
    database.onPreload('feed entries', () => this.all());
  }

  /** Every feed, by the bytes of its id as pages compare them: at most two thousand. */
  all(): Promise<FeedEntry[]> {
    const query = () =>
      this.database.query<FeedEntry>(`select ${FIELDS} from feed order by feed.id collate "C"`);
    return this.database.cachedQuery('feed_entries', ENTRIES_KEPT_MS, query, OF_FEEDS);
  }

  /** By the primary key, as it is now. */
  async find(id: string): Promise<FeedEntry | undefined> {
    const [row] = await this.database.query<FeedEntry>(
      `select ${FIELDS} from feed where feed.id = $1`,
      [id],
    );
    return row;
  }

  /** The id of the feed that has this address, however it is written. */
  async idByAddress(address: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      'select id from feed where canonical_url = $1',
      [canonicalAddress(address)],
    );
    return row?.id;
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::integer as count from feed',
    );
    return row?.count ?? 0;
  }

  /** @returns Ids of those that were added; one whose address is listed already is left out. */
  async add(entries: ReadonlyArray<Omit<FeedEntry, 'version'>>): Promise<string[]> {
    if (entries.length === 0) return [];
    const rows = await this.database.query<{ id: string }>(
      `insert into feed (id, is_seeded, ${NAMES})
       select id, "isSeeded", ${VALUES}
         from jsonb_to_recordset($1::jsonb) as row(id text, "isSeeded" boolean, ${ROW})
        order by id
       on conflict do nothing returning id`,
      [JSON.stringify(entries.map(rowOf))],
    );
    await this.database.changed('feed');
    return rows.map(({ id }) => id);
  }

  /** @returns False when it has another version by now, or is gone. */
  async change(id: string, version: number, changes: Partial<FeedEntry>): Promise<boolean> {
    const row =
      changes.url === undefined ? { ...changes } : rowOf({ ...changes, url: changes.url });
    const changed = COLUMNS.filter(([field]) => Object.hasOwn(row, field));
    const sets = changed.map(([field, column]) => `${column} = row."${field}"`);
    const rows = await this.database.query<{ id: string }>(
      `update feed set ${['version = feed.version + 1', 'updated_at = now()', ...sets].join(', ')}
         from jsonb_to_record($3::jsonb) as row(${ROW}) where feed.id = $1 and feed.version = $2 returning feed.id`,
      [id, version, JSON.stringify(row)],
    );
    await this.database.changed('feed');
    return rows.length === 1;
  }

  /** Forgets what a server said. */
  async forgetState(id: string): Promise<void> {
    await this.database.query('delete from feed_state where feed_id = $1', [id]);
    await this.database.changed('feed_state');
  }

  /** Has the whole document given again at the next reading: what is made of it would be another by now. */
  async forgetValidators(feedId: string): Promise<void> {
    await this.database.query(
      'update feed_state set etag = null, last_modified = null where feed_id = $1',
      [feedId],
    );
    await this.database.changed('feed_state');
  }

  /** @returns False when it has another version by now, or is gone. */
  async remove(id: string, version: number): Promise<boolean> {
    const rows = await this.database.query<{ id: string }>(
      'delete from feed where id = $1 and version = $2 returning id',
      [id, version],
    );
    await this.database.changed('feed');
    return rows.length === 1;
  }

  /**
   * Adds the feeds that ship and were never added before, and renews those that nobody has changed. One that was
   * removed stays away.
   * @returns How many were added.
   */
  async seed(feeds: readonly SeededFeed[]): Promise<number> {
    const rows = JSON.stringify(feeds.map((feed) => rowOf({ ...feed, isEnabled: true })));
    const sets = COLUMNS.map(([field, column]) => `${column} = row."${field}"`).join(', ');
    const from = `jsonb_to_recordset($1::jsonb) as row(id text, ${ROW})`;
    const [added] = await this.database.transaction(async () => {
      await this.database.query(
        `update feed set ${sets} from ${from}
          where feed.id = row.id and feed.is_seeded and feed.version = 1
            and (${COLUMNS.map(([, column]) => `feed.${column}`).join(', ')}) is distinct from (${COLUMNS.map(([field]) => `row."${field}"`).join(', ')})
            and not exists (select from feed other where other.canonical_url = row."canonicalUrl" and other.id <> row.id)`,
        [rows],
      );
      return this.database.query<{ count: number }>(
        `with fresh as (insert into feed_seed (id) select id from ${from} order by id on conflict do nothing returning id),
           added as (insert into feed (id, is_seeded, ${NAMES})
             select row.id, true, ${COLUMNS.map(([field]) => `row."${field}"`).join(', ')}
               from ${from} join fresh on fresh.id = row.id order by row.id on conflict do nothing returning 1)
         select count(*)::integer as count from added`,
        [rows],
      );
    });
    await this.database.changed('feed');
    return added?.count ?? 0;
  }

  /** Every feed with how it does, by id. */
  async overview(): Promise<FeedOverview[]> {
    const query = () => this.#overview();
    return this.database.cachedQuery('feed_overview', OVERVIEW_KEPT_MS, query, OF_STATES);
  }

  /** One feed with how it does, as it is now. */
  async overviewOf(id: string): Promise<FeedOverview | undefined> {
    const [row] = await this.#overview(id);
    return row;
  }

  /** How many feeds are in each state. */
  async countByState(): Promise<Partial<Record<FeedState, number>>> {
    const counts: Partial<Record<FeedState, number>> = {};
    const rows = await this.database.query<{ state: FeedState; count: number }>(
      `select ${SHOWN_STATE} as state, count(*)::integer as count from feed left join ${STATE} group by 1`,
    );
    for (const { state, count } of rows) counts[state] = count;
    return counts;
  }

  /** Feeds that should be read by now, the longest overdue first; those that somebody reads are left out. */
  due(now: Date, limit: number): Promise<FeedEntry[]> {
    return this.database.query<FeedEntry>(
      `select ${FIELDS} from feed left join ${STATE}
        where feed.is_enabled and (feed_state.feed_id is null or ${DUE} <= $1)
          and (feed.reading_until is null or feed.reading_until < $1)
        order by ${DUE} nulls first, feed.id limit $2`,
      [now, limit],
    );
  }

  /** Takes the sole right to read a feed for a while. @returns What to release it with; nothing when somebody in the fleet has it. */
  async claim(id: string, forMs: number): Promise<string | undefined> {
    const [row] = await this.database.query<{ claim: string }>(
      `update feed set reading_until = clock_timestamp() + make_interval(secs => $2)
        where id = $1 and (reading_until is null or reading_until < now()) returning reading_until::text as claim`,
      [id, forMs / 1000],
    );
    return row?.claim;
  }

  /** Gives the right back; one that somebody else has taken since stays theirs. */
  async release(id: string, claim: string): Promise<void> {
    await this.database.query(
      'update feed set reading_until = null where id = $1 and reading_until = $2::timestamptz',
      [id, claim],
    );
  }

  #overview(id: string | null = null): Promise<FeedOverview[]> {
    return this.database.query<FeedOverview>(
      `select ${FIELDS}, coalesce(nullif(feed.outlet, ''), held.outlet, '') as outlet,
              ${SHOWN_STATE} as state,
              feed_state.fetched_at as "fetchedAt", coalesce(feed_state.failures, 0) as failures, feed_state.reason,
              coalesce(feed_state.is_flagged, false) as "isFlagged", coalesce(feed_state.is_unreadable, false) as "isUnreadable",
              case when feed.is_enabled then coalesce(${DUE}, feed.created_at) end as "nextFetchAt",
              coalesce(held.articles, 0) as articles, held.newest_at as "newestAt"
         from feed left join ${STATE}
         left join lateral (
           select count(*)::integer as articles, max(outlet) as outlet, max(published_at) filter (where published_at <= now()) as newest_at
             from article where article.feed_id = feed.id) held on true
        where $1::text is null or feed.id = $1 order by feed.id collate "C"`,
      [id],
    );
  }
}

/** As `jsonb_to_recordset` takes it; `undefined` is left out. */
function rowOf<T extends { readonly url: string }>(entry: T) {
  return { ...entry, canonicalUrl: canonicalAddress(entry.url) };
}
