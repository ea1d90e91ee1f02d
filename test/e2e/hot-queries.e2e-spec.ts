import { randomUUID } from 'node:crypto';
import { type AdvancedConsoleLogger, DataSource, type Logger } from 'typeorm';
import { freshDatabase } from '#test/database';
import { ApiKeyRepository } from '../../src/gateway/keys/api-key.repository.js';
import { Database } from '#platform/database';
import { FeedRepository } from '../../src/modules/content/feed/feed.repository.js';
import { listedFeed } from '../../src/modules/content/feed/feed-reader.js';
import { ToldRepository } from '../../src/modules/content/story/told.repository.js';
import { Preset } from '../../src/modules/data/preset/preset.entity.js';
import { cursorAfter } from '#platform/stored';
import { FeedEntryRepository } from '../../src/modules/content/feed/register/feed-entry.repository.js';
import { ConfigVersionRepository } from '../../src/gateway/configuration/config-version.repository.js';
import { PreferenceRepository } from '../../src/modules/data/preference/preference.repository.js';
import { Schedule } from '../../src/modules/data/schedule/schedule.entity.js';
import { ScheduleRepository } from '../../src/modules/data/schedule/schedule.repository.js';
import { Speaker, SpeakerPace } from '../../src/modules/speaker/speaker.entity.js';
import { SpeakerRepository } from '../../src/modules/speaker/speaker.repository.js';
import { PresetRepository } from '../../src/modules/data/preset/preset.repository.js';
import { Show, ShowEvent, ShowFile, ShowStage } from '../../src/modules/show/show.entity.js';
import { ShowRepository } from '../../src/modules/show/show.repository.js';
import { EventRepository } from '../../src/modules/analytics/event/event.repository.js';
import { ShowFileUses } from '../../src/modules/show/archive/show-file-uses.js';
import { ShowReports } from '../../src/modules/show/report/show-reports.js';
import { CallReports } from '../../src/platform/http/call-reports.js';
import { BudgetRepository } from '../../src/platform/spend/budget.repository.js';
import { SpendRepository } from '../../src/platform/spend/spend.repository.js';
import { JobRepository } from '../../src/platform/queue/job.repository.js';

interface Asked {
  readonly sql: string;
  readonly values: unknown[];
}

/** Remembers what is asked instead of printing it. */
class Listener implements Partial<AdvancedConsoleLogger> {
  readonly asked: Asked[] = [];
  logQuery(sql: string, values: unknown[] = []): void {
    this.asked.push({ sql, values });
  }
  logQueryError(): void {
    // The test sees the error itself.
  }
}

const SHOWS = 20_000;
const ID = randomUUID();
const listener = new Listener();
let source: DataSource;
let database: Database;

