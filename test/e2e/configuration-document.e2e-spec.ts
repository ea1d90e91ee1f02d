import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { keyOf } from '#test/keys';
import { LoopWork } from '#test/loop-work';

type Document = Record<string, unknown> & {
  presets: Array<Record<string, unknown>>;
  speakers: Array<Record<string, unknown>>;
  channels: Array<Record<string, unknown>>;
};

const SECRET = 'sk-canary-0123456789';

describe('the configuration as one document', () => {
  let one: RunningApp;
  let other: RunningApp;

  beforeAll(async () => {
    one = await startApp({ OPENAI_API_KEY: SECRET });
    other = await startApp();
  });
  afterAll(() => Promise.all([one.stop(), other.stop()]));

  async function ask(
    running: RunningApp,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
    headers: Record<string, string> = {},
  ) {
    const answer = await running.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...running.operator, ...headers },
      ...(payload && { payload }),
    });
    const body = answer.body === '' ? {} : answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, etag: String(answer.headers['etag']), body };
  }
  const exported = async (running: RunningApp) => {
    const { status, etag, body } = await ask(running, 'GET', '/data/export');
    expect(status).toBe(200);
    return { etag, document: body as Document };
  };
  const imported = (document: object, query = '', headers = {}) =>
    ask(other, 'POST', `/data${query}`, document, headers);
  const fieldsOf = (body: Record<string, unknown>) =>
    (body['errors'] as Array<{ field: string }>).map(({ field }) => field);

  it('goes from one station to a new one and comes back the same', async () => {
    const made: Array<readonly [string, object]> = [
      [
        '/data/channels',
        { id: 'chur', name: 'Chur', latitude: 46.85, longitude: 9.53, time_zone: 'Europe/Zurich' },
      ],
      [
        '/speakers',
        {
          id: 'nora',
          name: 'Nora',
          roles: ['guest'],
          humour: 'dry',
          pace: 1.15,
          voices: { de: { espeak: 'de-f2' } },
          voice_settings: { de: { elevenlabs: { stability: 0.35 } } },
          pronunciations: { de: { Chur: 'Khuur', gif: { ipa: 'dʒɪf' } } },
        },
      ],
      [
        '/presets',
        {
          preset_name: 'chur',
          display_name: 'Chur früh',
          channel: 'chur',
          language: 'de',
          primary_speaker: 'nora',
          news_categories: { switzerland: 1.7 },
          auto_generate: true,
          generation_schedule: '0 6 * * 1-5',
        },
      ],
      ['/data/schedules', { id: 'late', preset: 'chur', cron: '30 22 * * *', time_zone: 'UTC' }],
      ['/data/styles', { id: 'dawn', name: 'Dawn', from_hour: 3, phrases: 'late_night' }],
      ['/content/feeds', { url: 'https://chur.example/rss', outlet: 'Chur', channels: ['chur'] }],
    ];
    for (const [path, thing] of made)
      expect([path, (await ask(one, 'POST', path, thing)).status]).toEqual([path, 201]);
    await ask(one, 'PATCH', '/data/config', { settings: { CONTENT_NO_REPEAT_DAYS: 4 } });
    for (const path of ['/presets/basel', '/speakers/brad', '/content/feeds/nature'])
      expect((await ask(one, 'DELETE', path)).status).toBe(204);
    const [, arosa] = made[0] as readonly [string, object];
    await ask(other, 'POST', '/data/channels', { ...arosa, id: 'arosa' });
    const { document } = await exported(one);
    expect(JSON.stringify(document)).not.toContain(SECRET);

    const dry = await imported(document, '?dry_run=true');
    const nothing = (await exported(other)).document;
    const real = await imported(document);

    expect(dry.body).toMatchObject({ dry_run: true, mode: 'replace' });
    expect(nothing.presets.map((preset) => preset['preset_name'])).toContain('basel');
    expect([real.status, real.body]).toEqual([200, { ...dry.body, dry_run: false }]);
    expect(real.body['sections']).toMatchObject({
      channels: { added: ['chur'], changed: [], removed: ['arosa'], unchanged: 3 },
      speakers: { added: ['nora'], removed: ['brad'] },
      presets: { added: ['chur'], removed: ['basel'] },
      settings: { added: ['CONTENT_NO_REPEAT_DAYS'] },
    });
    expect((await exported(other)).document).toEqual(document);
    const again = await imported(document);
    for (const section of Object.values(again.body['sections'] as Record<string, object>))
      expect(section).toMatchObject({ added: [], changed: [], removed: [] });
    const schedules = await other.app
      .get(Database, { strict: false })
      .query<{ name: string }>('select name from schedule order by name');
    expect(schedules.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['preset chur', 'schedule late']),
    );
  });

  it('is refused whole, with the way to every fault', async () => {
    const { document } = await exported(other);
    const wrong = {
      ...document,
      mode: 'merge',
      channels: [{ ...document.channels[0], latitude: 'north', colour: 'red' }],
      presets: [
        { ...document.presets[0], display_name: 'Changed' },
        { ...document.presets[1], duration_minutes: 0 },
        { ...document.presets[1] },
        'no preset',
      ],
      settings: { CONTENT_NO_REPEAT_DAYS: { days: 4 } },
    };
    const shape = await imported(wrong);
    expect(shape.status).toBe(422);
    expect(fieldsOf(shape.body)).toEqual(
      expect.arrayContaining([
        'channels.0.latitude',
        'channels.0.colour',
        'presets.1.duration_minutes',
        'presets.2.preset_name',
        'presets.3',
        'settings.CONTENT_NO_REPEAT_DAYS',
      ]),
    );

    const dangling = await imported({
      kind: document['kind'],
      schema_version: 1,
      presets: [
        { ...document.presets[0], display_name: 'Changed' },
        { preset_name: 'x', display_name: 'X', channel: 'atlantis', primary_speaker: 'nobody' },
      ],
      schedules: [{ id: 'y', preset: 'chur', cron: '0 25 * * *' }],
    });
    expect(fieldsOf(dangling.body)).toEqual(['schedules.0.cron']);
    const names = await imported({
      kind: document['kind'],
      schema_version: 1,
      presets: [
        { ...document.presets[0], display_name: 'Changed' },
        { preset_name: 'x', display_name: 'X', channel: 'atlantis', primary_speaker: 'nobody' },
      ],
    });
    expect(fieldsOf(names.body)).toEqual(['presets.1.channel', 'presets.1.primary_speaker']);
    const gone = await imported({
      kind: document['kind'],
      schema_version: 1,
      mode: 'replace',
      speakers: document.speakers.filter((speaker) => speaker['id'] !== 'nora'),
    });
    expect(gone.status).toBe(422);
    const setting = await imported({
      kind: document['kind'],
      schema_version: 1,
      styles: [{ id: 'noon', name: 'Noon', from_hour: 12, phrases: 'chill_evening' }],
      settings: { CONTENT_NO_REPEAT_DAYS: -3, NO_SUCH: '1' },
    });
    expect(fieldsOf(setting.body)).toEqual(['settings.NO_SUCH']);
    for (const head of [
      { kind: 'x', schema_version: 1 },
      { kind: document['kind'], schema_version: 2 },
    ])
      expect((await imported(head)).status).toBe(422);

    expect((await exported(other)).document).toEqual(document);
  });

  it('adds to what there is where it does not say otherwise', async () => {
    const { document, etag } = await exported(other);
    const more = {
      kind: document['kind'],
      schema_version: 1,
      presets: [{ preset_name: 'noon', display_name: 'Noon' }],
    };

    const { status, body } = await imported(more, '', { 'if-match': etag });

    expect(status).toBe(200);
    expect(body).toEqual({
      dry_run: false,
      mode: 'merge',
      sections: { presets: { added: ['noon'], changed: [], removed: [], unchanged: 0 } },
    });
    expect((await exported(other)).document.presets).toHaveLength(document.presets.length + 1);
    expect((await imported(more, '', { 'if-match': etag })).status).toBe(412);
    const tag = (await exported(other)).etag;
    expect(
      (await ask(other, 'GET', '/data/export', undefined, { 'if-none-match': tag })).status,
    ).toBe(304);
  });

  it('waits for a change that is being made, and does not undo it', async () => {
    const { document, etag } = await exported(other);
    const database = other.app.get(Database, { strict: false });
    const [made, goOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const changing = database.transaction(async () => {
      await database.query(`update preset set display_name = 'Lunch' where name = 'noon'`);
      made.resolve(undefined);
      await goOn.promise;
    });
    await made.promise;

    const importing = imported(document, '', { 'if-match': etag });
    await sleep(300);
    goOn.resolve(undefined);
    await changing;

    expect((await importing).status).toBe(412);
    const { presets } = (await exported(other)).document;
    expect(presets.find(({ preset_name }) => preset_name === 'noon')).toMatchObject({
      display_name: 'Lunch',
    });
  });

  it('swaps what can only be one', async () => {
    const styles = [
      { id: 'day', name: 'Day', from_hour: 18, phrases: 'professional_afternoon' },
      { id: 'night', name: 'Night', from_hour: 6, phrases: 'late_night' },
    ];
    const head = { kind: 'radiox-configuration', schema_version: 1, mode: 'replace' };
    expect((await imported({ ...head, styles })).status).toBe(200);
    const swapped = styles.map((style, at) => ({ ...style, from_hour: at === 0 ? 6 : 18 }));
    expect((await imported({ ...head, styles: swapped })).status).toBe(200);
    const twins = styles.map((style) => ({ ...style, from_hour: 6 }));
    expect(fieldsOf((await imported({ ...head, styles: twins })).body)).toEqual([
      'styles.0.from_hour',
      'styles.1.from_hour',
    ]);
    expect((await imported({ ...head, styles: [] })).status).toBe(422);
  });

  it('reads a feed again that it gives another category', async () => {
    const database = other.app.get(Database, { strict: false });
    const { document } = await exported(other);
    const feeds = document['feeds'] as Array<Record<string, unknown>>;
    const [first, second] = feeds;
    await database.query(
      `insert into feed_state (feed_id, url, for_url, etag, next_fetch_at, state)
       values ($1, $3, $3, '"a"', now(), 'fresh'), ($2, $4, $4, '"b"', now(), 'fresh')
       on conflict (feed_id) do update set etag = excluded.etag`,
      [first?.['id'], second?.['id'], first?.['url'], second?.['url']],
    );
    const changed = feeds.with(0, { ...first, category: 'sport' });

    const head = { kind: 'radiox-configuration', schema_version: 1, mode: 'replace' };
    expect((await imported({ ...head, feeds: changed })).status).toBe(200);

    const told = await database.query<{ feed_id: string; etag: string | null }>(
      'select feed_id, etag from feed_state where feed_id = any($1)',
      [[first?.['id'], second?.['id']]],
    );
    expect(Object.fromEntries(told.map(({ feed_id, etag }) => [feed_id, etag]))).toEqual({
      [String(first?.['id'])]: null,
      [String(second?.['id'])]: '"b"',
    });
  });

  it('looks at two thousand feeds without keeping others waiting', async () => {
    const feeds = Array.from({ length: 2_000 }, (_, n) => ({
      id: `feed-${n}`,
      url: `https://feeds.example.org/${n}`,
      outlet: 'Example',
      category: 'world',
      language: 'en',
    }));
    const head = { kind: 'radiox-configuration', schema_version: 1, mode: 'merge' };
    const work = new LoopWork();

    const { status } = await imported({ ...head, feeds }, '?dry_run=true');

    const longestMs = work.end(100);
    expect(status).toBe(200);
    expect(longestMs).toBeLessThan(1_500); // 2,000 times 2,000 addresses took seconds.
  });

  it('is for operators alone, and on record', async () => {
    const producer = await keyOf(other, 'producer');
    expect((await ask(other, 'GET', '/data/export', undefined, producer)).status).toBe(403);
    expect((await imported({}, '', producer)).status).toBe(403);
    const database = other.app.get(Database, { strict: false });
    const acts = await database.query(
      `select 1 from audit_entry where action = 'configuration.imported'`,
    );
    expect(acts).toHaveLength(6);
  });

  describe('what was wrong before', () => {
    const query = <Row>(sql: string) => other.app.get(Database, { strict: false }).query<Row>(sql);
    const head = { kind: 'radiox-configuration', schema_version: 1 };

    it('stays where a document leaves it as it is, and is refused where it writes it', async () => {
      await query(`update channel set languages = '["de"]' where id = 'chur'`);
      await query(`update preset set language = 'fr' where name = 'chur'`);
      const { document } = await exported(other);
      const chur = document.presets.find((preset) => preset['preset_name'] === 'chur') ?? {};

      expect((await imported(document)).status).toBe(200);
      expect((await imported({ ...head, presets: [{ ...chur, language: 'it' }] })).status).toBe(
        422,
      );
      const elsewhere = { ...head, speakers: [{ id: 'zoe', name: 'Zoe', roles: ['guest'] }] };
      expect((await imported(elsewhere)).status).toBe(200);
      expect((await imported({ ...head, presets: [{ ...chur, language: 'de' }] })).status).toBe(
        200,
      );
    });

    it('no longer comes of what a preset has by default', async () => {
      const { document } = await exported(other);
      const nora = document.speakers.filter((speaker) => speaker['id'] === 'nora');
      const presets = document.presets
        .filter((preset) => preset['preset_name'] === 'chur')
        .map((preset) => ({ ...preset, secondary_speaker: 'nora' }));
      const less = { ...document, presets, speakers: nora };
      expect((await imported(less)).status).toBe(200);

      const made = await ask(other, 'POST', '/presets', { preset_name: 'a', display_name: 'A' });

      expect(fieldsOf(made.body)).toEqual(['primary_speaker', 'secondary_speaker']);
      const added = { ...head, presets: [{ preset_name: 'a', display_name: 'A' }] };
      expect(fieldsOf((await imported(added)).body)).toEqual([
        'presets.0.primary_speaker',
        'presets.0.secondary_speaker',
      ]);
    });
  });

  it('a zone that a document changes is that of its schedules from then on', async () => {
    const zones = () =>
      other.app
        .get(Database, { strict: false })
        .query<{ row: string }>(
          `select name || ' ' || timezone as row from schedule where name = 'preset chur' or name = 'schedule early' order by name`,
        );
    const early = { id: 'early', preset: 'chur', cron: '0 5 * * *' };
    expect((await ask(other, 'POST', '/data/schedules', early)).status).toBe(201);
    const { document } = await exported(other);
    const channels = document.channels.map((channel) => ({
      ...channel,
      time_zone: 'Atlantic/Azores',
    }));

    expect((await imported({ ...document, channels })).status).toBe(200);

    expect((await zones()).map(({ row }) => row)).toEqual([
      'preset chur Atlantic/Azores',
      'schedule early Atlantic/Azores',
    ]);
    const { kind, schema_version } = document;
    await imported({ kind, schema_version, channels: document.channels });
    expect((await zones()).map(({ row }) => row)).toEqual([
      'preset chur Europe/Zurich',
      'schedule early Europe/Zurich',
    ]);
  });
});
