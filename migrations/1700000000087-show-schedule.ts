import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shows by the clock, one for each moment of a preset, and shows asked for together. */
export class ShowSchedule1700000000087 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table preset add column generation_time_zone text;
      alter table preset add column missed_run text not null default 'run_once' check (missed_run in ('skip', 'run_once'));
      alter table preset add column missed_run_grace_minutes integer not null default 60
        check (missed_run_grace_minutes between 1 and 1440);
      create table show_slot (
        preset  text        not null,
        slot    timestamptz not null,
        outcome text        not null check (outcome in ('made', 'skipped')),
        show_id uuid        references show (id) on delete set null,
        at      timestamptz not null default now(),
        primary key (preset, slot)
      );
      create table show_batch (
        id              uuid        primary key,
        idempotency_key text        unique,
        request_hash    text        not null,
        created_at      timestamptz not null
      );
      alter table show add column batch_id uuid references show_batch (id) on delete set null;
      create index show_batch_idx on show (batch_id) where batch_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table show drop column batch_id;
      drop table show_batch;
      drop table show_slot;
      alter table preset drop column missed_run_grace_minutes, drop column missed_run, drop column generation_time_zone;
    `);
  }
}
