import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clones that broke off keep their consent until the provider is known to have no voice of them. */
export class AbandonedClone1700000000171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table voice_clone drop constraint voice_clone_status_check;
      alter table voice_clone add constraint voice_clone_status_check
        check (status in ('making', 'abandoned', 'ready', 'deleted'));
      alter table voice_clone drop constraint voice_clone_check;
      alter table voice_clone add constraint voice_clone_check
        check (status in ('making', 'abandoned') or voice is not null);
      create index voice_clone_abandoned_idx on voice_clone (created_at) where status = 'abandoned';
    `);
  }

  /** The schema before knows no such state; the consents stay, under the name that the voice was to have. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index voice_clone_abandoned_idx;
      update voice_clone set status = 'deleted', voice = name, deleted_at = now() where status = 'abandoned';
      alter table voice_clone drop constraint voice_clone_check;
      alter table voice_clone add constraint voice_clone_check
        check (status = 'making' or voice is not null);
      alter table voice_clone drop constraint voice_clone_status_check;
      alter table voice_clone add constraint voice_clone_status_check
        check (status in ('making', 'ready', 'deleted'));
    `);
  }
}
