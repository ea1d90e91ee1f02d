import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { DiskFileStore, FileUses } from '#platform/files';
import { connect } from '#test/database';
import { MediaFileRepository } from './media-file.repository.js';
import { MediaLibrary } from './media-library.js';

const WAV = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(9_000, 3)]);
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]);

describe('MediaLibrary', () => {
  let dataDir: string;
  let source: DataSource;
  let library: MediaLibrary;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'radiox-media-'));
    source = await connect([]);
    const database = new Database(source);
    const store = new DiskFileStore(dataDir);
    library = new MediaLibrary(
      new MediaFileRepository(database),
      store,
      new FileUses(store, database),
      { fileBytesMax: 10_000, filesMax: 4 },
      new Clock(),
    );
    library.onModuleInit();
  });
  afterAll(async () => {
    await source.destroy();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function stored(): Promise<string[]> {
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  it('keeps a stream, tells its type by its content, and its name without folders', async () => {
    const file = await library.keep(Readable.from([WAV.subarray(0, 5), WAV.subarray(5)]), {
      kind: 'jingle',
      name: String.raw`..\..\etc/Jingle ü.mp3`,
      ownerKeyId: 'rx_1',
    });

    expect(file).toMatchObject({
      kind: 'jingle',
      contentType: 'audio/wav',
      name: 'Jingle ü.mp3',
      sizeBytes: WAV.length,
      ownerKeyId: 'rx_1',
    });
    expect(await library.find(file.id)).toEqual(file);
    expect((await readFile(await library.pathOf(file.id))).equals(WAV)).toBe(true);
  });

  it('has equal content once: the same file for its kind, another row for another', async () => {
    const path = join(dataDir, 'again.wav');
    await writeFile(path, WAV);

    const again = await library.keep({ path }, { kind: 'jingle', name: 'again.wav' });
    const bed = await library.keep({ path }, { kind: 'bed', name: 'again.wav' });
    await rm(path);

    expect(again.name).toBe('Jingle ü.mp3');
    expect(bed.id).not.toBe(again.id);
    expect(await stored()).toEqual([again.contentHash]);
    await library.remove(bed.id);
    expect(await stored()).toEqual([again.contentHash]);
    await library.remove(again.id);
    expect(await stored()).toEqual([]);
    await expect(library.pathOf(again.id)).rejects.toMatchObject({ code: 'media/not-found' });
  });

  it.each([
    ['a picture as a jingle', PNG, 'jingle', 'media/content-not-of-kind'],
    ['sound as a cover', WAV, 'cover', 'media/content-not-of-kind'],
    [
      'a playlist',
      Buffer.from('#EXTM3U\nhttp://example.com/a.mp3'),
      'music',
      'media/content-not-of-kind',
    ],
    ['a page', Buffer.from('<!doctype html><script>'), 'cover', 'media/content-not-of-kind'],
    [
      'a drawing',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'cover',
      'media/content-not-of-kind',
    ],
    ['nothing', Buffer.alloc(0), 'bed', 'media/empty-file'],
    ['too much', Buffer.concat([WAV, WAV]), 'bed', 'files/too-large'],
  ] as const)('refuses %s and leaves nothing', async (_what, content, kind, code) => {
    await expect(
      library.keep(Readable.from([content]), { kind, name: 'x.wav' }),
    ).rejects.toMatchObject({ code });

    expect(await stored()).toEqual([]);
  });

  it('leaves nothing of a stream that breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield WAV;
        await Promise.resolve();
        throw new Error('gone');
      })(),
    );

    await expect(library.keep(broken, { kind: 'music', name: 'x' })).rejects.toThrow('gone');

    expect(await stored()).toEqual([]);
  });

  it('is full at its bound', async () => {
    const keep = (n: number) =>
      library.keep(Readable.from([Buffer.concat([WAV.subarray(0, 40), Buffer.from([n])])]), {
        kind: 'music',
        name: `${n}.wav`,
      });
    for (let n = 0; n < 4; n++) await keep(n);

    const before = await stored();

    await expect(keep(5)).rejects.toMatchObject({ code: 'media/library-full' });
    expect(await stored()).toEqual(before);
    expect((await keep(2)).name).toBe('2.wav'); // It has this already.
  });
});
