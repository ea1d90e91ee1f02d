import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Good and bad events of each promise, by minute and by hour, of all processes together. */
export class Slo1700000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table slo_bucket (
        span_s    integer     not null,
        objective text        not null,
        at        timestamptz not null,
        good      bigint      not null,
        total     bigint      not null,
        primary key (span_s, objective, at)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table slo_bucket');
  }
}
