import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { TooLarge } from './files.problems.js';

/** Work that nobody has touched for this long will not be gone on with. */
const ABANDONED_MS = 7 * 24 * 3600 * 1000;

/** As much of a stream is seen by who looks at what it is. */
const HEAD_BYTES = 4096;

export interface StoredFile {
  /** SHA-256 of the content, hexadecimal: equal content is stored once. */
  readonly id: string;
  readonly sizeBytes: number;
}

/**
 * Files by content on the local disk: `files/ab/cd/<sha256>`. A file is there whole or not at all: it is
 * written under another name, flushed, then renamed.
 */
@Injectable()
export class FileStore {
  readonly #root: string;

  constructor({ dataDir }: ServiceSettings) {
    this.#root = resolve(dataDir);
  }

  /** Takes over a finished file; it is gone from where it was. */
  async adopt(path: string): Promise<StoredFile> {
    const file = await describe(path);
    const place = this.pathOf(file.id);
    await mkdir(dirname(place), { recursive: true });
    await flush(path);
    await rename(path, place);
    await flush(dirname(place));
    return file;
  }

  /** Keeps a small document. */
  async put(content: string | Uint8Array): Promise<StoredFile> {
    const folder = join(this.#root, 'work');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${randomUUID()}.part`);
    try {
      const handle = await open(path, 'w');
      await handle.writeFile(content).finally(() => handle.close());
      return await this.adopt(path);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /**
   * Takes in a stream, hashed and counted on its way to the disk; a stream that breaks off leaves nothing.
   * @param look Sees the first bytes, at most 4 KiB of them, before anything is kept; what it throws ends it.
   * @throws TooLarge beyond `bytesMax`; what the stream or `look` throws.
   */
  async receive(
    source: Readable,
    { bytesMax, look }: { readonly bytesMax: number; readonly look?: (head: Buffer) => void },
  ): Promise<StoredFile> {
    const folder = join(this.#root, 'work');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${randomUUID()}.part`);
    try {
      await pipeline(source, (chunks) => bounded(chunks, bytesMax, look), createWriteStream(path));
      return await this.adopt(path);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Where the content with this id stands on the disk, whether or not it is there. */
  pathOf(id: string): string {
    return join(this.#root, 'files', id.slice(0, 2), id.slice(2, 4), id);
  }

  async has(id: string): Promise<boolean> {
    return (await stat(this.pathOf(id)).catch(() => undefined))?.isFile() ?? false;
  }

  /** @returns Whether what lies on the disk still is what was stored. */
  async isIntact(id: string): Promise<boolean> {
    return (await this.has(id)) && (await describe(this.pathOf(id))).id === id;
  }

  /**
   * Shows stored content under a readable name in `<data>/<folder>/`, without a second copy where the
   * disk can link. The name gets a number when another content has it already.
   * @returns The path.
   */
  async expose(id: string, folder: string, name: string): Promise<string> {
    const source = await stat(this.pathOf(id));
    await mkdir(join(this.#root, folder), { recursive: true });
    for (let copy = 1; ; copy++) {
      const path = join(this.#root, folder, numbered(name, copy));
      const there = await stat(path).catch(() => undefined);
      if (there?.ino === source.ino && there.dev === source.dev) return path;
      if (there && there.size === source.size && (await describe(path)).id === id) return path;
      if (there) continue;
      if (await this.#show(id, path)) return path;
      copy--; // Somebody took the name meanwhile: with the same content, perhaps.
    }
  }

  /** Takes away what `expose` has shown at a path; the content stays. @throws Error for a path elsewhere. */
  async conceal(path: string): Promise<void> {
    const inside = resolve(path);
    if (!inside.startsWith(`${this.#root}${sep}`)) throw new Error(`"${path}" was not shown here.`);
    await rm(inside, { force: true });
  }

  /** Forgets content that nobody refers to any more. */
  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** @returns False when the name is taken: a link is made under a free name or not at all. */
  async #show(id: string, path: string): Promise<boolean> {
    try {
      await link(this.pathOf(id), path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      await this.export(id, path); // A disk that cannot link.
      return true;
    }
  }

  /** Writes a copy of stored content to a path of the user's choice, whole or not at all. */
  async export(id: string, path: string): Promise<void> {
    await mkdir(dirname(resolve(path)), { recursive: true });
    const part = `${resolve(path)}.${randomUUID()}.part`;
    try {
      await copyFile(this.pathOf(id), part);
      await flush(part);
      await rename(part, resolve(path));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  /** A folder for unfinished work that outlives a crash; drop it when the work is done. */
  async workFolder(name: string): Promise<string> {
    const folder = join(this.#root, 'work', name);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async dropWorkFolder(name: string): Promise<void> {
    await rm(join(this.#root, 'work', name), { recursive: true, force: true });
  }

  /** Removes what a killed process left unfinished. */
  async sweepWork(olderThanMs = ABANDONED_MS): Promise<void> {
    const folder = join(this.#root, 'work');
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const touched = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
      if (Date.now() - touched >= olderThanMs) await rm(path, { recursive: true, force: true });
    }
  }
}

/** What passes, up to so many bytes, with a look at the first of them. */
async function* bounded(
  chunks: AsyncIterable<Buffer>,
  bytesMax: number,
  look?: (head: Buffer) => void,
): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  let held: Buffer[] | undefined = [];
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > bytesMax) throw new TooLarge(bytesMax);
    if (!held) {
      yield chunk;
      continue;
    }
    held.push(chunk);
    if (sizeBytes < HEAD_BYTES) continue;
    const head = Buffer.concat(held);
    held = undefined;
    look?.(head.subarray(0, HEAD_BYTES));
    yield head;
  }
  if (!held) return;
  const whole = Buffer.concat(held);
  look?.(whole);
  yield whole;
}

async function describe(path: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { id: hash.digest('hex'), sizeBytes: (await stat(path)).size };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function numbered(name: string, copy: number): string {
  return copy === 1 ? name : name.replace(/(\.[^.]+)?$/, `_${copy}$1`);
}
