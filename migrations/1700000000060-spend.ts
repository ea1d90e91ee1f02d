import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was bought and what was reused, and its sums by day. */
export class Spend1700000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table spend (
        subject          text          not null,
        provider         text          not null,
        operation        text          not null,
        item             text          not null,
        at               timestamptz   not null default now(),
        characters       bigint        not null check (characters >= 0),
        saved_characters bigint        not null check (saved_characters >= 0),
        input_tokens     bigint        not null check (input_tokens >= 0),
        output_tokens    bigint        not null check (output_tokens >= 0),
        images           bigint        not null check (images >= 0),
        seconds          float8        not null check (seconds >= 0),
        usd              numeric(18,9) not null check (usd >= 0),
        saved_usd        numeric(18,9) not null check (saved_usd >= 0),
        primary key (subject, provider, operation, item)
      );
      create index spend_at_idx on spend (at);
      create index spend_paid_idx on spend (at) where usd + saved_usd > 0;
      create table spend_day (
        day              date          not null,
        provider         text          not null,
        operation        text          not null,
        purchases        bigint        not null,
        reuses           bigint        not null,
        characters       bigint        not null,
        saved_characters bigint        not null,
        input_tokens     bigint        not null,
        output_tokens    bigint        not null,
        images           bigint        not null,
        seconds          float8        not null,
        usd              numeric(18,9) not null,
        saved_usd        numeric(18,9) not null,
        primary key (day, provider, operation)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table spend_day; drop table spend;');
  }
}
