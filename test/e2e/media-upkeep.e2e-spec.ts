import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Database } from '#platform/database';
import { FileStore } from '#platform/files';
import { type RunningApp, startApp } from '#test/app';
import { freshDatabase } from '#test/database';

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');
const LONG_AGO = new Date(Date.now() - 400 * 24 * 3600 * 1000);

let running: RunningApp;
let databaseUrl: string;
let store: FileStore;
let database: Database;
const show = randomUUID();
const kept: Record<'library' | 'audio' | 'former' | 'cover' | 'orphan' | 'young', string> = {
  library: '',
  audio: '',
  former: '',
  cover: '',
  orphan: '',
  young: '',
};

beforeAll(async () => {
  databaseUrl = await freshDatabase();
  running = await startApp({ DATABASE_URL: databaseUrl, RETENTION_SAMPLE_DAYS: '30' });
  store = running.app.get(FileStore, { strict: false });
  database = running.app.get(Database, { strict: false });
  for (const name of Object.keys(kept) as Array<keyof typeof kept>) {
    const { id } = await store.put(randomBytes(2_000));
    kept[name] = id;
    if (name !== 'young') await utimes(await store.pathOf(id), LONG_AGO, LONG_AGO);
  }
  await database.query(
    `insert into show (id, status, stage, percent, sentence, request, preset, channel, language, seed, request_hash,
       created_at, finished_at)
     values ($1, 'completed', 'publish', 100, 'x', '{}', 'zurich', 'zurich', 'de', '1', 'x', $2, $2)`,
    [show, LONG_AGO],
  );
  await database.query(
    `insert into show_file values ($1, 'a.mp3', 'audio', $2, 'audio/mpeg', 2000)`,
    [show, kept.audio],
  );
  await database.query(
    `insert into show_stage values ($1, 'cover', 'done', jsonb_build_object('fileId', $2::text), 1, 1)`,
    [show, kept.cover],
  );
  await database.query(
    `insert into show_version (show_id, version, action, editor, at, script, files)
     values ($1, 1, 'made', 'station', now(), '{}', jsonb_build_array(jsonb_build_object('fileId', $2::text)))`,
    [show, kept.former],
  );
  await database.query(
    // More than are let go of at once.
    `insert into show_event (show_id, type, data) select $1, 'status', '{}' from generate_series(1, 5001)`,
    [show],
  );
  await database.query(
    `insert into media_file values ($1, 'sample', $2, 2000, 'audio/wav', 'voice.wav', null, $3)`,
    [randomUUID(), kept.library, LONG_AGO],
  );
});
afterAll(() => running.stop());

