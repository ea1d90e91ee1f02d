import type { MigrationInterface, QueryRunner } from 'typeorm';

const LANGUAGES = `'["en", "de", "fr", "it", "es"]'`;

/** Channels, styles and schedules as things that a producer manages, and what a key prefers. */
export class StationData1700000000142 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table channel (
        id         text             primary key,
        name       text             not null,
        city       jsonb            not null,
        latitude   double precision not null check (latitude between -90 and 90),
        longitude  double precision not null check (longitude between -180 and 180),
        time_zone  text             not null,
        languages  jsonb            not null,
        feeds      jsonb            not null default '[]',
        version    integer          not null default 1,
        updated_at timestamptz      not null default now()
      );
      insert into channel (id, name, city, latitude, longitude, time_zone, languages) values
        ('zurich', 'Zurich', '{"en": "Zurich", "de": "Zürich", "fr": "Zurich", "it": "Zurigo", "es": "Zúrich"}',
         47.377, 8.541, 'Europe/Zurich', ${LANGUAGES}),
        ('basel', 'Basel', '{"en": "Basel", "de": "Basel", "fr": "Bâle", "it": "Basilea", "es": "Basilea"}',
         47.559, 7.588, 'Europe/Zurich', ${LANGUAGES}),
        ('bern', 'Bern', '{"en": "Bern", "de": "Bern", "fr": "Berne", "it": "Berna", "es": "Berna"}',
         46.948, 7.447, 'Europe/Zurich', ${LANGUAGES});
      create table style (
        id               text        primary key,
        name             text        not null,
        from_hour        smallint    not null check (from_hour between 0 and 23),
        phrases          text        not null,
        moods            jsonb       not null default '{}',
        tempo            real        not null default 1 check (tempo between 0.8 and 1.25),
        duration_minutes smallint    check (duration_minutes between 1 and 180),
        version          integer     not null default 1,
        updated_at       timestamptz not null default now()
      );
      insert into style (id, name, from_hour, phrases) values
        ('fresh_morning', 'Fresh Morning', 5, 'fresh_morning'),
        ('professional_afternoon', 'Professional Afternoon', 11, 'professional_afternoon'),
        ('chill_evening', 'Chill Evening', 17, 'chill_evening'),
        ('late_night', 'Late Night', 22, 'late_night');
      create table preset_schedule (
        id                       text        primary key,
        preset                   text        not null references preset (name) on delete cascade,
        cron                     text        not null,
        time_zone                text,
        is_enabled               boolean     not null default true,
        missed_run               text        not null default 'run_once' check (missed_run in ('skip', 'run_once')),
        missed_run_grace_minutes integer     not null default 60 check (missed_run_grace_minutes between 1 and 1440),
        version                  integer     not null default 1,
        updated_at               timestamptz not null default now()
      );
      create index preset_schedule_preset_idx on preset_schedule (preset);
      create table preference (
        key_id     text        primary key,
        wishes     jsonb       not null,
        version    integer     not null default 1,
        updated_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table preference; drop table preset_schedule; drop table style; drop table channel;',
    );
  }
}
