import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of what people write, so that no change undoes another; the whole persona of a speaker. */
export class StoredThings1700000000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table preset add column version integer not null default 1,
        add column updated_at timestamptz not null default now();
      alter table speaker add column version integer not null default 1,
        add column updated_at timestamptz not null default now(),
        add column humour text not null default '',
        add column speaking_styles jsonb not null default '{}',
        add column voice_settings jsonb not null default '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table speaker drop column voice_settings, drop column speaking_styles, drop column humour,
        drop column updated_at, drop column version;
      alter table preset drop column updated_at, drop column version;
    `);
  }
}
