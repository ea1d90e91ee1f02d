import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileMissing, StoreFailed, TooLarge } from './files.problems.js';
import { pipeToFile } from './pipe-to-file.js';

/** Work that nobody has touched for this long will not be gone on with. */
const ABANDONED_MS = 7 * 24 * 3600 * 1000;
/** As much of a stream is seen by who looks at what it is. */
const HEAD_BYTES = 4096;

export interface StoredFile {
  /** SHA-256 of the content, hexadecimal: equal content is stored once. */
  readonly id: string;
  readonly sizeBytes: number;
}

/** A file as the store lists it. */
export interface FoundFile extends StoredFile {
  /** When it was stored, or stored again, last. */
  readonly storedAt: Date;
}

/** Bytes of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** How a file is to be given to who comes with a signed address. */
export interface SignedFor {
  readonly expiresS: number;
  readonly contentType: string;
  readonly disposition: string;
}

/**
 * Files by content. A file is there whole or not at all: it is finished under another name first. Abstract so that it
 * is type, port and injection token in one; where content lies is for the stores that extend it, unfinished work and
 * what is shown to people always lie on the disk of this machine.
 */
export abstract class FileStore {
  readonly root: string;

  constructor(dataDir: string) {
    this.root = resolve(dataDir);
  }

  /** Where files lie, in a word: "disk". */
  abstract readonly name: string;

  /** Whether content lies on this disk anyway, so that showing it under a readable name takes no room. */
  abstract readonly isLocal: boolean;

  /** Takes over a finished file; it is gone from where it was. Content that is there already counts as stored now. */
  abstract adopt(path: string): Promise<StoredFile>;

  /** A path of this machine where the content can be read now: do not keep it, do not write to it. @throws FileMissing */
  abstract pathOf(id: string): Promise<string>;

  /** The content, or some bytes of it that it has. @throws FileMissing */
  abstract open(id: string, range?: ByteRange): Promise<Readable>;

  /** @returns Nothing where there is no such file. */
  abstract head(id: string): Promise<FoundFile | undefined>;

  /** Every stored file, in no order that counts. */
  abstract list(): AsyncIterable<FoundFile>;

  /** Forgets content that nobody refers to any more. */
  abstract remove(id: string): Promise<void>;

  /** Where a client may fetch the file itself for a while; nothing where the store gives no such addresses. */
  abstract addressOf(id: string, terms: SignedFor): Promise<string | undefined>;

