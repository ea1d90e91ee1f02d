import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an article said when it was told, so that one rewritten since is known from one told before. */
export class ToldGist1700000000084 implements MigrationInterface {
  readonly name = 'ToldGist1700000000084';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table told_article add column gist text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table told_article drop column gist');
  }
}
