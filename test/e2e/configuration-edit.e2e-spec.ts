import { LoggingSettings } from '#platform/config';
import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { freshDatabase } from '#test/database';
import { keyOf } from '#test/keys';
import { until } from '#test/queue-instance';

interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly body: Record<string, unknown>;
}
type Sections = Record<string, Record<string, Record<string, unknown>>>;

describe('settings that an operator changes', () => {
  let env: Record<string, string>;
  let one: RunningApp;
  let other: RunningApp;

  beforeAll(async () => {
    env = { DATABASE_URL: await freshDatabase(), CONTENT_ARTICLE_DAYS: '10' };
    one = await startApp(env);
    other = await startApp(env);
  });
  afterAll(() => Promise.all([one.stop(), other.stop()]));

  async function ask(
    method: 'GET' | 'PATCH' | 'POST',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await one.app.inject({
      method,
      url: `/api/v1/data/config${url}`,
      headers: { ...one.operator, ...headers },
      ...(payload && { payload }),
    });
    const body = answer.body === '' ? {} : answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, etag: String(answer.headers['etag']), body };
  }
  const patch = (settings: object, headers = {}) => ask('PATCH', '', { settings }, headers);
  const shown = async (section: string, name: string) =>
    ((await ask('GET', '')).body['sections'] as Sections)[section]?.[name];
  const levelOf = ({ app }: RunningApp) => app.get(LoggingSettings).level;

  it('are in force at once, in every process, with their origin', async () => {
    const { status, etag, body } = await patch({
      RADIOX_LOG_LEVEL: 'warn',
      CONTENT_NO_REPEAT_DAYS: 3,
      SECURITY_PUBLIC_READING: false,
    });

    expect(status).toBe(200);
    expect(etag).toBe('"v2"');
    expect(body).toEqual({
      version: 2,
      applied: expect.arrayContaining([
        { section: 'logging', name: 'RADIOX_LOG_LEVEL', before: 'error', after: 'warn' },
        { section: 'station', name: 'CONTENT_NO_REPEAT_DAYS', before: 7, after: 3 },
        { section: 'security', name: 'SECURITY_PUBLIC_READING', before: true, after: false },
      ]),
    });
    expect(await shown('station', 'CONTENT_NO_REPEAT_DAYS')).toEqual({
      value: 3,
      source: 'database',
      reloadable: true,
      editable: true,
    });
    await until(() => levelOf(other) === 'warn');
    expect([levelOf(one), levelOf(other)]).toEqual(['warn', 'warn']);
  });

  it.each([
    [{ CONTENT_NO_REPEAT_DAYS: -1 }, 'CONTENT_NO_REPEAT_DAYS', /must not be less than 0/],
    [{ CONTENT_NO_REPEAT_DAYS: 'many' }, 'CONTENT_NO_REPEAT_DAYS', /must/],
    [{ RADIOX_LOG_LEVEL: 'loud', PORT: 1 }, 'PORT', /at the start/],
    [{ OPENAI_API_KEY: 'sk-very-secret-1' }, 'OPENAI_API_KEY', /secret/],
    [{ CONTENT_ARTICLE_DAYS: 4 }, 'CONTENT_ARTICLE_DAYS', /environment/],
    [{ NO_SUCH_SETTING: 1 }, 'NO_SUCH_SETTING', /no setting/],
    [{ 'no name': 1 }, 'settings', /no name of a variable/],
    [{ RADIOX_LOG_LEVEL: { a: 1 } }, 'settings', /line of text/],
    [{ RADIOX_LOG_LEVEL: '' }, 'settings', /line of text/],
    [{}, 'settings', /1 to/],
  ])('are refused whole: %j', async (settings, field, rule) => {
    const isNothing = Object.keys(settings).length === 0;
    const { status, body } = await patch(
      isNothing ? {} : { RADIOX_LOG_LEVEL: 'debug', ...settings },
    );

    expect(status).toBe(422);
    const errors = body['errors'] as Array<{ field: string; rule: string }>;
    expect(errors.find((error) => error.field === field)?.rule).toMatch(rule);
    expect(JSON.stringify(body)).not.toContain('very-secret');
    expect(levelOf(one)).toBe('warn');
  });

  it('take one of two changes that were made to the same version', async () => {
    const { body } = await ask('GET', '');
    const tag = `"v${String(body['version'])}"`;

    const answers = await Promise.all(
      [11, 12, 13].map((days) => patch({ CONTENT_NO_REPEAT_DAYS: days }, { 'if-match': tag })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('are kept as versions, and come back', async () => {
    await patch({ CONTENT_NO_REPEAT_DAYS: 3 });
    await patch({ CONTENT_NO_REPEAT_DAYS: 9, RADIOX_LOG_LEVEL: null });
    expect(levelOf(one)).toBe('error');
    const { body: versions } = await ask('GET', '/versions?limit=2&total=true');
    const items = versions['items'] as Array<Record<string, unknown>>;
    const newest = Number(items[0]?.['version']);
    expect(versions['total']).toBe(newest);
    expect(items[0]).toMatchObject({
      actor: `key ${one.operator.authorization.slice(7, 15)}`,
      settings: { CONTENT_NO_REPEAT_DAYS: '9', SECURITY_PUBLIC_READING: 'false' },
    });
    expect(items[0]?.['changes']).toContainEqual({
      name: 'CONTENT_NO_REPEAT_DAYS',
      before: 3,
      after: 9,
    });
    const rest = await ask('GET', `/versions?cursor=${String(versions['next_cursor'])}`);
    expect((rest.body['items'] as object[]).length).toBe(newest - 2);

    const undone = await ask('POST', '/undo', {});
    expect(undone.body).toMatchObject({ version: newest + 1 });
    expect((await shown('station', 'CONTENT_NO_REPEAT_DAYS'))?.['value']).toBe(3);

    const first = await ask('POST', '/undo', { version: 1 });
    expect(first.status).toBe(200);
    expect(await shown('station', 'CONTENT_NO_REPEAT_DAYS')).toMatchObject({
      value: 7,
      source: 'default',
    });
    expect((await ask('GET', `/versions/${newest + 2}`)).body).toMatchObject({
      restored_version: 1,
      settings: {},
    });
    expect((await ask('POST', '/undo', { version: 999 })).status).toBe(404);
    expect((await ask('POST', '/undo', {}, { 'if-match': '"v1"' })).status).toBe(412);
  });

  it('may be imported where the environment says one of them, which waits then; secrets may not', async () => {
    const document = (settings: object) => ({
      kind: 'radiox-configuration',
      schema_version: 1,
      mode: 'merge',
      settings,
    });
    const send = (settings: object) =>
      one.app.inject({
        method: 'POST',
        url: '/api/v1/data',
        headers: one.operator,
        payload: document(settings),
      });

    const { statusCode } = await send({ CONTENT_ARTICLE_DAYS: 12, CONTENT_NO_REPEAT_DAYS: 4 });

    expect(statusCode).toBe(200);
    expect(await shown('station', 'CONTENT_NO_REPEAT_DAYS')).toMatchObject({ value: 4 });
    expect(await shown('station', 'CONTENT_ARTICLE_DAYS')).toMatchObject({
      value: 10,
      source: 'env',
    });
    expect((await send({ OPENAI_API_KEY: 'sk-0123456789abcdef' })).statusCode).toBe(422);
  });

  it('outlive a restart; what does not fit any more is left out', async () => {
    await patch({ RADIOX_LOG_LEVEL: 'warn', CONTENT_NO_REPEAT_DAYS: 5 });
    const database = one.app.get(Database, { strict: false });
    await database.query(
      `update config_version set settings = settings || '{"CONTENT_STORED_NEWS_DAYS": "never", "GONE": "x"}'
        where version = (select max(version) from config_version)`,
    );

    const later = await startApp(env);

    expect(levelOf(later)).toBe('warn');
    await later.stop();
  });

  it('are on record with old and new values', async () => {
    const database = one.app.get(Database, { strict: false });
    const [entry] = await database.query<{ actor: string; facts: Record<string, unknown> }>(
      `select actor, facts from audit_entry where action = 'settings.changed' order by id limit 1`,
    );

    expect(entry?.actor).toMatch(/^key /);
    expect(entry?.facts['changes']).toContainEqual({
      variable: 'CONTENT_NO_REPEAT_DAYS',
      before: 7,
      after: 3,
    });
  });

  it('are for operators alone', async () => {
    const producer = await keyOf(one, 'producer');
    for (const [method, url] of [
      ['PATCH', ''],
      ['POST', '/undo'],
      ['GET', '/versions'],
    ] as const)
      expect((await ask(method, url, method === 'GET' ? undefined : {}, producer)).status).toBe(
        403,
      );
  });
});
