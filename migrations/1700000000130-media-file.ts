import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was uploaded or painted for the library: a row a kind and content, the content itself in the file store. */
export class MediaFile1700000000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table media_file (
        id           uuid        primary key,
        kind         text        not null check (kind in ('jingle', 'bed', 'music', 'cover', 'sample')),
        content_hash text        not null check (content_hash ~ '^[0-9a-f]{64}$'),
        size_bytes   bigint      not null check (size_bytes > 0),
        content_type text        not null,
        name         text        not null check (length(name) between 1 and 200),
        owner_key_id text,
        created_at   timestamptz not null,
        unique (kind, content_hash)
      );
      create index media_file_newest_idx on media_file (created_at desc, id desc);
      create index media_file_kind_idx on media_file (kind, created_at desc, id desc);
      create index media_file_content_idx on media_file (content_hash);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table media_file');
  }
}
