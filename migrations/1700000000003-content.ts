import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is remembered of feeds, their articles, and what each channel has told. */
export class Content1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table feed_state (
        feed_id       text        primary key,
        url           text        not null,
        etag          text,
        last_modified text,
        next_fetch_at timestamptz not null,
        fetched_at    timestamptz,
        state         text        not null,
        reason        text,
        failures      integer     not null default 0 check (failures >= 0)
      );
      create table article (
        id           text        primary key,
        feed_id      text        not null,
        outlet       text        not null,
        title        text        not null,
        summary      text        not null,
        body         text        not null,
        link         text        not null,
        language     text        not null,
        category     text        not null,
        published_at timestamptz,
        seen_at      timestamptz not null default now()
      );
      create index article_feed_idx on article (feed_id, published_at desc nulls last);
      create table told_article (
        channel    text        not null,
        article_id text        not null,
        show_id    uuid        not null,
        told_at    timestamptz not null,
        primary key (channel, article_id, show_id)
      );
      create index told_article_channel_idx on told_article (channel, told_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table told_article; drop table article; drop table feed_state;');
  }
}
