import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A show may ask a feed sooner than its rhythm says, but never sooner than its server said. */
export class FeedPace1700000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table feed_state add column not_before timestamptz');
    await runner.query('update feed_state set not_before = next_fetch_at');
    await runner.query(
      'alter table feed_state alter column not_before set not null, alter column not_before set default now()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table feed_state drop column not_before');
  }
}
