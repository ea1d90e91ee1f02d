import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes for what is asked often of a table that grows for ever. */
export class HotPaths1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index show_keyed_idx on show (created_at) where idempotency_key is not null;
      create index show_status_idx on show (status, created_at desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index show_status_idx; drop index show_keyed_idx;');
  }
}