  /** Keeps a small document. */
  async put(content: string | Uint8Array): Promise<StoredFile> {
    return this.#staged(async (path) => {
      const handle = await open(path, 'w');
      await handle.writeFile(content).finally(() => handle.close());
    });
  }

  /** Keeps a copy of a file that stays where it is. */
  async putFrom(path: string): Promise<StoredFile> {
    return this.#staged((part) => copyFile(path, part));
  }

  /**
   * Takes in a stream, hashed and counted on its way; a stream that breaks off leaves nothing.
   * @param look Sees the first bytes, at most 4 KiB of them, before anything is kept; what it throws ends it.
   * @throws TooLarge beyond `bytesMax`; what the stream or `look` throws.
   */
  async receive(
    source: Readable,
    { bytesMax, look }: { readonly bytesMax: number; readonly look?: (head: Buffer) => void },
  ): Promise<StoredFile> {
    return this.#staged((path) =>
      pipeToFile(source, (chunks) => bounded(chunks, bytesMax, look), path),
    );
  }

  async has(id: string): Promise<boolean> {
    return (await this.head(id)) !== undefined;
  }

  /** @returns Whether what the store gives still is what was stored. */
  async isIntact(id: string): Promise<boolean> {
    if (!(await this.has(id))) return false;
    return (await hashOf(await this.open(id))) === id;
  }

  /**
   * Shows stored content under a readable name in `<data>/<folder>/`, without a second copy where the
   * disk can link. The name gets a number when another content has it already.
   * @returns The path.
   */
  async expose(id: string, folder: string, name: string): Promise<string> {
    const from = await this.pathOf(id);
    const source = await stat(from);
    await mkdir(join(this.root, folder), { recursive: true });
    for (let copy = 1; ; copy++) {
      const path = join(this.root, folder, numbered(name, copy));
      const there = await stat(path).catch(() => undefined);
      if (there?.ino === source.ino && there.dev === source.dev) return path;
      if (there && there.size === source.size && (await describe(path)).id === id) return path;
      if (there) continue;
      if (await this.#show(from, path)) return path;
      copy--; // Somebody took the name meanwhile: with the same content, perhaps.
    }
  }

  /** Takes away what `expose` has shown in a folder under a name; the content stays. */
  async conceal(folder: string, name: string): Promise<void> {
    await rm(join(this.root, folder, basename(name)), { force: true });
  }

  /** Writes a copy of stored content to a path of the user's choice, whole or not at all. */
  async export(id: string, path: string): Promise<void> {
    await copyWhole(await this.pathOf(id), resolve(path));
  }

  /** A folder for unfinished work that outlives a crash; drop it when the work is done. */
  async workFolder(name: string): Promise<string> {
    const folder = join(this.root, 'work', name);
    await mkdir(folder, { recursive: true }).catch(asProblem);
    return folder;
  }

  async dropWorkFolder(name: string): Promise<void> {
    await rm(join(this.root, 'work', name), { recursive: true, force: true });
  }

  /** Removes what killed processes left unfinished outside of this machine; on a disk that is nothing. */
  sweepUploads(_olderThanMs?: number): Promise<void> {
    return Promise.resolve();
  }

  /** Removes what a killed process left unfinished on this machine. */
  async sweepWork(olderThanMs = ABANDONED_MS): Promise<void> {
    const folder = join(this.root, 'work');
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const touched = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
      if (Date.now() - touched >= olderThanMs) await rm(path, { recursive: true, force: true });
    }
  }

  /** Has a file written beside the stored ones, then takes it over: whole or not at all. */
  async #staged(write: (path: string) => Promise<void>): Promise<StoredFile> {
    const path = join(this.root, 'work', `${randomUUID()}.part`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await write(path);
      return await this.adopt(path);
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      return asProblem(error);
    }
  }

  /** @returns False when the name is taken: a link is made under a free name or not at all. */
  async #show(from: string, path: string): Promise<boolean> {
    try {
      await link(from, path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      await copyWhole(from, path); // A disk that cannot link.
      return true;
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

/** @throws The error's place in the world, as a problem, where the disk is why. */
export function asProblem(error: unknown): never {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code in DISK_FAULTS) throw new StoreFailed(DISK_FAULTS[code] ?? '', error);
  throw error;
}

const DISK_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'There is no room left on the disk.',
  EDQUOT: 'There is no room left on the disk.',
  EROFS: 'The disk can only be read.',
  EACCES: 'The data folder cannot be written to.',
  EPERM: 'The data folder cannot be written to.',
  EIO: 'The disk does not work.',
  EMFILE: 'Too many files are open.',
  ENFILE: 'Too many files are open.',
};

/** @throws FileMissing where there is no such file; the error otherwise. */
export function asMissing(id: string, error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new FileMissing(id);
  throw error;
}

/** @returns SHA-256 of what a stream gives, hexadecimal. */
export async function hashOf(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(content, hash);
  return hash.digest('hex');
}

export async function describe(path: string): Promise<StoredFile> {
  return { id: await hashOf(createReadStream(path)), sizeBytes: (await stat(path)).size };
}

/** Has the disk keep what was written. @param path Of a file, or of the folder whose names have changed. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function copyWhole(from: string, path: string): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await copyFile(from, part);
    await flush(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    asProblem(error);
  }
}

function numbered(name: string, copy: number): string {
  return copy === 1 ? name : name.replace(/(\.[^.]+)?$/, `_${copy}$1`);
}