/** Enough rows that reading a whole table would be the dearest way. */
const FILL = `
  insert into show (id, status, stage, percent, sentence, request, preset, channel, language, seed, request_hash,
                    idempotency_key, created_at)
    select gen_random_uuid(), case when i % 200 = 0 then 'failed' else 'completed' end, 'publish', 100, '', '{}',
           'preset' || i % 50, 'zurich', 'en', i::text, '', case when i % 500 = 0 then 'key' || i end,
           now() - i * interval '1 minute'
      from generate_series(1, ${SHOWS}) i;
  insert into show_event (show_id, type, data)
    select id, 'stage', '{}' from show, generate_series(1, 5);
  insert into show_stage (show_id, stage, state, attempts) select id, 'plan', 'done', 1 from show;
  insert into show_stage (show_id, stage, state, attempts, output)
    select id, 'cover', 'done', 1, jsonb_build_object('fileId', md5(seed), 'small', jsonb_build_object('fileId', md5(seed || 's')))
      from show;
  insert into show_stage (show_id, stage, state, attempts, output)
    select id, 'package', 'done', 1,
           jsonb_build_object('files', jsonb_build_array(jsonb_build_object('fileId', md5(seed), 'name', 'a.mp3')))
      from show;
  insert into show_file (show_id, name, kind, file_id, content_type, size_bytes)
    select id, 'a.mp3', 'audio', md5(seed) || md5(seed), 'audio/mpeg', 1 from show;
  insert into show_version (show_id, version, action, editor, at, script, files)
    select id, 1, 'made', '', now(), '{}', jsonb_build_array(jsonb_build_object('fileId', md5(seed))) from show;
  insert into job (id, type, payload, relayed_at, finished_at, state, dedup_key)
    select gen_random_uuid(), 't' || i % 50, '{}', case when i % 100 > 0 then now() - i * interval '1 minute' end,
           case when i % 100 > 1 then now() - i * interval '1 minute' end,
           case when i % 100 > 1 then 'completed' else 'waiting' end, case when i % 100 = 0 then 'key' || i end
      from generate_series(1, 20000) i;
  insert into article (id, feed_id, outlet, title, summary, body, link, language, category, published_at)
    select i::text, 'feed' || i % 100, '', '', '', '', '', 'en', 'world', now() - i * interval '1 minute'
      from generate_series(1, 20000) i;
  insert into told_article select 'zurich' || i % 50, i::text, gen_random_uuid(), now() - i * interval '1 minute'
    from generate_series(1, 20000) i;
  insert into api_key (hash, prefix, name, scopes) select lpad(i::text, 64, '0'), '', 'k', '{operator}' from generate_series(1, 5000) i;
  insert into spend (subject, provider, operation, item, at, characters, saved_characters, input_tokens, output_tokens,
                     images, seconds, usd, saved_usd)
    select 'show' || i / 50, 'p', 'speak', i::text, now() - i * interval '1 minute', 1, 0, 0, 0, 0, 1,
           case when i % 200 = 0 then 1 else 0 end, 0 from generate_series(1, 20000) i;
  insert into spend_day
    select current_date - i / 4, 'p' || i % 4, 'speak', 1, 0, 1, 0, 0, 0, 0, 1, 0, 0 from generate_series(1, 5000) i;
  insert into budget (provider, period, starts_on)
    select 'p' || i % 4, 'day', current_date - i / 4 from generate_series(0, 5000) i;
  insert into analytics_event (id, at, type, preset, language, channel, properties)
    select gen_random_uuid(), now() - i * interval '1 minute', 't', '', '', '', '{}' from generate_series(1, 20000) i;
  insert into analytics_hour select date_trunc('hour', now()) - i * interval '1 hour', 't', '', '', '', 1
    from generate_series(1, 5000) i;
  insert into analytics_day select current_date - i, 't', '', '', '', 1 from generate_series(1, 5000) i;
  insert into external_call (at, provider, operation, method, origin, ending, duration_ms, tries)
    select now() - i * interval '1 minute', 'p', 'o', 'GET', '', 'success', 1, 1 from generate_series(1, 20000) i;
  insert into preset select 'p' || i, display_name, city_focus, channel, language, news_categories, news_sources,
      news_max_age_hours, news_count_target, primary_speaker, secondary_speaker, voice_quality, duration_minutes,
      show_style, include_weather, include_bitcoin_price, include_traffic, include_music, music_genre_preference,
      auto_generate, generation_schedule, approval_required, 0, null
    from preset, generate_series(1, 2000) i where name = 'zurich';
  insert into preset_schedule (id, preset, cron) select 's' || i, 'p' || i, '0 6 * * *' from generate_series(1, 2000) i;
  insert into preference (key_id, wishes) select 'k' || i, '{}' from generate_series(1, 2000) i;
  insert into config_version (version, actor, settings, changes)
    select i, '', '{}', '[]' from generate_series(2, 2000) i;
  insert into feed (id, url, canonical_url, outlet, category, language, priority, weight, channels,
      fetch_interval_minutes, fresh_within_hours, items_max, timeout_ms, is_enabled, is_seeded)
    select 'f' || i, '', 'f.example/' || i, '', 'general', '', 5, 1, '{}', 15, 72, 60, 20000, true, false
      from generate_series(1, 2000) i;
  insert into speaker (id, name, roles, languages, mood, pace, voices, pronunciations)
    select 's' || i, 'S', '[]', '["en"]', '[]', 1, '{}', '{}' from generate_series(1, 2000) i;
  insert into speaker_pace (speaker_id, language, characters_per_second, measured_seconds)
    select 's' || i, 'en', 15, 1 from generate_series(1, 2000) i`;

beforeAll(async () => {
  source = await new DataSource({
    type: 'postgres',
    url: await freshDatabase(),
    entities: [Preset, Schedule, Speaker, SpeakerPace, Show, ShowEvent, ShowFile, ShowStage],
    logging: true,
    logger: listener as unknown as Logger,
  }).initialize();
  await source.query(FILL);
  await source.query('vacuum analyze');
  database = new Database(source);
}, 60_000);

afterAll(() => source.destroy());

/** The plans of what `work` asks. */
async function plansOf(work: () => Promise<unknown>): Promise<string> {
  listener.asked.length = 0;
  await work();
  const asked = listener.asked.filter(({ sql }) => /^\s*(select|update|delete|insert)/i.test(sql));
  const plans: string[] = [];
  for (const { sql, values } of asked) {
    const lines: Array<{ 'QUERY PLAN': string }> = await source.query(`explain ${sql}`, values);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
  }
  expect(plans.length).toBeGreaterThan(0);
  return plans.join('\n');
}

const shows = () => new ShowRepository(database);
const fileUses = () => new ShowFileUses(database, undefined as never);
const jobs = () => new JobRepository(database);
const cursor = { createdAt: new Date(Date.now() - 1e9), id: ID };
const fresh = () =>
  ({
    id: randomUUID(),
    status: 'queued',
    stage: 'plan',
    percent: 0,
    sentence: '',
    request: {},
    preset: 'zurich',
    channel: 'zurich',
    language: 'en',
    seed: '1',
    requestHash: '',
    createdAt: new Date(),
  }) as never;

