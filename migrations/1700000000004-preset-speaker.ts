import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Presets and speakers, with those a new station starts with. */
export class PresetSpeaker1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table preset (
        name                   text        primary key,
        display_name           text        not null,
        city_focus             text        not null,
        channel                text        not null,
        language               text        not null check (language in ('en', 'de', 'fr', 'it', 'es')),
        news_categories        jsonb       not null,
        news_sources           jsonb       not null,
        news_max_age_hours     smallint    not null check (news_max_age_hours between 1 and 720),
        news_count_target      smallint    check (news_count_target between 1 and 100),
        primary_speaker        text        not null,
        secondary_speaker      text        not null,
        voice_quality          text        not null check (voice_quality in ('low', 'mid', 'high', 'ultra')),
        duration_minutes       smallint    not null check (duration_minutes between 1 and 180),
        show_style             text        not null,
        include_weather        boolean     not null,
        include_bitcoin_price  boolean     not null,
        include_traffic        boolean     not null,
        include_music          boolean     not null,
        music_genre_preference text,
        auto_generate          boolean     not null,
        generation_schedule    text,
        approval_required      boolean     not null,
        usage_count            integer     not null default 0,
        last_used_at           timestamptz
      );
      create table speaker (
        id             text  primary key,
        name           text  not null,
        roles          jsonb not null,
        languages      jsonb not null,
        mood           jsonb not null,
        pace           real  not null check (pace between 0.5 and 2),
        voices         jsonb not null,
        pronunciations jsonb not null
      );
      create table speaker_pace (
        speaker_id            text not null,
        language              text not null,
        characters_per_second real not null check (characters_per_second > 0),
        measured_seconds      real not null check (measured_seconds > 0),
        primary key (speaker_id, language)
      );
    `);
    await seedPresets(runner);
    await seedSpeakers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table speaker_pace; drop table speaker; drop table preset;');
  }
}

async function seedPresets(runner: QueryRunner): Promise<void> {
  const local = { zurich: 1.6, switzerland: 1.4, weather: 1.2, traffic: 1.2 };
  const rows: Array<[string, string, string, string, object, string, number]> = [
    ['zurich', 'Zurich News', 'Zurich', 'zurich', local, 'balanced', 5],
    ['basel', 'Basel News', 'Basel', 'basel', { switzerland: 1.5 }, 'local', 5],
    ['bern', 'Bern News', 'Bern', 'bern', { switzerland: 1.5, politics: 1.3 }, 'professional', 5],
    [
      'tech',
      'Tech Report',
      'Zurich',
      'zurich',
      { technology: 3, science: 1.6, crypto: 1.2 },
      'energetic',
      5,
    ],
    [
      'world',
      'World News',
      'Zurich',
      'zurich',
      { world: 2, politics: 1.5, business: 1.3 },
      'professional',
      10,
    ],
    [
      'breaking',
      'Breaking News',
      'Zurich',
      'zurich',
      { world: 1.5, switzerland: 1.5 },
      'professional',
      3,
    ],
    ['night', 'Night Shift', 'Zurich', 'zurich', { culture: 1.6, science: 1.5 }, 'casual', 5],
  ];
  for (const [name, display, city, channel, categories, style, minutes] of rows)
    await runner.query(
      `insert into preset values ($1, $2, $3, $4, 'en', $5, '[]', 24, null, 'marcel', 'jarvis', 'mid', $6, $7,
         false, false, $8, false, null, false, null, false, 0, null)`,
      [name, display, city, channel, JSON.stringify(categories), minutes, style, name === 'zurich'],
    );
}

async function seedSpeakers(runner: QueryRunner): Promise<void> {
  const rows: Array<[string, string, string[], string[], Record<string, string>, string]> = [
    [
      'marcel',
      'Marcel',
      ['host'],
      ['warm', 'enthusiastic'],
      { flite: 'rms', espeak: 'en-m1' },
      'm1',
    ],
    [
      'jarvis',
      'Jarvis',
      ['co_host'],
      ['analytical', 'dry'],
      { flite: 'slt', espeak: 'en-f1' },
      'f1',
    ],
    ['lucy', 'Lucy', ['weather'], ['bright', 'calm'], { flite: 'awb', espeak: 'en-f2' }, 'f2'],
    [
      'brad',
      'Brad',
      ['news_anchor'],
      ['serious', 'clear'],
      { flite: 'kal16', espeak: 'en-m2' },
      'm2',
    ],
  ];
  for (const [id, name, roles, mood, english, kind] of rows) {
    const voices: Record<string, Record<string, string>> = { en: english };
    for (const language of ['de', 'fr', 'it', 'es'])
      voices[language] = { espeak: `${language}-${kind}` };
    await runner.query(
      `insert into speaker values ($1, $2, $3, '["en", "de", "fr", "it", "es"]', $4, 1, $5, '{}')`,
      [id, name, JSON.stringify(roles), JSON.stringify(mood), JSON.stringify(voices)],
    );
  }
}
