import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that open the routes which change things. */
export class ApiKey1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_key (
        id         uuid        primary key default gen_random_uuid(),
        hash       text        not null unique check (length(hash) = 64),
        prefix     text        not null,
        scope      text        not null check (scope in ('operator')),
        created_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_key');
  }
}
