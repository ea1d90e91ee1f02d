import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money budgets by provider and period, and money put aside for what is being done. */
export class Budget1700000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table budget (
        provider     text          not null,
        period       text          not null check (period in ('day', 'month')),
        starts_on    date          not null,
        spent_usd    numeric(18,9) not null default 0 check (spent_usd >= 0),
        reserved_usd numeric(18,9) not null default 0 check (reserved_usd >= 0),
        warned_at    timestamptz,
        exhausted_at timestamptz,
        primary key (provider, period, starts_on)
      );
      create index budget_current_idx on budget (starts_on);
      create table spend_reservation (
        id        uuid          primary key,
        provider  text          not null,
        operation text          not null,
        subject   text          not null,
        item      text          not null,
        units     jsonb         not null,
        usd       numeric(18,9) not null check (usd >= 0),
        day       date          not null,
        made_at   timestamptz   not null default now()
      );
      create index spend_reservation_made_idx on spend_reservation (made_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table spend_reservation; drop table budget;');
  }
}
