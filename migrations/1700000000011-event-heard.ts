import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which events have had their effect: a delivery that comes again finds its mark. */
export class EventHeard1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event_heard (
        job_id   uuid        primary key references job (id) on delete cascade,
        heard_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table event_heard');
  }
}