const events = () => new EventRepository(database);
const spent = () => new SpendRepository(database);
const budgets = () => new BudgetRepository(database);
const reports = () => new ShowReports(database);
const hourAgo = new Date(Date.now() - 3_600_000);
const now = new Date();
const today = now.toISOString().slice(0, 10);

const HOT: ReadonlyArray<readonly [string, string, () => Promise<unknown>]> = [
  ['the list of shows', 'show_newest_idx', () => shows().page({ limit: 21 })],
  ['a later page', 'show_newest_idx', () => shows().page({ limit: 21, after: cursor })],
  ['shows that failed', 'show_status_idx', () => shows().page({ limit: 21, status: 'failed' })],
  ['a show', 'show_pkey', () => shows().find(ID)],
  ['a show by its key', 'show_idempotency_key_key', () => shows().byKey('key500')],
  ['keys that have run out', 'show_keyed_idx', () => shows().add(fresh())],
  ['the stages of a show', 'show_stage_pkey', () => shows().stages(ID)],
  ['the files of a show', 'show_file_pkey', () => shows().files(ID)],
  ['who needs a former file', 'show_version_file_idx', () => fileUses().used(['x'])],
  ['who needs a small cover', 'show_stage_small_idx', () => fileUses().used(['x'])],
  ['who needs a packaged file', 'show_stage_package_idx', () => fileUses().used(['x'])],
  ['the replay of events', 'show_event_replay_idx', () => shows().eventsAfter(ID, '0')],
  ['jobs to hand over', 'job_waiting_idx', () => jobs().due({ types: ['t1'], providers: [] })],
  ['jobs not finished', 'job_unfinished_idx', () => jobs().unfinished(0)],
  ['the use of a limit', 'job_relayed_idx', () => jobs().usage('type', 't7', { max: 1, perMs: 1 })],
  ['the next job that is due', 'job_waiting_idx', () => jobs().nextDue()],
  ['the list of jobs', 'job_page_idx', () => jobs().page({ limit: 51 })],
  ['a job', 'job_pkey', () => jobs().find(ID)],
  [
    'articles of a feed',
    'article_feed_idx',
    () => new FeedRepository(database).ofFeed({ ...listedFeed(''), id: 'feed7' }),
  ],
  [
    'what a channel has told',
    'told_article_channel_idx',
    () =>
      new ToldRepository(database, undefined as never).since('zurich7', new Date(Date.now() - 1e7)),
  ],
  ['a key', 'api_key_hash_key', () => new ApiKeyRepository(database).findWorking('x')],
  ['the events of some days', 'analytics_day_pkey', () => events().byDay(today, today, 'type')],
  ['the events of some hours', 'analytics_hour_pkey', () => events().byHour(hourAgo, now)],
  ['events too old to keep', 'analytics_event_at_idx', () => events().prune(400)],
  ['what a show has cost', 'spend_pkey', () => spent().costOf('show7')],
  ['the costs of some days', 'spend_day_pkey', () => spent().sums(today, today)],
  ['the dearest shows', 'spend_paid_idx', () => spent().dearest(new Date(Date.now() - 1e8), now)],
  ['a budget', 'budget_pkey', () => budgets().lock('p1', today)],
  ['the budgets of now', 'budget_current_idx', () => budgets().current()],
  ['shows of a time', 'show_newest_idx', () => reports().groups(hourAgo, now)],
  ['stages of a time', 'show_stage_pkey', () => reports().stages(hourAgo, now)],
  ['where shows belong', 'show_pkey', () => reports().placesOf([ID])],
  [
    'the calls of a time',
    'external_call_at_idx',
    () => new CallReports(database).byProvider(hourAgo, now),
  ],
  ['a preset by name', 'preset_pkey', () => new PresetRepository(database).find('p77')],
  [
    'a page of presets',
    'preset_pkey',
    () => new PresetRepository(database).page({ limit: 5, cursor: cursorAfter('p77') }),
  ],
  ['a speaker', 'speaker_pkey', () => new SpeakerRepository(database).find('s77')],
  ['measured paces', 'speaker_pace_pkey', () => new SpeakerRepository(database).paces('s77')],
  [
    'the schedules of a preset',
    'preset_schedule_preset_idx',
    () => new ScheduleRepository(database).ofPreset('p77'),
  ],
  ['what a key prefers', 'preference_pkey', () => new PreferenceRepository(database).find('k77')],
  [
    'settings in force',
    'config_version_pkey',
    () => new ConfigVersionRepository(database).newest(),
  ],
  [
    'a page of versions of settings',
    'config_version_pkey',
    () => new ConfigVersionRepository(database).page(5, 500),
  ],
  [
    'a feed by its address',
    'feed_canonical_url_key',
    () => new FeedEntryRepository(database).idByAddress('https://f.example/77'),
  ],
];

describe('a query on a hot path', () => {
  it.each(HOT)('%s uses %s', async (_, index, work) => {
    const plan = await plansOf(work);

    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });

  it('would be caught reading a whole table', async () => {
    await source.query('drop index show_newest_idx');

    expect(await plansOf(() => shows().page({ limit: 22 }))).toContain('Seq Scan');
  });
});
