import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { connect as dial } from 'node:net';
import { FileStore } from '#platform/files';
import { type RunningApp, startApp } from '#test/app';
import { keyOf, makeKey } from '#test/keys';

const WAV = Buffer.concat([Buffer.from('RIFF\x24\x27\0\0WAVEfmt '), randomBytes(10_000)]);
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(500)]);

interface Uploaded {
  readonly items: ReadonlyArray<Record<string, string> & { readonly id: string }>;
}

let running: RunningApp;
let url: string;

beforeAll(async () => {
  running = await startApp({ MEDIA_FILE_BYTES_MAX: '3000000' });
  await running.app.listen(0, '127.0.0.1');
  url = `${await running.app.getUrl()}/api/v1/media`;
});
afterAll(() => running.stop());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, {
    ...init,
    headers: { ...running.operator, ...(init.headers as Record<string, string>) },
  });

function form(...parts: ReadonlyArray<readonly [string, string | Buffer, string?]>): FormData {
  const all = new FormData();
  for (const [name, value, filename] of parts)
    if (typeof value === 'string') all.append(name, value);
    else all.append(name, new Blob([new Uint8Array(value)], { type: 'text/html' }), filename);
  return all;
}

const upload = (...parts: ReadonlyArray<readonly [string, string | Buffer, string?]>) =>
  ask('/upload', { method: 'POST', body: form(...parts) });

async function uploaded(content: Buffer, kind: string, name: string): Promise<string> {
  const answer = await upload(['kind', kind], ['file', content, name]);
  const { items } = (await answer.json()) as Uploaded;
  return items[0]?.id ?? '';
}

async function onDisk(): Promise<string[]> {
  const entries = await readdir(running.dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /files|work/.test(entry.parentPath))
    .map(({ name }) => name);
}

it('takes a form with several files, whatever they say they are', async () => {
  const answer = await upload(
    ['kind', 'jingle'],
    ['name', 'Grüezi am Morgen'],
    ['file', WAV, '../../x.html'],
    ['kind', 'cover'],
    ['file', PNG, 'cover.svg'],
  );

  expect(answer.status).toBe(201);
  const { items } = (await answer.json()) as Uploaded;
  expect(items).toEqual([
    {
      id: expect.any(String) as string,
      kind: 'jingle',
      name: 'Grüezi am Morgen',
      content_type: 'audio/wav',
      size_bytes: WAV.length,
      content_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      owner_key: expect.any(String) as string,
      created_at: expect.any(String) as string,
      url: `/api/v1/media/files/${items[0]?.id ?? ''}`,
    },
    expect.objectContaining({ kind: 'cover', name: 'cover.svg', content_type: 'image/png' }),
  ]);
});

it('takes one file as the body itself', async () => {
  const answer = await ask('/upload?kind=music&name=Lied', {
    method: 'POST',
    headers: { 'content-type': 'audio/mpeg' },
    body: new Uint8Array(WAV.subarray(0, 5_000)),
  });

  expect(answer.status).toBe(201);
  expect(((await answer.json()) as Uploaded).items[0]).toMatchObject({
    kind: 'music',
    name: 'Lied',
    content_type: 'audio/wav',
  });
});

it('serves a file whole, in ranges, or tells that it is the same', async () => {
  const id = await uploaded(WAV, 'jingle', 'x.wav');
  const whole = await ask(`/files/${id}`);

  expect(whole.status).toBe(200);
  expect(Buffer.from(await whole.arrayBuffer()).equals(WAV)).toBe(true);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(WAV.length),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable', // A listener's key opens it, and no shared cache may.
    'content-disposition': `inline; filename="Gruezi am Morgen"; filename*=UTF-8''Gr%C3%BCezi%20am%20Morgen`,
    etag: expect.stringMatching(/^"[0-9a-f]{64}"$/) as string,
  });
  const etag = whole.headers.get('etag') ?? '';
  const part = await ask(`/files/${id}`, { headers: { range: 'bytes=-100' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(
    `bytes ${WAV.length - 100}-${WAV.length - 1}/${WAV.length}`,
  );
  expect(Buffer.from(await part.arrayBuffer()).equals(WAV.subarray(-100))).toBe(true);
  const head = await ask(`/files/${id}`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(WAV.length)]);
  const same = await ask(`/files/${id}`, { headers: { 'if-none-match': `W/"x", ${etag}` } });
  expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
  const beyond = await ask(`/files/${id}`, { headers: { range: 'bytes=99999999-' } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
    416,
    `bytes */${WAV.length}`,
  ]);
  const many = await ask(`/files/${id}`, { headers: { range: `bytes=${'0-9,'.repeat(500)}5-9` } });
  expect([many.status, (await many.arrayBuffer()).byteLength]).toEqual([200, WAV.length]);
  const other = await ask(`/files/${id}`, { headers: { range: 'bytes=0-9', 'if-range': '"x"' } });
  expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, WAV.length]);
});

