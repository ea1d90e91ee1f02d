import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Secret } from '#platform/config';
import { HttpClient, HttpEngine } from '#platform/http';
import { obeysFileStoreContract } from '#test/file-store.contract';
import { killWhileWriting, partialFiles } from '#test/killed-store';
import { S3_BUCKET, S3_KEYS, type S3Server, startS3Server } from '#test/s3-server';
import { FilesSettings } from '../files.settings.js';
import { S3FileStore } from './s3.file-store.js';

const HTTP = { connectionsMax: 20, originConcurrencyMax: 20, allowedPrivateHosts: [] };
const HOUR = { expiresS: 3600, contentType: 'audio/mpeg', disposition: 'inline; filename="a.mp3"' };

let server: S3Server;
let http: HttpClient;
let dataDir: string;

beforeAll(async () => {
  server = await startS3Server();
  http = HttpClient.over(new HttpEngine(HTTP, { retryBaseMs: 5, breakerOpenMs: 30_000 }));
});
afterAll(async () => {
  await http.onApplicationShutdown();
  await server.close();
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'radiox-s3-files-'));
});
afterEach(async () => {
  for await (const { id } of storeWith().list()) await storeWith().remove(id);
  await rm(dataDir, { recursive: true, force: true });
});

function storeWith(more: Partial<Record<keyof FilesSettings, unknown>> = {}): S3FileStore {
  const settings = Object.assign(new FilesSettings(), {
    s3Endpoint: server.url,
    s3Bucket: S3_BUCKET,
    s3Prefix: 'station/one/',
    s3PathStyle: true,
    s3PartBytes: 5_242_880,
    s3AccessKey: new Secret(S3_KEYS.accessKey),
    s3SecretKey: new Secret(S3_KEYS.secretKey),
    ...more,
  });
  return new S3FileStore(dataDir, settings, http);
}

/** The file in which the server keeps an object. */
async function objectFile(id: string): Promise<string> {
  const all = await readdir(server.folder, { recursive: true });
  return join(
    server.folder,
    all.find((path) => path.includes(id) && path.endsWith('_object')) ?? '',
  );
}

obeysFileStoreContract('S3FileStore', () => ({
  store: storeWith(),
  spoil: async (id) => writeFile(await objectFile(id), 'spoilt'),
}));

