import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jingles that were uploaded: what each is like, where it fits, and in which shows it was heard. */
export class Jingle1700000000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table jingle (
        id           uuid             primary key,
        media_id     uuid             not null references media_file (id),
        kind         text             not null
          check (kind in ('intro', 'outro', 'bridge', 'bed', 'stinger', 'station_id')),
        name         text             not null check (length(name) between 1 and 200),
        show_types   text[]           not null default '{}',
        status       text             not null default 'pending' check (status in ('pending', 'ready', 'failed')),
        reason       text,
        analysis     jsonb,
        peaks        jsonb,
        preview      text             check (preview ~ '^[0-9a-f]{64}$'),
        preview_size_bytes bigint,
        duration_s   double precision,
        energy       double precision check (energy between 0 and 1),
        uses         integer          not null default 0,
        last_used_at timestamptz,
        version      integer          not null default 1,
        created_at   timestamptz      not null default now(),
        updated_at   timestamptz      not null default now(),
        unique (kind, media_id)
      );
      create index jingle_newest_idx on jingle (created_at desc, id desc);
      create index jingle_kind_idx on jingle (kind, created_at desc, id desc);
      create index jingle_media_idx on jingle (media_id);
      create table jingle_use (
        jingle_id uuid        not null references jingle (id) on delete cascade,
        show_id   text        not null,
        used_at   timestamptz not null default now(),
        primary key (jingle_id, show_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table jingle_use; drop table jingle');
  }
}
