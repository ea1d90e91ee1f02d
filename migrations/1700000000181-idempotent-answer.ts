import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was answered to a costly request with an Idempotency-Key: sent again, it gets the same and nothing is done. */
export class IdempotentAnswer1700000000181 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotent_answer (
        id           text        primary key check (length(id) = 64),
        request_hash text        not null check (length(request_hash) = 64),
        begun_at     timestamptz not null default now(),
        status       smallint,
        headers      jsonb       not null default '{}',
        body         text
      );
      create index idempotent_answer_begun_idx on idempotent_answer (begun_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotent_answer');
  }
}
