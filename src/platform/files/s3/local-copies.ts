import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { asProblem } from '../file-store.js';
import { pipeToFile } from '../pipe-to-file.js';
import { StoreFailed } from '../files.problems.js';

/** Who was just given a path has so long to open it. */
const HELD_MS = 60_000;

/** Copies of files of another place, the least recently used go first. The folder alone is the truth of it. */
export class LocalCopies {
  readonly #folder: string;
  readonly #underWay = new Map<string, Promise<string>>();

  /** @param bytesMax What all copies together may have; those in use just now may exceed it. */
  constructor(
    root: string,
    private readonly bytesMax: () => number,
  ) {
    this.#folder = join(root, 'file-cache');
  }

  /** @returns Nothing where there is no copy. */
  async find(id: string): Promise<string | undefined> {
    const path = join(this.#folder, id);
    const now = new Date();
    return utimes(path, now, now).then(
      () => path,
      () => undefined,
    );
  }

  /** Where the copy is; it is made first where there is none, once however many want it. */
  async pathOf(id: string, read: () => Promise<Readable>): Promise<string> {
    const there = await this.find(id);
    if (there !== undefined) return there;
    let copying = this.#underWay.get(id);
    if (!copying) {
      copying = this.#copy(id, read).finally(() => this.#underWay.delete(id));
      this.#underWay.set(id, copying);
    }
    return copying;
  }

  async drop(id: string): Promise<void> {
    await rm(join(this.#folder, id), { force: true });
  }

  async #copy(id: string, read: () => Promise<Readable>): Promise<string> {
    const path = join(this.#folder, id);
    const part = `${path}.${randomUUID()}.part`;
    const hash = createHash('sha256');
    try {
      await mkdir(this.#folder, { recursive: true });
      const hashed = async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      };
      await pipeToFile(await read(), hashed, part);
      if (hash.digest('hex') !== id)
        throw new StoreFailed('The object store gave another content than was stored.');
      await rename(part, path);
      await this.#trim();
      return path;
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      return asProblem(error);
    }
  }

  async #trim(): Promise<void> {
    const copies = [];
    for (const name of await readdir(this.#folder)) {
      const found = await stat(join(this.#folder, name)).catch(() => undefined);
      if (found) copies.push({ name, bytes: found.size, usedMs: found.mtimeMs });
    }
    let bytes = copies.reduce((sum, copy) => sum + copy.bytes, 0);
    for (const copy of copies.sort((a, b) => a.usedMs - b.usedMs)) {
      if (bytes <= this.bytesMax() || Date.now() - copy.usedMs < HELD_MS) return;
      await rm(join(this.#folder, copy.name), { force: true });
      bytes -= copy.bytes;
    }
  }
}
