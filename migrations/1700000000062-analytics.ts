import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Usage: single events, and their sums by hour and by day, which are kept longer. */
export class Analytics1700000000062 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table analytics_event (
        id          uuid        primary key,
        at          timestamptz not null,
        received_at timestamptz not null default now(),
        type        text        not null,
        name        text,
        subject     text,
        preset      text        not null,
        language    text        not null,
        channel     text        not null,
        properties  jsonb       not null
      );
      create index analytics_event_at_idx on analytics_event (at);
      create table analytics_hour (
        hour     timestamptz not null,
        type     text        not null,
        preset   text        not null,
        language text        not null,
        channel  text        not null,
        events   bigint      not null check (events > 0),
        primary key (hour, type, preset, language, channel)
      );
      create table analytics_day (
        day      date   not null,
        type     text   not null,
        preset   text   not null,
        language text   not null,
        channel  text   not null,
        events   bigint not null check (events > 0),
        primary key (day, type, preset, language, channel)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table analytics_day; drop table analytics_hour; drop table analytics_event;',
    );
  }
}
