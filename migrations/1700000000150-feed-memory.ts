import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a server said of one address is worth nothing for another: the state of a feed tells for which it holds, keeps
 * the pace that its document asked for, and says whether that was ill-formed or could not be read at all. Feeds that
 * had moved are asked once more where they are listed.
 */
export class FeedMemory1700000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table feed_state
        add column for_url text,
        add column pace jsonb not null default '{}',
        add column is_flagged boolean not null default false,
        add column is_unreadable boolean not null default false`);
    await runner.query('update feed_state set for_url = url');
    await runner.query('alter table feed_state alter column for_url set not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table feed_state
        drop column for_url, drop column pace, drop column is_flagged, drop column is_unreadable`);
  }
}
