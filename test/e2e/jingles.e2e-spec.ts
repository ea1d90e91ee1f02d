import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ffmpeg, JingleLibrary, ShowMusic } from '#modules/audio';
import { MediaLibrary } from '#modules/media';
import { Database } from '#platform/database';
import { FileStore } from '#platform/files';
import { type RunningApp, startApp, UNHURRIED } from '#test/app';
import { keyOf } from '#test/keys';

interface Jingle {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly reason: string | null;
  readonly show_types: string[];
  readonly media_id: string;
  readonly version: number;
  readonly uses: number;
  readonly analysis: Record<string, unknown> | null;
}

const LONG_AGO = new Date(Date.now() - 24 * 3600 * 1000);
/** A drum twice a second, on an A minor chord. */
const BEAT = `aevalsrc='0.5*exp(-25*mod(t\\,0.5))*sin(2*PI*90*t)+0.08*(sin(2*PI*220*t)+sin(2*PI*261.63*t)+sin(2*PI*329.63*t))':s=44100`;

let running: RunningApp;
let url: string;
let folder: string;
let beat: Buffer;
let tone: Buffer;

beforeAll(async () => {
  running = await startApp(UNHURRIED);
  await running.app.listen(0, '127.0.0.1');
  url = `${await running.app.getUrl()}/api/v1/media/jingles`;
  folder = mkdtempSync(join(tmpdir(), 'jingles-'));
  beat = await made(`${BEAT}:d=8.5`, 'flac');
  tone = await made('sine=600:d=3', 'mp3');
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

async function made(source: string, format: string): Promise<Buffer> {
  const file = join(folder, `made.${format}`);
  await running.app.get(Ffmpeg, { strict: false }).run({
    args: ['-f', 'lavfi', '-i', source, '-f', format, 'out'],
    inputFiles: {},
    outputFiles: { out: file },
    limits: { timeMs: 20_000, outputBytes: 10_000_000 },
  });
  return readFileSync(file);
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, {
    ...init,
    headers: { ...running.operator, ...(init.headers as Record<string, string>) },
  });
const json = async <T>(path: string, init: RequestInit = {}) =>
  (await (await ask(path, init)).json()) as T;
const body = (content: object, headers: Record<string, string> = {}) => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(content),
});

function upload(fields: Record<string, string>, content: Buffer, filename = 'x.bin') {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(content)]), filename);
  return ask('', { method: 'POST', body: form });
}

async function heard(answer: Response): Promise<Jingle> {
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as Jingle;
  for (let tries = 0; tries < 150; tries++) {
    const jingle = await json<Jingle>(`/${id}`);
    if (jingle.status !== 'pending') return jingle;
    await sleep(100);
  }
  throw new Error('It was never listened to.');
}

