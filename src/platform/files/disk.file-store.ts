import { createReadStream } from 'node:fs';
import { mkdir, opendir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  asMissing,
  asProblem,
  type ByteRange,
  describe,
  FileStore,
  flush,
  type FoundFile,
  type StoredFile,
} from './file-store.js';

const IS_ID = /^[0-9a-f]{64}$/;

/** On the local disk: `files/ab/cd/<sha256>`, flushed before it gets its name. */
export class DiskFileStore extends FileStore {
  override readonly name = 'disk';
  override readonly isLocal: boolean = true;

  async adopt(path: string): Promise<StoredFile> {
    const file = await describe(path);
    const place = this.#placeOf(file.id);
    try {
      await mkdir(dirname(place), { recursive: true });
      await flush(path);
      await rename(path, place);
      await flush(dirname(place));
      await utimes(place, new Date(), new Date()); // It counts as stored now, whenever it was made.
      return file;
    } catch (error) {
      return asProblem(error);
    }
  }

  async pathOf(id: string): Promise<string> {
    const place = this.#placeOf(id);
    await stat(place).catch((error: unknown) => asMissing(id, error));
    return place;
  }

  async open(id: string, range?: ByteRange): Promise<Readable> {
    return createReadStream(await this.pathOf(id), range);
  }

  async head(id: string): Promise<FoundFile | undefined> {
    const found = await stat(this.#placeOf(id)).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    return { id, sizeBytes: found.size, storedAt: found.mtime };
  }

  async *list(): AsyncGenerator<FoundFile> {
    const folder = await opendir(join(this.root, 'files'), { recursive: true }).catch(
      () => undefined,
    );
    if (!folder) return; // Nothing was ever stored.
    for await (const { name } of folder) {
      const found = IS_ID.test(name) ? await this.head(name) : undefined;
      if (found) yield found;
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.#placeOf(id), { force: true }).catch(asProblem);
  }

  addressOf(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  #placeOf(id: string): string {
    return join(this.root, 'files', id.slice(0, 2), id.slice(2, 4), id);
  }
}