it.each([
  ['no kind', [['file', WAV, 'a.wav']], 422, 'request/invalid-input'],
  [
    'an unknown kind',
    [
      ['kind', 'film'],
      ['file', WAV, 'a.wav'],
    ],
    422,
    'request/invalid-input',
  ],
  [
    'another field',
    [
      ['kind', 'bed'],
      ['admin', 'yes'],
    ],
    422,
    'request/invalid-input',
  ],
  ['no file', [['kind', 'bed']], 422, 'request/invalid-input'],
  [
    'a page',
    [
      ['kind', 'bed'],
      ['file', Buffer.from('<html><script>'), 'a.wav'],
    ],
    422,
    'media/content-not-of-kind',
  ],
  [
    'a drawing',
    [
      ['kind', 'cover'],
      ['file', Buffer.from('<svg/>'), 'a.png'],
    ],
    422,
    'media/content-not-of-kind',
  ],
  [
    'too much',
    [
      ['kind', 'bed'],
      ['file', Buffer.concat([WAV, Buffer.alloc(3_000_000)]), 'a.wav'],
    ],
    413,
    'files/too-large',
  ],
  [
    'a bad one after a good one',
    [
      ['kind', 'bed'],
      ['file', Buffer.concat([WAV, WAV]), 'a.wav'],
      ['file', PNG, 'b.wav'],
    ],
    422,
    'media/content-not-of-kind',
  ],
  [
    '21 files',
    [
      ['kind', 'bed'],
      ...Array.from(
        { length: 21 },
        (_, n) => ['file', Buffer.concat([WAV, Buffer.from([n])]), `${n}.wav`] as const,
      ),
    ],
    400,
    'media/form-broken',
  ],
] as const)('refuses %s and keeps nothing', async (_what, parts, status, code) => {
  const before = await onDisk();

  const answer = await upload(
    ...(parts as ReadonlyArray<readonly [string, string | Buffer, string?]>),
  );

  expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([
    status,
    `/problems/${code}`,
  ]);
  expect(await onDisk()).toEqual(before);
});

it('takes no files where none are wanted, and no other types', async () => {
  const { app, operator } = running;
  const headers = { ...operator, 'content-type': 'audio/mpeg' };
  const elsewhere = await app.inject({
    method: 'POST',
    url: '/api/v1/shows/generate',
    headers,
    payload: WAV,
  });
  const text = await ask('/upload?kind=bed', {
    method: 'POST',
    body: 'x',
    headers: { 'content-type': 'text/plain' },
  });

  expect(elsewhere.statusCode).toBe(415);
  expect(text.status).toBe(415);
});

