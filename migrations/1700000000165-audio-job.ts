import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sound that was asked for by itself: what is to be made, and what came of it. How far it is, its job tells. */
export class AudioJob1700000000165 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table media_file drop constraint media_file_kind_check;
      alter table media_file add constraint media_file_kind_check
        check (kind in ('jingle', 'bed', 'music', 'cover', 'sample', 'production'));
      create table audio_job (
        id              uuid        primary key,
        kind            text        not null check (kind in ('generate', 'process')),
        request         jsonb       not null,
        request_hash    text        not null,
        idempotency_key text        unique,
        media_ids       uuid[]      not null default '{}',
        result          jsonb,
        result_media_id uuid        references media_file (id) on delete set null,
        error           jsonb,
        created_at      timestamptz not null default now(),
        finished_at     timestamptz
      );
      create index audio_job_created_idx on audio_job (created_at);
      create index audio_job_result_idx on audio_job (result_media_id);
      create index audio_job_open_idx on audio_job using gin (media_ids) where finished_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audio_job;
      delete from media_file where kind = 'production';
      alter table media_file drop constraint media_file_kind_check;
      alter table media_file add constraint media_file_kind_check
        check (kind in ('jingle', 'bed', 'music', 'cover', 'sample'));
    `);
  }
}