it('listens to what is uploaded, and gives preview and waveform', async () => {
  const bed = await heard(
    await upload({ kind: 'bed', name: 'Night drive', show_types: 'news, night' }, beat),
  );

  expect(bed).toMatchObject({
    kind: 'bed',
    name: 'Night drive',
    show_types: ['news', 'night'],
    status: 'ready',
    reason: null,
    uses: 0,
    analysis: {
      format: 'flac',
      codec: 'flac',
      sample_rate_hz: 44_100,
      channels: 1,
      duration_s: 8.5,
      key: 'A minor',
      warnings: [],
      loop: { bars: 4 },
    },
  });
  expect(Number(bed.analysis?.['tempo_bpm'])).toBeCloseTo(120, 0);
  const preview = await ask(`/${bed.id}/preview`);
  expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
  expect((await preview.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
  const waveform = await json<{ length: number; data: number[] }>(`/${bed.id}/waveform`);
  expect(waveform.data).toHaveLength(2 * waveform.length);
  expect(Math.max(...waveform.data)).toBeGreaterThan(40);
}, 30_000);

it('takes the file as the body, and the same file for the same kind once', async () => {
  const post = () =>
    ask('?kind=intro&name=Tone', {
      method: 'POST',
      headers: { 'content-type': 'audio/mpeg' },
      body: new Uint8Array(tone),
    });
  const first = await heard(await post());
  const second = (await (await post()).json()) as Jingle;

  expect(second.id).toBe(first.id);
  expect(first).toMatchObject({
    kind: 'intro',
    name: 'Tone',
    analysis: { format: 'mp3', tempo_bpm: null },
  });
}, 30_000);

it('refuses what is no jingle, and says why what is uploaded cannot be used', async () => {
  const list = await upload({ kind: 'intro' }, Buffer.from('#EXTM3U\n/etc/passwd'), 'a.mp3');
  const unsaid = await upload({}, tone);
  const wrong = await upload({ kind: 'song' }, tone);
  const cut = await heard(await upload({ kind: 'stinger' }, beat.subarray(0, 60), 'cut.flac'));

  expect([list.status, unsaid.status, wrong.status]).toEqual([422, 422, 422]);
  expect(await unsaid.json()).toMatchObject({ errors: [{ field: 'kind' }] });
  expect(cut).toMatchObject({ status: 'failed', analysis: null });
  expect(cut.reason).toContain('cannot be used as audio');
  const refused = await ask(`/${cut.id}/preview`);
  expect(refused.status).toBe(409);
}, 30_000);

it('lists by page and filter', async () => {
  const all = await json<{ items: Jingle[]; total: number }>('?total=true&limit=100');
  const pages: Jingle[] = [];
  let cursor = '';
  do {
    const query = `?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const page = await json<{ items: Jingle[]; next_cursor: string | null }>(query);
    pages.push(...page.items);
    cursor = page.next_cursor ?? '';
  } while (cursor !== '');
  const names = async (query: string) =>
    (await json<{ items: Jingle[] }>(query)).items.map(({ name }) => name);

  expect(all.total).toBe(3);
  expect(pages.map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
  expect(await names('?kind=bed')).toEqual(['Night drive']);
  expect(await names('?q=TON')).toEqual(['Tone']);
  expect(await names('?min_duration_s=5')).toEqual(['Night drive']);
  expect(await names('?max_energy=0&status=ready')).toEqual([]);
  const cursors = [
    'nonsense',
    `1|${'-'.repeat(36)}`,
    `2026-02-30T10:00:00.000000Z|${all.items[0]?.id ?? ''}`,
    `0000-01-01T10:00:00.000000Z|${all.items[0]?.id ?? ''}`,
  ].map((text) => Buffer.from(text).toString('base64url'));
  for (const one of ['nonsense', ...cursors])
    expect([one, (await ask(`?cursor=${one}`)).status]).toEqual([one, 422]);
  const nobody = await ask('/nonsense/preview');
  expect([nobody.status, await nobody.json()]).toMatchObject([422, { errors: [{ field: 'id' }] }]);
});

it('takes one file a form, and leaves no jingle of a form that is refused', async () => {
  const before = await json<{ total: number }>('?total=true');
  const form = new FormData();
  form.append('kind', 'station_id');
  for (const content of [beat.subarray(0, 90_000), tone])
    form.append('file', new Blob([new Uint8Array(content)]), 'two.bin');

  const answer = await ask('', { method: 'POST', body: form });

  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    { errors: [{ field: 'file' }] },
  ]);
  expect((await json<{ total: number }>('?total=true')).total).toBe(before.total);
  const files = await fetch(`${url}/../files?q=two.bin`, { headers: running.operator });
  expect(await files.json()).toMatchObject({ items: [] });
});

it('is no second jingle of a kind by a change', async () => {
  const { items } = await json<{ items: Jingle[] }>('?kind=intro');
  const outro = await heard(await upload({ kind: 'outro' }, tone));

  const answer = await ask(`/${outro.id}`, {
    method: 'PATCH',
    ...body({ kind: 'intro' }, { 'if-match': '*' }),
  });

  expect([answer.status, await answer.json()]).toMatchObject([
    409,
    { type: '/problems/audio/jingle-exists', kind: 'intro' },
  ]);
  expect(outro.media_id).toBe(items[0]?.media_id);
  expect((await ask(`/${outro.id}`, { method: 'DELETE' })).status).toBe(204);
}, 30_000);

it('goes whole where somebody else needs its file: the file stays, the preview goes', async () => {
  const media = running.app.get(MediaLibrary, { strict: false });
  const files = running.app.get(FileStore, { strict: false });
  const database = running.app.get(Database, { strict: false });
  const needed = new Set<string>();
  media.onRemoval((id) => Promise.resolve(needed.has(id) ? ['a job'] : []));
  const stinger = await heard(
    await upload({ kind: 'stinger', name: 'Ping' }, await made('sine=700:d=2', 'mp3')),
  );
  const rows = await database.query<{ preview: string }>(
    'select preview from jingle where id = $1',
    [stinger.id],
  );
  needed.add(stinger.media_id);
  const preview = rows[0]?.preview ?? '';
  const place = join(running.dataDir, 'files', preview.slice(0, 2), preview.slice(2, 4), preview);
  await utimes(place, LONG_AGO, LONG_AGO); // What is young is left to the sweep.
  const file = () => fetch(`${url}/../files/${stinger.media_id}`, { headers: running.operator });

  const gone = await ask(`/${stinger.id}`, { method: 'DELETE' });

  expect([gone.status, (await ask(`/${stinger.id}`)).status, (await file()).status]).toEqual([
    204, 404, 200,
  ]);
  expect(await files.has(preview)).toBe(false);
  const audit = await database.query(
    `select 1 from audit_entry where action = 'jingle.removed' and target = $1`,
    [stinger.id],
  );
  expect(audit).toHaveLength(1);
}, 30_000);

it('changes with the version that was read, and no other', async () => {
  const { items } = await json<{ items: Jingle[] }>('?kind=intro');
  const { id, version } = items[0] as Jingle;
  const changes = { name: 'Good morning', show_types: ['morning'] };
  const patch = (headers: Record<string, string>) =>
    ask(`/${id}`, { method: 'PATCH', ...body(changes, headers) });

  expect((await patch({})).status).toBe(428);
  const changed = await patch({ 'if-match': `"v${version}"` });
  expect(changed.headers.get('etag')).toBe(`"v${version + 1}"`);
  expect(await changed.json()).toMatchObject(changes);
  expect((await patch({ 'if-match': `"v${version}"` })).status).toBe(412);
});

it('recommends with a reason, chooses for a show, and counts the shows it airs in', async () => {
  const library = running.app.get(JingleLibrary, { strict: false });
  const wish = '?kind=bed&show_type=news&duration_s=8&energy=0.5';
  const { items } = await json<{ items: Array<{ jingle: Jingle; reason: string; score: number }> }>(
    `/recommend${wish}`,
  );
  const posted = await json<{ items: unknown[] }>('/recommend', {
    method: 'POST',
    ...body({ kind: 'outro' }),
  });

  expect(items).toHaveLength(1);
  expect(items[0]?.reason).toMatch(
    /made for news; 8\.5 s long where 8\.0 s are asked; energy .*; not heard yet/,
  );
  expect(posted.items).toEqual([]);
  const chosen = await library.choose({ kind: 'bed', showType: 'news' });
  expect(readFileSync(chosen?.wav ?? '').length).toBeGreaterThan(8 * 44_100 * 8);
  expect(await library.choose({ kind: 'bed' }, 'built_in')).toBeUndefined();
  expect(
    await library.choose({ kind: 'bed' }, '00000000-0000-4000-8000-000000000000'),
  ).toBeUndefined();
  const id = chosen?.jingle.id ?? '';
  for (const show of ['a', 'a', 'b']) await library.countUse([id], show);
  expect(await json<Jingle>(`/${id}`)).toMatchObject({ uses: 2 });
});

it('gives the mixer the pieces of a show, and an edited show the ones it had', async () => {
  const music = running.app.get(ShowMusic, { strict: false });

  const { pieces, heard } = await music.piecesFor({ showType: 'news' });
  const again = await music.piecesFor({ showType: 'news', former: heard });
  const former = await music.piecesFor({ former: [] });

  // The intro has three seconds, which is too short; the bed plays its four bars.
  expect(Object.keys(pieces ?? {})).toEqual(['bed']);
  expect(pieces?.bed).toMatchObject({ bars: 4 });
  expect(heard).toMatchObject([{ kind: 'bed', name: 'Night drive' }]);
  expect(again.pieces).toEqual(pieces);
  expect(former).toEqual({ heard: [] });
});

it('keeps what is needed, and forgets the rest with its file', async () => {
  const library = running.app.get(JingleLibrary, { strict: false });
  const { items } = await json<{ items: Jingle[] }>('?limit=100');
  const bed = items.find(({ kind }) => kind === 'bed') as Jingle;
  const needed = new Set([bed.id]);
  library.onRemoval((id) => Promise.resolve(needed.has(id) ? ['the preset "morning"'] : []));
  const file = () => fetch(`${url}/../files/${bed.media_id}`, { headers: running.operator });

  const another = await keyOf(running, 'producer');
  const others = await ask(`/${bed.id}`, { method: 'DELETE', headers: another });
  expect([others.status, await others.json()]).toEqual([
    403,
    expect.objectContaining({ type: expect.stringContaining('media/of-others') }),
  ]);
  const refused = await ask(`/${bed.id}`, { method: 'DELETE' });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ used_by: ['the preset "morning"'] });
  const media = await fetch(`${url}/../files/${bed.media_id}`, {
    method: 'DELETE',
    headers: running.operator,
  });
  expect(media.status).toBe(409);
  needed.clear();
  expect(
    (await ask(`/${bed.id}`, { method: 'DELETE', headers: { 'if-match': '"v1"' } })).status,
  ).toBe(412);
  expect((await ask(`/${bed.id}`, { method: 'DELETE' })).status).toBe(204);

  expect((await ask(`/${bed.id}`)).status).toBe(404);
  expect((await file()).status).toBe(404);
});
