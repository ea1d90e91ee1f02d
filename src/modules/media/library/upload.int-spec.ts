import { mkdtemp, rm } from 'node:fs/promises';
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
import { Uploads } from './upload.js';
import type { FileRequest } from './form.js';

const wav = (byte: number) =>
  Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(9_000, byte)]);

describe('a form', () => {
  let dataDir: string;
  let source: DataSource;
  let library: MediaLibrary;
  let uploads: Uploads;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'radiox-upload-'));
    source = await connect([]);
    const database = new Database(source);
    const store = new DiskFileStore(dataDir);
    library = new MediaLibrary(
      new MediaFileRepository(database),
      store,
      new FileUses(store, database),
      { fileBytesMax: 10_000, filesMax: 3 },
      new Clock(),
    );
    library.onModuleInit();
    uploads = new Uploads(library);
  });
  afterAll(async () => {
    await source.destroy();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** A form of beds; each content is read when its turn comes. */
  const form = (...contents: ReadonlyArray<() => Promise<Buffer> | Buffer>): FileRequest => ({
    body: undefined,
    isMultipart: () => true,
    async *parts() {
      for (const content of contents)
        yield { type: 'file', filename: 'a.wav', file: Readable.from([await content()]) };
    },
  });

  it('that fails takes nothing from who has sent the same file meanwhile', async () => {
    let other = '';
    const failing = uploads.take(
      form(
        () => wav(1),
        async () => {
          const [file] = await uploads.take(
            form(() => wav(1)),
            { kind: 'bed' },
          );
          other = file?.id ?? '';
          return Buffer.from('no sound');
        },
      ),
      { kind: 'bed' },
    );

    await expect(failing).rejects.toMatchObject({ code: 'media/content-not-of-kind' });
    expect(await library.find(other)).toBeDefined();
    expect(await Readable.from(await library.open(other)).toArray()).not.toEqual([]);
  });

  it('shows none of its files before all are there', async () => {
    const seen: number[] = [];
    const look = async () => {
      seen.push((await library.newest('music', 9)).length);
      return wav(3);
    };
    await uploads.take(
      form(() => wav(2), look),
      { kind: 'music' },
    );

    expect([seen, (await library.newest('music', 9)).length]).toEqual([[0], 2]);
  });

  it('that holds more than the library is refused whole', async () => {
    const before = (await library.newest('jingle', 9)).length;
    const jingles = form(
      () => wav(4),
      () => wav(5),
    );

    await expect(uploads.take(jingles, { kind: 'jingle' })).rejects.toMatchObject({
      code: 'media/library-full',
    });
    expect((await library.newest('jingle', 9)).length).toBe(before);
  });
});