it('keeps nothing of what a client leaves in the middle', async () => {
  const before = await onDisk();
  const { port, hostname } = new URL(url);
  const socket = dial(Number(port), hostname);
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\n`;
  socket.write(
    `POST /api/v1/media/upload?kind=bed HTTP/1.1\r\nhost: x\r\nauthorization: ${running.operator.authorization}\r\n` +
      `content-type: multipart/form-data; boundary=x\r\ncontent-length: 2000000\r\n\r\n${head}`,
  );
  socket.write(Buffer.concat([WAV, randomBytes(400_000)]));
  const started = async () => (await onDisk()).some((name) => name.endsWith('.part'));
  while (!(await started())) await new Promise((again) => setTimeout(again, 10));

  socket.destroy();

  const until = Date.now() + 5_000;
  while ((await onDisk()).length > before.length && Date.now() < until)
    await new Promise((again) => setTimeout(again, 20));
  expect(await onDisk()).toEqual(before);
});

it('lists by kind and words, page by page, with the total on request', async () => {
  for (let n = 0; n < 5; n++)
    await uploaded(Buffer.concat([WAV, Buffer.from(`music ${n}`)]), 'music', `Voice ${n}.wav`);
  const names: string[] = [];
  for (let cursor: string | null = null; ;) {
    const after = cursor === null ? '' : `&cursor=${cursor}`;
    const answer = await ask(`/files?kind=music&q=VOICE&limit=2&total=true${after}`);
    const page = (await answer.json()) as Uploaded & { next_cursor: string | null; total: number };
    expect(page.total).toBe(5);
    names.push(...page.items.map(({ name }) => name ?? ''));
    cursor = page.next_cursor;
    if (cursor === null) break;
  }

  expect(names).toEqual([4, 3, 2, 1, 0].map((n) => `Voice ${n}.wav`));
  const plain = (await (await ask('/files?limit=1')).json()) as object;
  expect(plain).not.toHaveProperty('total');
  for (const cursor of ['nonsense', 'WyIyMDI2LTA1LTIwIl0', btoa(`${Date()} ${'-'.repeat(36)}`)])
    expect((await ask(`/files?cursor=${cursor}`)).status).toBe(422);
  expect((await ask('/files?kind=film')).status).toBe(422);
});

it('shows samples of voices to producers alone', async () => {
  const id = await uploaded(Buffer.concat([WAV, Buffer.from('voice')]), 'sample', 'Me.wav');
  const [listener, producer] = [await keyOf(running, 'listener'), await keyOf(running, 'producer')];
  const status = async (path: string, headers: Record<string, string>) =>
    (await fetch(`${url}${path}`, { headers })).status;
  const listed = async (path: string) =>
    ((await (await ask(path)).json()) as Uploaded).items.map((file) => file.id);

  const paths = [`/files/${id}`, '/files?kind=sample', '/samples', `/samples/${id}`];
  const seen = await Promise.all(paths.map((path) => status(path, listener)));
  expect(seen).toEqual([404, 422, 403, 403]);
  expect(await Promise.all(paths.map((path) => status(path, producer)))).toEqual([
    404, 422, 200, 200,
  ]);
  expect(await listed('/files?limit=100')).not.toContain(id);
  expect(await listed('/samples')).toEqual([id]);
  const { items } = (await (await ask('/samples?q=me')).json()) as Uploaded;
  expect(items[0]).toMatchObject({ kind: 'sample', url: `/api/v1/media/samples/${id}` });
  const other = await uploaded(Buffer.concat([WAV, Buffer.from('no voice')]), 'bed', 'bed.wav');
  expect(await status(`/samples/${other}`, producer)).toBe(404);
});

it('paints a cover from words, large and small', async () => {
  const generate = (body: object) =>
    ask('/generate/cover', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const wish = { title: 'Zürich am Abend', city: 'Zürich', layout: 'orb', seed: 4, language: 'de' };
  const answer = await generate(wish);

  expect(answer.status).toBe(201);
  const painted = (await answer.json()) as Record<'cover' | 'small', Record<string, unknown>>;
  expect(painted).toMatchObject({
    cover: { kind: 'cover', name: 'Zürich am Abend.jpg', content_type: 'image/jpeg' },
    small: { kind: 'cover', name: 'Zürich am Abend (small).jpg', content_type: 'image/jpeg' },
  });
  expect(painted.cover['size_bytes']).toBeLessThan(512_000);
  expect(painted.small['size_bytes']).toBeLessThan(40_000);
  const again = (await (await generate(wish)).json()) as typeof painted;
  expect(again.cover['id']).toBe(painted.cover['id']);
  expect((await generate({ city: 'Bern' })).status).toBe(422);
  expect((await generate({ ...wish, layout: 'spiral' })).status).toBe(422);
  expect((await generate({ show_id: randomUUID() })).status).toBe(404);
});

it('removes a file and its content; another file with the same content keeps it', async () => {
  const content = Buffer.concat([WAV, Buffer.from('twice')]);
  const [bed, music] = [await uploaded(content, 'bed', 'a'), await uploaded(content, 'music', 'a')];

  expect((await ask(`/files/${bed}`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(`/files/${music}`)).status).toBe(200);
  expect((await ask(`/files/${bed}`)).status).toBe(404);
  expect((await ask(`/files/${music}`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(`/files/${music}`, { method: 'DELETE' })).status).toBe(404);
  expect((await ask('/files/nonsense')).status).toBe(422);
});

it('lets a producer remove what he has brought, and an operator what anybody has', async () => {
  const [mine, other] = [await makeKey(running, 'producer'), await makeKey(running, 'producer')];
  const as = ({ api_key: key }: { api_key: string }) => ({ authorization: `Bearer ${key}` });
  const bring = async (text: string) => {
    const body = form(['kind', 'bed'], ['file', Buffer.concat([WAV, Buffer.from(text)]), 'a.wav']);
    const answer = await ask('/upload', { method: 'POST', body, headers: as(mine) });
    return ((await answer.json()) as Uploaded).items[0]?.id ?? '';
  };
  const remove = (id: string, headers: Record<string, string> = {}) =>
    ask(`/files/${id}`, { method: 'DELETE', headers });
  const [first, second] = [await bring('first'), await bring('second')];
  const refused = await remove(first, as(other));

  expect([refused.status, await refused.json()]).toEqual([
    403,
    expect.objectContaining({ type: expect.stringContaining('media/of-others') }),
  ]);
  const rotated = await fetch(url.replace('media', `keys/${mine.id}/rotate`), {
    method: 'POST',
    headers: { ...running.operator, 'content-type': 'application/json' },
    body: JSON.stringify({ overlap_hours: 0 }),
  });
  expect((await remove(first, as((await rotated.json()) as { api_key: string }))).status).toBe(204);
  expect((await remove(second)).status).toBe(204);
});

it('says 404 of a file whose content has gone', async () => {
  const id = await uploaded(Buffer.concat([WAV, Buffer.from('gone')]), 'bed', 'gone.wav');
  const hash = (await ask(`/files/${id}`)).headers.get('etag')?.replaceAll('"', '') ?? '';
  await rm(await running.app.get(FileStore, { strict: false }).pathOf(hash));

  expect((await ask(`/files/${id}`)).status).toBe(404);
});