async function ask(method: 'GET' | 'POST', path: string, payload?: object) {
  const answer = await running.app.inject({
    method,
    url: `/api/v1/media${path}`,
    headers: running.operator,
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

async function checked(): Promise<Record<string, unknown>> {
  const { status, body } = await ask('POST', '/integrity');
  expect(status).toBe(202);
  for (;;) {
    const job = await running.app.inject({
      url: `/api/v1/jobs/${String(body['job_id'])}`,
      headers: running.operator,
    });
    if (job.json<{ state: string }>().state === 'completed') break;
    await new Promise((again) => setTimeout(again, 50));
  }
  return (await ask('GET', '/integrity')).body;
}

function doctor(): Promise<{ code: unknown; out: string }> {
  const env = { ...process.env, RADIOX_DATA_DIR: running.dataDir, DATABASE_URL: databaseUrl };
  return new Promise((done) => {
    execFile(process.execPath, [CLI, 'doctor'], { env }, (error, out) => {
      done({ code: error?.code ?? 0, out });
    });
  });
}

async function archived(query: string): Promise<[string[], Record<string, unknown>]> {
  const { body } = await ask('GET', `/archive?${query}`);
  return [(body['items'] as Array<{ id: string }>).map(({ id }) => id), body];
}

it('lists finished shows with their files, by day, preset, channel and words', async () => {
  const day = LONG_AGO.toISOString().slice(0, 10);
  const dayBefore = new Date(LONG_AGO.getTime() - 24 * 3600 * 1000).toISOString().slice(0, 10);
  const [ids, body] = await archived(
    `total=true&preset=zurich&channel=zurich&from=${day}&to=${day}`,
  );

  expect(ids).toEqual([show]);
  expect(body).toMatchObject({
    items: [
      {
        size_bytes: 2_000,
        audio_url: `/api/v1/shows/${show}/files/a.mp3`,
        cover_url: null,
        files: [{ name: 'a.mp3', kind: 'audio', sha256: kept.audio }],
      },
    ],
    next_cursor: null,
    totals: { shows: 1, files: 1, size_bytes: 2_000, duration: 0 },
  });
  for (const none of ['preset=bern', 'channel=bern', 'q=xyz', `to=${dayBefore}`])
    expect(await archived(`${none}&total=true`)).toMatchObject([[], { totals: { shows: 0 } }]);
  const ofHyphens = Buffer.from(JSON.stringify([new Date(), '-'.repeat(36)])).toString('base64url');
  for (const wrong of [
    ...['yesterday', '20260520', '2026-W10', '2026-140'].map((day) => `from=${day}&to=${day}`),
    `cursor=${ofHyphens}`,
  ])
    expect([wrong, (await ask('GET', `/archive?${wrong}`)).status]).toEqual([wrong, 422]);
  expect((await ask('GET', '/archive?limit=0')).status).toBe(422);
});

it('tells what takes how much room', async () => {
  const { body } = await ask('GET', '/storage');

  expect(body).toMatchObject({
    store: 'disk',
    by_kind: [
      { kind: 'sample', files: 1, size_bytes: 2_000 },
      { kind: 'show', files: 1, size_bytes: 2_000 },
    ],
    total_files: 2,
    total_bytes: 4_000,
    disk_free_bytes: expect.any(Number) as number,
  });
});

it('finds what nobody needs, tells it first and then removes it, and nothing else', async () => {
  const dry = await ask('POST', '/orphans/sweep', {});
  expect(dry.body).toMatchObject({
    dry_run: true,
    files: 6,
    orphans: 1,
    orphan_bytes: 2_000,
    young: 1,
  });
  expect(dry.body['items']).toMatchObject([{ content_hash: kept.orphan, size_bytes: 2_000 }]);
  expect(await store.has(kept.orphan)).toBe(true);

  const done = await ask('POST', '/orphans/sweep', { dry_run: false });

  expect(done.body).toMatchObject({ dry_run: false, orphans: 1 });
  expect(await store.has(kept.orphan)).toBe(false);
  for (const name of ['library', 'audio', 'former', 'cover', 'young'] as const)
    expect([name, await store.has(kept[name])]).toEqual([name, true]);
});

it('finds every missing and every altered file', async () => {
  expect((await ask('GET', '/integrity')).status).toBe(404);
  expect(await checked()).toMatchObject({ is_intact: true, checked: 5, size_bytes: 10_000 });
  const well = await doctor();
  expect(well.code).toBe(0);
  expect(well.out).toMatch(/^ok {8}files {5}5 files with 0.0 MiB compared/m);

  await rm(await store.pathOf(kept.audio));
  await writeFile(await store.pathOf(kept.library), randomBytes(2_000));

  expect(await checked()).toMatchObject({
    is_intact: false,
    missing_count: 1,
    missing: [{ content_hash: kept.audio, used_by: [`show ${show} (a.mp3)`] }],
    altered_count: 1,
    altered: [
      { content_hash: kept.library, used_by: [expect.stringContaining('voice.wav') as string] },
    ],
    unreadable_count: 0,
  });
  const ill = await doctor();
  expect(ill.code).toBe(1);
  expect(ill.out).toMatch(/^FAILED {4}files {5}.* 1 missing, 1 altered, 0 unreadable$/m);
  expect(ill.out).toContain(`missing  ${kept.audio}  show ${show} (a.mp3)`);
  expect(ill.out).toContain(`altered  ${kept.library}  media file`);
}, 60_000);

it('lets go of what is old, as the rules say, and tells it first', async () => {
  const dueOf = ({ body }: { body: Record<string, unknown> }) =>
    Object.fromEntries(
      (body['items'] as Array<{ kind: string; keep_days: number; due: number }>).map(
        ({ kind, keep_days: days, due }) => [kind, [days, due]],
      ),
    );
  const expected = {
    jingle: [0, 0],
    bed: [0, 0],
    music: [0, 0],
    cover: [0, 0],
    sample: [30, 1],
    production: [30, 0],
    audio_job: [30, 0],
    show: [0, 0],
    script: [90, 0],
    log: [30, 5_001],
  };
  expect(dueOf(await ask('GET', '/retention'))).toEqual(expected);
  expect(dueOf(await ask('POST', '/retention/run', { dry_run: true }))).toEqual(expected);
  expect(await store.has(kept.library)).toBe(true);

  expect(dueOf(await ask('POST', '/retention/run', { dry_run: false }))).toEqual(expected);

  expect(dueOf(await ask('GET', '/retention'))).toMatchObject({ sample: [30, 0], log: [30, 0] });
  expect(await store.has(kept.library)).toBe(false);
  expect(await database.query('select from show')).toHaveLength(1);
});

describe('a show of long ago', () => {
  const run = () => ask('POST', '/retention/run', { dry_run: false });
  const isThere = async () => (await database.query('select from show')).length === 1;

  beforeAll(async () => {
    const { statusCode } = await running.app.inject({
      method: 'PATCH',
      url: '/api/v1/data/config',
      headers: running.operator,
      payload: { settings: { RETENTION_SHOW_DAYS: 100 } },
    });
    expect(statusCode).toBe(200);
  });

  it('stays where it was edited since', async () => {
    expect((await run()).body['items']).toContainEqual(
      expect.objectContaining({ kind: 'show', keep_days: 100, due: 0, failure: null }),
    );

    expect(await isThere()).toBe(true);
  });

  it('stays where it is edited while the old ones are let go of', async () => {
    await database.query('update show_version set at = $1', [LONG_AGO]);
    const [isLocked, mayEnd] = [Promise.withResolvers(), Promise.withResolvers()];
    const edit = database.transaction(async () => {
      await database.query(`update show set version = version + 1 where id = $1`, [show]);
      isLocked.resolve(true);
      await mayEnd.promise;
      await database.query(
        `insert into show_version (show_id, version, action, editor, at, script, files)
         values ($1, 2, 'edited', 'somebody', now(), '{}', '[]')`,
        [show],
      );
    });
    await isLocked.promise;
    const ran = run();
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await database.query(waiting)).length === 0)
      await new Promise((again) => setTimeout(again, 20));
    mayEnd.resolve(true);
    await Promise.all([edit, ran]);

    expect(await isThere()).toBe(true);
    expect(await store.has(kept.former)).toBe(true);
  });

  it('goes with its files once nobody has touched it for so long', async () => {
    await database.query('update show_version set at = $1', [LONG_AGO]);
    await run();

    expect(await isThere()).toBe(false);
    expect(await store.has(kept.former)).toBe(false);
  });
});
