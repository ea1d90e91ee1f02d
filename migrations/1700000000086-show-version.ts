import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of a show's script with what was made of each, and who let a script on air. */
export class ShowVersion1700000000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table show add column version integer not null default 1 check (version >= 1);
      alter table show add column decision jsonb;
      create table show_version (
        show_id       uuid        not null references show (id) on delete cascade,
        version       integer     not null check (version >= 1),
        action        text        not null check (action in ('made', 'edited', 'regenerated', 'revoiced', 'restored')),
        editor        text        not null,
        at            timestamptz not null,
        restored_from integer,
        script        jsonb       not null,
        render        jsonb,
        files         jsonb       not null default '[]',
        primary key (show_id, version)
      );
      create index show_version_file_idx on show_version using gin (files jsonb_path_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table show_version; alter table show drop column decision; alter table show drop column version;',
    );
  }
}
