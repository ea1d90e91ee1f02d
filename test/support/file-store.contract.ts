import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FileStore } from '#platform/files';

const MIB = 1024 ** 2;

/** A store to try, and a hand in its back room. */
export interface TriedStore {
  readonly store: FileStore;
  /** Puts other bytes where the content of this id lies. */
  readonly spoil: (id: string) => Promise<void>;
}

/** What every file store has to do; the store is empty before each test. */
export function obeysFileStoreContract(name: string, tried: () => TriedStore): void {
  const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const listed = async () => {
    const ids = [];
    for await (const { id, sizeBytes } of tried().store.list()) ids.push([id, sizeBytes]);
    return ids.sort();
  };
  const leftovers = async () =>
    (await readdir(tried().store.root, { recursive: true })).filter((one) => one.endsWith('.part'));

  describe(`${name}, as a file store`, () => {
    it('gives back what it was given, by its hash', async () => {
      const { store } = tried();
      const bytes = randomBytes(70_000);
      const before = Date.now() - 2_000;

      const { id, sizeBytes } = await store.put(bytes);

      expect([id, sizeBytes]).toEqual([idOf(bytes), 70_000]);
      expect((await buffer(await store.open(id))).equals(bytes)).toBe(true);
      expect((await readFile(await store.pathOf(id))).equals(bytes)).toBe(true);
      const head = await store.head(id);
      expect(head).toMatchObject({ id, sizeBytes: 70_000 });
      expect(head?.storedAt.getTime()).toBeGreaterThan(before);
      expect(await listed()).toEqual([[id, 70_000]]);
    });

    it.each([
      [0, 0],
      [10, 99],
      [69_999, 69_999],
    ])('gives bytes %d to %d', async (start, end) => {
      const { store } = tried();
      const bytes = randomBytes(70_000);
      const { id } = await store.put(bytes);

      const some = await buffer(await store.open(id, { start, end }));

      expect(some.equals(bytes.subarray(start, end + 1))).toBe(true);
    });

    it('has equal content once, however it came', async () => {
      const { store } = tried();
      const bytes = randomBytes(5_000);
      const path = join(store.root, 'mine.bin');
      await writeFile(path, bytes);

      const ids = await Promise.all([
        store.put(bytes),
        store.put(bytes),
        store.putFrom(path),
        store.receive(Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]), {
          bytesMax: 5_000,
        }),
      ]);

      expect(new Set(ids.map(({ id }) => id))).toEqual(new Set([idOf(bytes)]));
      expect(await listed()).toEqual([[idOf(bytes), 5_000]]);
      expect((await stat(path)).size).toBe(5_000);
      expect(await leftovers()).toEqual([]);
    });

    it('takes a large file over, in parts where it works so', async () => {
      const { store } = tried();
      const bytes = randomBytes(12 * MIB + 77);
      await mkdir(join(store.root, 'work'), { recursive: true });
      const path = join(store.root, 'work', 'show.mp3');
      await writeFile(path, bytes);

      const { id } = await store.adopt(path);

      await expect(stat(path)).rejects.toThrow('ENOENT');
      expect(id).toBe(idOf(bytes));
      const across = { start: 8 * MIB - 5, end: 8 * MIB + 5 };
      const some = await buffer(await store.open(id, across));
      expect(some.equals(bytes.subarray(across.start, across.end + 1))).toBe(true);
      expect(await store.isIntact(id)).toBe(true);
    });

    it('leaves nothing of what breaks off, is too large or not wanted', async () => {
      const { store } = tried();
      const broken = Readable.from(
        (async function* () {
          yield randomBytes(9_000);
          await Promise.resolve();
          throw new Error('gone');
        })(),
      );
      const look = () => {
        throw new Error('not this');
      };
      const some = () => Readable.from([randomBytes(9_000)]);

      await expect(store.receive(broken, { bytesMax: 10_000 })).rejects.toThrow('gone');
      await expect(store.receive(some(), { bytesMax: 8_999 })).rejects.toThrow('8999 bytes');
      await expect(store.receive(some(), { bytesMax: 9_000, look })).rejects.toThrow('not this');

      expect(await listed()).toEqual([]);
      expect(await leftovers()).toEqual([]);
    });

    it('tells intact, spoilt and missing content apart', async () => {
      const { store, spoil } = tried();
      const { id } = await store.put('as it was');
      expect(await store.isIntact(id)).toBe(true);

      await spoil(id);
      expect(await store.isIntact(id)).toBe(false);

      await store.remove(id);
      await store.remove(id);
      expect(await store.isIntact(id)).toBe(false);
      expect(await store.has(id)).toBe(false);
      expect(await store.head(id)).toBeUndefined();
      await expect(store.pathOf(id)).rejects.toMatchObject({ code: 'files/missing' });
      await expect(store.open(id)).rejects.toMatchObject({ code: 'files/missing' });
      expect(await listed()).toEqual([]);
    });

    it('shows and exports content under readable names', async () => {
      const { store } = tried();
      const { id } = await store.put('hello');
      const out = join(store.root, 'out', 'hello.txt');

      const shown = await store.expose(id, 'shows', 'hello.txt');
      await store.export(id, out);

      expect(await readFile(shown, 'utf8')).toBe('hello');
      expect(await readFile(out, 'utf8')).toBe('hello');
      await store.conceal('shows', 'hello.txt');
      expect(await store.has(id)).toBe(true);
    });
  });
}
