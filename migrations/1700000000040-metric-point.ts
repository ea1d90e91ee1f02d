import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each process of a station measured, for the history. Fine points (as they were noted) are kept for a
 * day, coarse ones (made of them every five minutes) for a month. No index beside the key: it serves reading,
 * rolling up and pruning alike, and each further one would be paid at every point.
 */
export class MetricPoint1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table metric_point (
        metric_type text        not null,
        is_coarse   boolean     not null,
        at          timestamptz not null,
        instance    text        not null,
        figures     jsonb       not null,
        primary key (metric_type, is_coarse, at, instance)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table metric_point');
  }
}
