import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed which setting of a running process, and what was refused. Secrets are masked before they get here. */
export class ConfigChange1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table config_change (
        id      uuid        primary key default gen_random_uuid(),
        at      timestamptz not null default now(),
        actor   text        not null,
        trigger text        not null check (trigger in ('request', 'signal', 'file')),
        outcome text        not null check (outcome in ('applied', 'refused')),
        changes jsonb       not null,
        faults  jsonb       not null
      );
      create index config_change_at_idx on config_change (at desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table config_change');
  }
}
