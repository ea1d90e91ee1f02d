import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox becomes the record of every job: its state, tries, progress and how it ended. */
export class Job1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table outbox rename to job;
      alter index outbox_pkey rename to job_pkey;
      drop index outbox_waiting_idx;
      drop index outbox_unfinished_idx;
      alter table job
        add column lane       text        not null default 'default',
        add column provider   text,
        add column dedup_key  text,
        add column state      text        not null default 'waiting'
          check (state in ('waiting', 'delayed', 'active', 'completed', 'failed', 'cancelled')),
        add column attempts   integer     not null default 0,
        add column progress   jsonb,
        add column error      text,
        add column run_at     timestamptz not null default now(),
        add column started_at timestamptz,
        add column cancel_at  timestamptz;
      update job set lane = coalesce(options ->> 'lane', 'default'),
                     state = case when finished_at is null then 'waiting' else 'completed' end;
      create index job_waiting_idx on job (run_at) where relayed_at is null and finished_at is null;
      create index job_unfinished_idx on job (created_at, id) where relayed_at is not null and finished_at is null;
      create index job_finished_idx on job (finished_at) where finished_at is not null;
      create index job_relayed_idx on job (type, relayed_at);
      create index job_provider_idx on job (provider, relayed_at) where provider is not null;
      create index job_page_idx on job (created_at desc, id desc);
      create unique index job_dedup_idx on job (dedup_key) where dedup_key is not null and finished_at is null;
      create table queue_pause (
        lane      text        primary key,
        paused_at timestamptz not null default now()
      );
      create table schedule (
        name     text        primary key,
        cron     text        not null,
        timezone text        not null,
        type     text        not null,
        payload  jsonb       not null,
        lane     text        not null,
        next_at  timestamptz not null,
        last_at  timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table schedule;
      drop table queue_pause;
      drop index job_waiting_idx, job_unfinished_idx, job_finished_idx, job_relayed_idx, job_provider_idx, job_page_idx, job_dedup_idx;
      update job set options = options || jsonb_build_object('lane', lane);
      alter table job
        drop column lane, drop column provider, drop column dedup_key, drop column state, drop column attempts,
        drop column progress, drop column error, drop column run_at, drop column started_at, drop column cancel_at;
      alter table job rename to outbox;
      alter index job_pkey rename to outbox_pkey;
      create index outbox_waiting_idx on outbox (created_at) where relayed_at is null;
      create index outbox_unfinished_idx on outbox (created_at) where relayed_at is not null and finished_at is null;
    `);
  }
}
