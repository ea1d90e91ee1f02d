import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a person reads an article; of those that were stored before nobody knows until they are read again. */
export class ReadingMinutes1700000000151 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table article add column reading_minutes smallint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table article drop column reading_minutes');
  }
}
