import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFileStore } from './disk.file-store.js';
import { killWhileWriting, partialFiles } from '#test/killed-store';
import { asProblem } from './file-store.js';
import { obeysFileStoreContract } from '#test/file-store.contract';

let dataDir: string;
let files: DiskFileStore;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'radiox-files-'));
  files = new DiskFileStore(dataDir);
});

afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

/** Every file under the data folder. */
async function all(): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

obeysFileStoreContract('DiskFileStore', () => ({
  store: files,
  spoil: async (id) => writeFile(await files.pathOf(id), 'spoilt'),
}));

describe('DiskFileStore', () => {
  it('shows no partial file and loses none after kill -9', async () => {
    const kept = [];
    for (const lifeMs of [0, 15, 40])
      kept.push(...(await killWhileWriting({ dataDir, lifeMs: lifeMs + Math.random() * 20 })));

    expect(await partialFiles(files)).toEqual([]);
    for (const id of kept) expect(await files.has(id)).toBe(true);
    expect(kept.length).toBeGreaterThan(0);
    await files.sweepWork(0);
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  });

  it.each([
    ['ENOSPC', 'no room'],
    ['EROFS', 'only be read'],
  ])('says what is wrong with the disk: %s', (code, words) => {
    expect(() => asProblem(Object.assign(new Error('x'), { code }))).toThrow(words);
  });

  it('keeps content under its SHA-256, equal content once', async () => {
    const id = createHash('sha256').update('grüezi').digest('hex');

    const kept = await Promise.all([files.put('grüezi'), files.put('grüezi')]);

    expect(kept).toEqual([
      { id, sizeBytes: 7 },
      { id, sizeBytes: 7 },
    ]);
    expect(await files.pathOf(id)).toBe(join(dataDir, 'files', id.slice(0, 2), id.slice(2, 4), id));
    expect(await readFile(await files.pathOf(id), 'utf8')).toBe('grüezi');
    expect(await all()).toEqual([id]);
  });

  it('takes a finished file over', async () => {
    const path = join(await files.workFolder('mix'), 'show.mp3');
    await writeFile(path, Buffer.alloc(100_000, 7));

    const { id, sizeBytes } = await files.adopt(path);

    expect(sizeBytes).toBe(100_000);
    expect(await files.has(id)).toBe(true);
    expect(await all()).toEqual([id]);
  });

  it('leaves nothing half-made when it cannot keep a document', async () => {
    await writeFile(join(dataDir, 'files'), 'a file where the folder should be');

    await expect(files.put('lost')).rejects.toThrow();

    expect(await all()).toEqual(['files']);
  });

  it('tells intact from altered and missing content', async () => {
    const { id } = await files.put('as it was');
    expect(await files.isIntact(id)).toBe(true);

    await writeFile(await files.pathOf(id), 'as it is!');
    expect(await files.isIntact(id)).toBe(false);

    await rm(await files.pathOf(id));
    expect(await files.isIntact(id)).toBe(false);
    expect(await files.has(id)).toBe(false);
  });

  it('shows content under a readable name, without a second copy', async () => {
    const { id } = await files.put('one');

    const path = await files.expose(id, 'shows', 'zurich.mp3');

    expect(path).toBe(join(dataDir, 'shows', 'zurich.mp3'));
    expect((await stat(path)).ino).toBe((await stat(await files.pathOf(id))).ino);
    expect(await files.expose(id, 'shows', 'zurich.mp3')).toBe(path);
  });

  it('numbers a name that another content has, and knows its own again', async () => {
    const [one, two] = [await files.put('one'), await files.put('two')];
    await files.expose(one.id, 'shows', 'zurich.mp3');

    const second = await files.expose(two.id, 'shows', 'zurich.mp3');

    expect(second).toBe(join(dataDir, 'shows', 'zurich_2.mp3'));
    expect(await files.expose(two.id, 'shows', 'zurich.mp3')).toBe(second);
    expect(await readFile(join(dataDir, 'shows', 'zurich.mp3'), 'utf8')).toBe('one');
  });

  it.each([['equal'], ['different']])('shows %s contents at once under one name', async (kind) => {
    const texts = Array.from({ length: 8 }, (_, n) => (kind === 'equal' ? 'same' : `text ${n}`));
    const kept = [];
    for (const text of texts) kept.push(await files.put(text));

    const paths = await Promise.all(kept.map(({ id }) => files.expose(id, 'shows', 'a.txt')));

    const shown = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    expect(shown).toEqual(texts);
    expect(await readdir(join(dataDir, 'shows'))).toHaveLength(new Set(texts).size);
  });

  it('writes a copy where the user wants it, whole or not at all', async () => {
    const { id } = await files.put('mine');
    const target = join(dataDir, 'out', 'deep', 'mine.txt');

    await files.export(id, target);
    await expect(files.export('0'.repeat(64), target)).rejects.toMatchObject({
      code: 'files/missing',
    });

    expect(await readFile(target, 'utf8')).toBe('mine');
    expect((await stat(target)).ino).not.toBe((await stat(await files.pathOf(id))).ino);
    expect(await readdir(join(dataDir, 'out', 'deep'))).toEqual(['mine.txt']);
  });

  it('sweeps abandoned work only', async () => {
    const old = await files.workFolder('old');
    await writeFile(join(old, 'take.wav'), 'x');
    await mkdir(join(await files.workFolder('young'), 'parts'));
    const eightDaysAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    await utimes(old, eightDaysAgo, eightDaysAgo);

    await files.sweepWork();

    expect(await readdir(join(dataDir, 'work'))).toEqual(['young']);
    await files.dropWorkFolder('young');
    await files.dropWorkFolder('young');
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  });
});
