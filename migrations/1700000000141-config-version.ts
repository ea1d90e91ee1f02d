import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators have changed of the settings, whole, version by version. Secrets never get here. */
export class ConfigVersion1700000000141 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table config_version (
        version  integer     primary key,
        at       timestamptz not null default now(),
        actor    text        not null,
        settings jsonb       not null,
        changes  jsonb       not null,
        restored integer
      );
      insert into config_version (version, actor, settings, changes) values (1, 'station', '{}', '[]');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table config_version');
  }
}