describe('S3FileStore', () => {
  it('shows no partial file and loses none after kill -9', async () => {
    const s3 = { s3Endpoint: server.url, s3Bucket: S3_BUCKET, s3PathStyle: true };
    const kept = [];
    for (const lifeMs of [10, 60, 130])
      kept.push(...(await killWhileWriting({ dataDir, s3, lifeMs: lifeMs + Math.random() * 30 })));
    const store = storeWith({ s3Prefix: '' });

    expect(await partialFiles(store)).toEqual([]);
    for (const id of kept) expect(await store.has(id)).toBe(true);
    expect(kept.length).toBeGreaterThan(0);
    for await (const { id } of store.list()) await store.remove(id);
  });

  it('keeps what it reads as a file in a folder of bounded size', async () => {
    const store = storeWith({ cacheBytesMax: 100_000 });
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push((await store.put(Buffer.alloc(60_000, n))).id);

    const paths = await Promise.all([store.pathOf(ids[0] ?? ''), store.pathOf(ids[0] ?? '')]);

    expect(paths).toEqual([join(dataDir, 'file-cache', ids[0] ?? ''), paths[0]]);
    await utimes(paths[0], new Date(0), new Date(0));
    await store.pathOf(ids[1] ?? '');
    // The second is in use just now: it alone stays, though the first had been there before.
    expect(await readdir(join(dataDir, 'file-cache'))).toEqual([ids[1]]);
  });

  it('does not hand on content that the bucket has altered', async () => {
    const store = storeWith();
    const { id } = await store.put('as it was');
    await writeFile(await objectFile(id), 'as it is!');

    await expect(store.pathOf(id)).rejects.toMatchObject({ code: 'files/store-failed' });
    expect(await readdir(join(dataDir, 'file-cache'))).toEqual([]);
  });

  it('compares what the bucket has, and leaves the copy to who works with it', async () => {
    const store = storeWith();
    const { id } = await store.put('as it was');
    const copy = await store.pathOf(id);
    expect(await store.isIntact(id)).toBe(true);
    await writeFile(await objectFile(id), 'as it is!');

    expect(await store.isIntact(id)).toBe(false);

    expect(await readFile(copy, 'utf8')).toBe('as it was');
  });

  it('gives signed addresses where that is set, and only then', async () => {
    const { id } = await storeWith().put('for everybody');
    expect(await storeWith().addressOf(id, HOUR)).toBeUndefined();

    const address = (await storeWith({ signedUrls: true }).addressOf(id, HOUR)) ?? '';
    const answer = await fetch(address);

    expect(await answer.text()).toBe('for everybody');
    expect(answer.headers.get('content-type')).toBe('audio/mpeg');
    expect(answer.headers.get('content-disposition')).toBe('inline; filename="a.mp3"');
    const spoilt = address.replace(/Signature=..../, 'Signature=0000');
    expect((await fetch(spoilt)).status).toBe(403);
  });

  it('takes new keys while it runs, and says that it is refused without them', async () => {
    const settings = { s3SecretKey: new Secret('wrong-secret') };
    await expect(storeWith(settings).put('no')).rejects.toMatchObject({
      code: 'files/store-failed',
      message: expect.stringContaining('refuses the keys') as string,
    });
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  });

  it('says what is wrong where nobody answers, and leaves nothing behind', async () => {
    const store = storeWith({ s3Endpoint: 'http://127.0.0.1:9' });

    await expect(store.put('no')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  });

  it('puts the bucket before the host where it shall not stand in the path', async () => {
    const store = storeWith({
      s3Endpoint: server.url.replace('127.0.0.1', 'localhost'),
      s3PathStyle: false,
      signedUrls: true,
    });

    const address = new URL((await store.addressOf('ab'.repeat(32), HOUR)) ?? '');

    expect(address.hostname).toBe(`${S3_BUCKET}.localhost`);
    expect(address.pathname).toBe(`/station/one/ab/ab/${'ab'.repeat(32)}`);
  });

  it('aborts uploads that were begun long ago, its own alone', async () => {
    const key = (prefix: string, letter: string) =>
      `${prefix}${letter.repeat(2)}/${letter.repeat(2)}/${letter.repeat(64)}`;
    const upload = (uploadKey: string, id: string, hoursAgo: number) =>
      `<Upload><Key>${uploadKey}</Key><UploadId>${id}</UploadId><Initiated>${new Date(
        Date.now() - hoursAgo * 3_600_000,
      ).toISOString()}</Initiated></Upload>`;
    const pages: Record<string, string> = {
      '': `<IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>u</NextUploadIdMarker>
        ${upload(key('station/one/', 'a'), 'old&amp;1', 25)}${upload('station/one/notes.txt', 'theirs', 99)}`,
      k: `<IsTruncated>false</IsTruncated>${upload(key('station/one/', 'b'), 'old2', 48)}
        ${upload(key('station/one/', 'c'), 'young', 1)}`,
    };
    const aborted: Array<string | null> = [];
    const lister = createServer(({ method, url = '' }, answer) => {
      const { searchParams, pathname } = new URL(url, 'http://x');
      if (method === 'DELETE') {
        aborted.push(`${pathname.slice(-3)} ${searchParams.get('uploadId')}`);
        answer.writeHead(204).end();
      } else answer.end(pages[searchParams.get('key-marker') ?? '']);
    }).listen(0, '127.0.0.1');
    await once(lister, 'listening');
    const { port } = lister.address() as AddressInfo;

    await storeWith({ s3Endpoint: `http://127.0.0.1:${port}` }).sweepUploads();

    expect(aborted).toEqual(['aaa old&1', 'bbb old2']);
    lister.closeAllConnections();
    lister.close();
    await expect(storeWith().sweepUploads()).resolves.toBeUndefined(); // This server cannot list them.
  });

  it('reads a large file without holding it', async () => {
    const store = storeWith();
    const { id } = await store.put(Buffer.alloc(9_000_000, 5));

    const all = await buffer(await store.open(id));

    expect(all).toHaveLength(9_000_000);
    expect(await readdir(dataDir)).toEqual(['work']);
  });
});
