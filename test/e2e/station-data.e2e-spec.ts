import { InvalidInput } from '#kernel';
import { Mixer } from '#modules/audio';
import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { keyOf } from '#test/keys';
import { ShowScheduler } from '../../src/modules/show/schedule/show-scheduler.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

describe('what a station is made of', () => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.stop());

  async function ask(method: Method, path: string, payload?: object, headers = {}) {
    const answer = await running.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...running.operator, ...headers },
      ...(payload && { payload }),
    });
    const body = answer.body === '' ? {} : answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, etag: String(answer.headers['etag']), body };
  }
  const fieldsOf = ({ body }: { body: Record<string, unknown> }) =>
    (body['errors'] as Array<{ field: string }>).map(({ field }) => field);

  const LUGANO = {
    id: 'lugano',
    name: 'Lugano',
    city: { it: 'Lugano', de: 'Lauis' },
    latitude: 46.003,
    longitude: 8.951,
    time_zone: 'Europe/Zurich',
    languages: ['it', 'de'],
    feeds: ['nasa'],
  };
  const DAWN = { id: 'dawn', name: 'Dawn', from_hour: 3, phrases: 'late_night', tempo: 0.9 };

  describe.each([
    ['channels', LUGANO, { name: 'Lugano TI' }, ['zurich', 'basel', 'bern']],
    ['styles', DAWN, { tempo: 1.1, moods: { main_host: ['soft'] } }, ['late_night']],
    ['schedules', { id: 'lunch', preset: 'bern', cron: '0 12 * * *' }, { enabled: false }, []],
  ])('%s', (kind, thing, change, seeded) => {
    const at = `/data/${kind}/${thing.id}`;

    it('are made, read, changed as they were read, and removed', async () => {
      const made = await ask('POST', `/data/${kind}`, thing);
      expect([made.status, made.body]).toEqual([201, expect.objectContaining(thing)]);
      expect((await ask('POST', `/data/${kind}`, thing)).status).toBeGreaterThanOrEqual(409);

      const { etag } = await ask('GET', at);
      expect((await ask('GET', at, undefined, { 'if-none-match': etag })).status).toBe(304);
      const answers = await Promise.all(
        [1, 2, 3].map(() => ask('PATCH', at, change, { 'if-match': etag })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
      expect((await ask('GET', at)).body).toMatchObject({ ...thing, ...change, version: 2 });

      const listed = await ask('GET', `/data/${kind}?total=true`);
      const ids = (listed.body['items'] as Array<{ id: string }>).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([thing.id, ...seeded]));
      expect(listed.body['total']).toBe(ids.length);
      expect((await ask('GET', `/data/${kind}?colour=red`)).status).toBe(422);

      expect((await ask('DELETE', at, undefined, { 'if-match': etag })).status).toBe(412);
      expect((await ask('DELETE', at)).status).toBe(204);
      expect((await ask('GET', at)).status).toBe(404);
      expect((await ask('PATCH', at, change)).status).toBe(404);
    });
  });

  it('a channel is refused what makes no sense', async () => {
    const wrong = {
      ...LUGANO,
      id: 'no',
      latitude: 91,
      time_zone: 'channel',
      city: { xx: 'Nowhere' },
      languages: [],
    };
    const refused = await ask('POST', '/data/channels', wrong);

    expect(refused.status).toBe(422);
    expect([...new Set(fieldsOf(refused))].sort()).toEqual([
      'city',
      'languages',
      'latitude',
      'time_zone',
    ]);
    const ghost = await ask('POST', '/data/channels', { ...LUGANO, feeds: ['nasa', 'ghost'] });
    expect(fieldsOf(ghost)).toEqual(['feeds.1']);
  });

  it('a channel that is named stays, and who names it is told', async () => {
    await ask('POST', '/data/channels', { ...LUGANO, languages: ['it'] });
    const preset = { preset_name: 'ticino', display_name: 'Ticino', channel: 'lugano' };
    expect(fieldsOf(await ask('POST', '/presets', preset))).toEqual(['language']);
    expect((await ask('POST', '/presets', { ...preset, language: 'it' })).status).toBe(201);
    await ask('PATCH', '/content/feeds/esa', { channels: ['lugano'] }, { 'if-match': '*' });

    const { status, body } = await ask('DELETE', '/data/channels/lugano');

    expect(status).toBe(409);
    expect(body).toMatchObject({
      type: '/problems/data/channel-in-use',
      presets: ['ticino'],
      feeds: ['esa'],
    });
    const show = { preset_name: 'ticino', language: 'en', dry_run: true, feeds: 'sample' };
    expect(fieldsOf(await ask('POST', '/shows/generate', show))).toEqual(['language']);
  });

  it('a preset and its channel agree on the language, whichever of them is changed', async () => {
    expect(fieldsOf(await ask('PATCH', '/presets/ticino', { language: 'en' }))).toEqual([
      'language',
    ]);
    const narrowed = await ask('PATCH', '/data/channels/lugano', { languages: ['de', 'en'] });
    expect([narrowed.status, narrowed.body['detail']]).toEqual([
      422,
      "languages: must hold those of the channel's presets: ticino (it)",
    ]);
    const wider = await ask('PATCH', '/data/channels/lugano', { languages: ['it', 'en'] });
    const moved = await ask('PATCH', '/presets/ticino', { language: 'en' });
    expect([wider.status, moved.status]).toEqual([200, 200]);
    await ask('PATCH', '/presets/ticino', { language: 'it' });
    await ask('PATCH', '/data/channels/lugano', { languages: ['it'] });
  });

  it('a channel in another zone takes its schedules along', async () => {
    const preset = { preset_name: 'faro', display_name: 'F', channel: 'lugano', language: 'it' };
    await ask('POST', '/presets', preset);
    await ask('POST', '/data/schedules', { id: 'noon', preset: 'faro', cron: '0 12 * * *' });
    await ask('PATCH', '/data/channels/lugano', { time_zone: 'Atlantic/Azores' });

    const database = running.app.get(Database, { strict: false });
    const zone = async () => {
      const [row] = await database.query<{ timezone: string }>(
        `select timezone from schedule where name = 'schedule noon'`,
      );
      return row?.timezone;
    };
    expect(await zone()).toBe('Atlantic/Azores');
    await ask('PATCH', '/presets/faro', { channel: 'zurich' });
    expect(await zone()).toBe('Europe/Zurich');
  });

  it('styles share out the hours of the day', async () => {
    const taken = { ...DAWN, from_hour: 5 };
    expect(fieldsOf(await ask('POST', '/data/styles', taken))).toEqual(['from_hour']);
    await ask('POST', '/data/styles', DAWN);

    const { body } = await ask('GET', '/shows/styles');

    expect((body['items'] as object[]).slice(0, 2)).toEqual([
      { name: 'dawn', display_name: 'Dawn', from: '03:00', to: '05:00' },
      { name: 'fresh_morning', display_name: 'Fresh Morning', from: '05:00', to: '11:00' },
    ]);
    for (const id of ['dawn', 'fresh_morning', 'professional_afternoon', 'chill_evening'])
      expect((await ask('DELETE', `/data/styles/${id}`)).status).toBe(204);
    expect((await ask('DELETE', '/data/styles/late_night')).status).toBe(409);
  });

  it('a style says how long its shows are, also where their format is judged', async () => {
    const mixer = running.app.get(Mixer, { strict: false });
    const judged: number[] = [];
    mixer.refusal = (_format, durationS) => {
      judged.push(durationS);
      return new InvalidInput([{ field: 'x', rule: 'is not made here' }]);
    };
    await ask('PATCH', '/data/styles/late_night', { duration_minutes: 120 });
    const show = { preset_name: 'bern', feeds: 'sample', export_format: 'flac' };
    const refused = await ask('POST', '/shows/generate', { ...show, target_time: '23:30' });
    await ask('POST', '/shows/generate', { ...show, duration_minutes: 7 });
    Reflect.deleteProperty(mixer, 'refusal');

    expect(fieldsOf(refused)).toEqual(['export_format']);
    expect(judged).toEqual([120 * 60, 7 * 60]);
  });

  it('a schedule makes the show of its preset, and goes with it', async () => {
    expect(
      fieldsOf(
        await ask('POST', '/data/schedules', { id: 'x', preset: 'none', cron: '0 1 * * *' }),
      ),
    ).toEqual(['preset']);
    const cron = '*/10 * * * *';
    await ask('POST', '/data/schedules', { id: 'often', preset: 'bern', cron, time_zone: 'UTC' });
    const { body } = await ask('GET', '/data/schedules?preset=bern');
    expect((body['items'] as Array<{ next_runs: string[] }>)[0]?.next_runs).toHaveLength(5);

    const scheduler = running.app.get(ShowScheduler, { strict: false });
    const slot = new Date('2026-05-20T04:10:00Z');
    const due = { preset: 'bern', schedule: 'often', scheduledAt: slot.toISOString() };
    await scheduler.fire(due, slot);
    await scheduler.fire(due, slot);
    await scheduler.fire({ ...due, schedule: 'gone' }, slot);

    const database = running.app.get(Database, { strict: false });
    expect(await database.query(`select outcome from show_slot where preset = 'bern'`)).toEqual([
      { outcome: 'made' },
    ]);
    await ask('DELETE', '/presets/bern');
    expect((await ask('GET', '/data/schedules/often')).status).toBe(404);
    expect(await database.query(`select name from schedule where name = 'schedule often'`)).toEqual(
      [],
    );
  });

  it('what need not be said can be taken away again', async () => {
    const said = {
      news_count_target: 7,
      music_genre_preference: 'jazz',
      generation_schedule: '0 6 * * *',
      generation_time_zone: 'UTC',
    };
    const cleared = Object.fromEntries(Object.keys(said).map((name) => [name, null]));
    const preset = { preset_name: 'bare', display_name: 'Bare', ...said };
    expect((await ask('POST', '/presets', preset)).body).toMatchObject(said);
    expect((await ask('PATCH', '/presets/bare', cleared)).body).toMatchObject(cleared);
    expect(fieldsOf(await ask('PATCH', '/presets/bare', { language: null }))).toEqual(['language']);
    const auto = { auto_generate: true, generation_schedule: null };
    expect(fieldsOf(await ask('PATCH', '/presets/bare', auto))).toEqual(['generation_schedule']);

    const noon = { id: 'noon', name: 'Noon', from_hour: 12, phrases: 'late_night' };
    await ask('POST', '/data/styles', { ...noon, duration_minutes: 9 });
    const style = await ask('PATCH', '/data/styles/noon', { duration_minutes: null });
    expect(style.body).toMatchObject({ duration_minutes: null });
    const zoned = { id: 'zoned', preset: 'bare', cron: '0 12 * * *', time_zone: 'UTC' };
    await ask('POST', '/data/schedules', zoned);
    const schedule = await ask('PATCH', '/data/schedules/zoned', { time_zone: null });
    expect(schedule.body).toMatchObject({ time_zone: null });
  });

  it('a key finds its preferences again, and no other key does', async () => {
    const [one, other] = [await keyOf(running, 'listener'), await keyOf(running, 'listener')];
    const wishes = { channel: 'basel', theme: 'dark', volume_percent: 40 };
    const first = await ask('GET', '/data/preferences', undefined, one);
    expect(first.body).toEqual({ version: 1 });

    const put = await ask('PUT', '/data/preferences', wishes, { ...one, 'if-match': first.etag });

    expect([put.status, put.body]).toEqual([200, { ...wishes, version: 2 }]);
    expect((await ask('GET', '/data/preferences', undefined, one)).body).toEqual(put.body);
    expect((await ask('GET', '/data/preferences', undefined, other)).body).toEqual({ version: 1 });
    const late = await ask('PUT', '/data/preferences', {}, { ...one, 'if-match': first.etag });
    expect(late.status).toBe(412);
    expect(fieldsOf(await ask('PUT', '/data/preferences', { channel: 'atlantis' }, one))).toEqual([
      'channel',
    ]);
    expect((await ask('PUT', '/data/preferences', { shoe_size: 43 }, one)).status).toBe(422);
  });

  it('tells how the database is', async () => {
    const { status, body } = await ask('GET', '/data/health');

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'up' });
    expect(Number(body['schema_version'])).toBeGreaterThanOrEqual(1700000000142);
  });
});
