import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that are wanted, written in the transaction that wants them. */
export class Outbox1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        id          uuid        primary key,
        type        text        not null,
        payload     jsonb       not null,
        options     jsonb       not null default '{}',
        created_at  timestamptz not null default clock_timestamp(),
        relayed_at  timestamptz,
        finished_at timestamptz
      );
      create index outbox_waiting_idx on outbox (created_at) where relayed_at is null;
      create index outbox_unfinished_idx on outbox (created_at) where relayed_at is not null and finished_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
  }
}
