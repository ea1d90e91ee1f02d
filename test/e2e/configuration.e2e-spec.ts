import { unwatchFile } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigService } from '@nestjs/config';
import { DEFAULTS_IN, LoggingSettings } from '#platform/config';
import { Database } from '#platform/database';
import { ConfigurationService } from '#gateway';
import { type RunningApp, startApp } from '#test/app';
import { until } from '#test/queue-instance';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

type Sections = Record<string, Record<string, { value: unknown; source: string }>>;

describe('settings over HTTP', () => {
  let running: RunningApp;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radiox-config-'));
    file = join(folder, 'radiox.env');
    await writeFile(file, 'CONTENT_NO_REPEAT_DAYS=5\n');
    running = await startApp({
      RADIOX_CONFIG_FILE: file,
      QUEUE_CONCURRENCY: '3',
      SECURITY_REQUESTS_PER_MINUTE: '', // The file says it.
    });
  });

  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });

  async function call(method: 'GET' | 'POST', url: string, headers = {}): Promise<Answer> {
    const answer = await running.app.inject({ method, url: `/api/v1/data${url}`, headers });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }
  const reload = () => call('POST', '/config/reload', running.operator);
  const sections = async () =>
    (await call('GET', '/config', running.operator)).body['sections'] as Sections;
  const record = () =>
    running.app
      .get(Database, { strict: false })
      .query<Record<string, unknown>>('select * from config_change order by at');

  it('are for operators alone, even on this machine', async () => {
    expect((await call('GET', '/config')).status).toBe(401);
    expect((await call('POST', '/config/reload')).status).toBe(401);
  });

  it('are shown by section with where they come from', async () => {
    const shown = await sections();

    expect(Object.keys(shown)).toHaveLength(13);
    expect(shown).toMatchObject({
      queue: { QUEUE_CONCURRENCY: { value: 3, source: 'env', reloadable: true } },
      station: { CONTENT_NO_REPEAT_DAYS: { value: 5, source: 'file', reloadable: true } },
      environment: { RADIOX_ENV: { value: 'test', source: 'env' } },
      logging: { RADIOX_LOG_LEVEL: { value: 'error', source: 'default' } },
      api: {},
    });
    expect(shown['database']?.['DATABASE_URL']?.value).toMatch(/^127\.0\.0\.1:\d+\/t_/);
    expect(running.app.get(ConfigService).get('queue.concurrency')).toBe(3);
  });

  it('are what the defaults of environments speak of', async () => {
    const known = Object.values(await sections()).flatMap((section) => Object.keys(section));
    const spokenOf = Object.values(DEFAULTS_IN).flatMap((defaults) => Object.keys(defaults));

    expect(spokenOf.length).toBeGreaterThan(1);
    expect(known).toEqual(expect.arrayContaining(spokenOf));
  });

  it('change while the station runs, and who changed them is recorded', async () => {
    await writeFile(file, 'RADIOX_LOG_LEVEL=warn\nQUEUE_LOCK_MS=6000\n');

    const { status, body } = await reload();

    expect(status).toBe(200);
    expect(body).toEqual({
      applied: [
        { section: 'logging', name: 'RADIOX_LOG_LEVEL', before: 'error', after: 'warn' },
        { section: 'station', name: 'CONTENT_NO_REPEAT_DAYS', before: 5, after: 7 },
      ],
      needs_restart: [{ section: 'queue', name: 'QUEUE_LOCK_MS', before: 4000, after: 6000 }],
    });
    expect(running.app.get(LoggingSettings).level).toBe('warn');
    expect(await record()).toMatchObject([
      {
        actor: `key ${running.operator.authorization.slice(7, 15)}`,
        trigger: 'request',
        outcome: 'applied',
        changes: [
          { variable: 'RADIOX_LOG_LEVEL', before: 'error', after: 'warn' },
          { variable: 'CONTENT_NO_REPEAT_DAYS', before: 5, after: 7 },
        ],
        faults: [],
      },
    ]);
  });

  it('change whole or not at all: every fault is named, and recorded', async () => {
    await writeFile(file, 'RADIOX_LOG_LEVEL=debug\nPORT=x\nCONTENT_NO_REPEAT_DAYS=-1\n');

    const { status, body } = await reload();

    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([
      { field: 'CONTENT_NO_REPEAT_DAYS', rule: 'must not be less than 0' },
      { field: 'PORT' },
    ]);
    expect(running.app.get(LoggingSettings).level).toBe('warn');
    expect((await record()).at(-1)).toMatchObject({ outcome: 'refused', changes: [] });
  });

  it('hold the number of requests as it is at the moment', async () => {
    await writeFile(file, 'SECURITY_REQUESTS_PER_MINUTE=10\n');
    await reload();

    const limits = await running.app.inject({ url: '/livez' });

    expect(limits.headers['ratelimit-policy']).toBe('"reading";q=10;w=60');
    await writeFile(file, '');
    await running.app.get(ConfigurationService).reload({ actor: 'test', trigger: 'file' });
  });

  it('do not change where the change cannot be recorded', async () => {
    const database = running.app.get(Database, { strict: false });
    await database.query('alter table config_change rename to away');
    await writeFile(file, 'RADIOX_LOG_LEVEL=debug\n');

    expect((await reload()).status).toBe(500);

    expect(running.app.get(LoggingSettings).level).toBe('error');
    await database.query('alter table away rename to config_change');
  });

  it('follow their files and SIGHUP', async () => {
    const level = () => running.app.get(LoggingSettings).level;
    const service = running.app.get(ConfigurationService);
    await writeFile(file, '');
    await service.reload({ actor: 'test', trigger: 'file' });
    service.watch();

    await writeFile(file, 'RADIOX_LOG_LEVEL=warn\n');
    await until(() => level() === 'warn');
    unwatchFile(file);
    await writeFile(file, 'RADIOX_LOG_LEVEL=log\n');
    process.emit('SIGHUP', 'SIGHUP');
    await until(() => level() === 'log');

    expect((await record()).slice(-2)).toMatchObject([{ trigger: 'file' }, { trigger: 'signal' }]);
  });
});
