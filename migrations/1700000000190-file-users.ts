import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indices for asking which show needs a small cover or a packaged file: it is asked for every file that goes. */
export class FileUsers1700000000190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index show_stage_small_idx on show_stage ((output -> 'small' ->> 'fileId')) where stage = 'cover';
      create index show_stage_package_idx on show_stage using gin ((output -> 'files') jsonb_path_ops)
        where stage = 'package';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index show_stage_package_idx; drop index show_stage_small_idx;');
  }
}
