import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Feeds as things that a producer manages. Those that ship are added at each start; `feed_seed` remembers which were,
 * so that one that was removed stays away.
 */
export class Feed1700000000092 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table feed (
        id                     text        primary key,
        url                    text        not null,
        canonical_url          text        not null unique,
        outlet                 text        not null,
        category               text        not null,
        language               text        not null,
        priority               smallint    not null check (priority between 1 and 10),
        weight                 real        not null check (weight between 0.1 and 5),
        channels               text[]      not null,
        fetch_interval_minutes smallint    not null check (fetch_interval_minutes between 5 and 1440),
        fresh_within_hours     smallint    not null check (fresh_within_hours between 1 and 8760),
        items_max              smallint    not null check (items_max between 1 and 1000),
        timeout_ms             integer     not null check (timeout_ms between 1000 and 60000),
        is_enabled             boolean     not null,
        is_seeded              boolean     not null,
        version                integer     not null default 1,
        created_at             timestamptz not null default now(),
        updated_at             timestamptz not null default now(),
        reading_until          timestamptz
      );
      create table feed_seed (
        id       text        primary key,
        added_at timestamptz not null default now()
      );
      create index article_seen_idx on article (seen_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index article_seen_idx; drop table feed_seed; drop table feed;');
  }
}
