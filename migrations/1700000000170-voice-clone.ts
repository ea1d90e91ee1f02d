import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Voices that were made of samples, and who allowed it: consents outlive speakers, samples and voices. */
export class VoiceClone1700000000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table voice_clone (
        id              uuid        primary key,
        speaker_id      text        not null,
        provider        text        not null,
        name            text        not null check (length(name) between 1 and 100),
        status          text        not null default 'making' check (status in ('making', 'ready', 'deleted')),
        voice           text,
        needs_verification boolean  not null default false,
        languages       text[]      not null,
        consent_who     text        not null check (length(consent_who) > 0),
        consent_when    timestamptz not null,
        consent_text    text        not null check (length(consent_text) > 0),
        samples         jsonb       not null,
        samples_hash    text        not null check (samples_hash ~ '^[0-9a-f]{64}$'),
        fingerprint     text        not null,
        idempotency_key text        unique,
        actor           text        not null,
        created_at      timestamptz not null default now(),
        samples_deleted_at timestamptz,
        deleted_at      timestamptz,
        check (status = 'making' or voice is not null)
      );
      create index voice_clone_speaker_idx on voice_clone (speaker_id, created_at desc);
      create unique index voice_clone_making_idx on voice_clone (speaker_id) where status = 'making';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table voice_clone');
  }
}
