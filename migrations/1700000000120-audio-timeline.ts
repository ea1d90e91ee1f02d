import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every timeline that the station has had; the newest is in force. Version 1 is what it has of itself. */
export class AudioTimeline1700000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audio_timeline (
        version  integer     primary key check (version > 1),
        settings jsonb       not null,
        editor   text        not null,
        at       timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audio_timeline;');
  }
}
