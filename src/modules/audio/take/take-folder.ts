import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** A full folder is emptied to this share, so that not every take pays for a look at all of them. */
const KEPT_SHARE = 0.9;
/** A take used this recently may be on its way into a mix. */
const IN_USE_MS = 10 * 60_000;
/** A temporary file this old belongs to a process that is gone. */
const ABANDONED_MS = 60 * 60_000;

/** What an engine writes beside an unfinished take, or below a folder beside it, has it in its name as well. */
const UNFINISHED = /\.tmp(?=[./]|$)/u;

interface Kept {
  readonly path: string;
  readonly isFinished: boolean;
  readonly bytes: number;
  readonly usedAtMs: number;
}

/**
 * Takes on disk by their hash, spread over 256 folders. Any number of processes may share it: files appear
 * whole under their name (rename), and one that another process has removed is merely not there. The
 * longest unused go first when it is full; use is the file's modification time.
 */
export class TakeFolder {
  /** Bytes written since the last look; a look happens first of all. */
  #unseenBytes = Infinity;
  #roomBytes = 0;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly root: string,
    private readonly bytesMax: number,
    private readonly inUseMs = IN_USE_MS,
  ) {}

  /** @returns The take's file, marked as used now; nothing when there is none. */
  async find(hash: string): Promise<string | undefined> {
    const path = this.#path(hash);
    try {
      const now = new Date();
      await utimes(path, now, now);
      return path;
    } catch {
      return undefined;
    }
  }

  /** Where a take may be written before it has its name. */
  async temporary(hash: string, unique: string): Promise<string> {
    await mkdir(join(this.root, hash.slice(0, 2)), { recursive: true });
    return `${this.#path(hash)}.${unique}.tmp`;
  }

  /** Gives a finished take its name; if another process was quicker, the two are the same. */
  async keep(temporary: string, hash: string): Promise<string> {
    const path = this.#path(hash);
    await rename(temporary, path);
    this.#unseenBytes += (await stat(path)).size;
    if (this.#unseenBytes > this.#roomBytes) {
      this.#looking ??= this.#makeRoom().finally(() => (this.#looking = undefined));
      await this.#looking;
    }
    return path;
  }

  /** Bytes and number of the takes there are. */
  async usage(): Promise<{ takes: number; bytes: number }> {
    const kept = (await this.#all()).filter(({ isFinished }) => isFinished);
    return { takes: kept.length, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  #path(hash: string): string {
    return join(this.root, hash.slice(0, 2), `${hash}.wav`);
  }

  async #makeRoom(): Promise<void> {
    const now = Date.now();
    const all = (await this.#all()).sort((a, b) => a.usedAtMs - b.usedAtMs);
    let bytes = all.reduce((sum, kept) => sum + kept.bytes, 0);
    const limit = bytes > this.bytesMax ? this.bytesMax * KEPT_SHARE : this.bytesMax;
    for (const kept of all) {
      const age = now - kept.usedAtMs;
      const abandoned = !kept.isFinished && age > ABANDONED_MS;
      if (!abandoned && (bytes <= limit || age < this.inUseMs)) continue;
      await rm(kept.path, { recursive: true, force: true });
      bytes -= kept.bytes;
    }
    this.#unseenBytes = 0;
    this.#roomBytes = Math.max(0, this.bytesMax - bytes);
  }

  async #all(): Promise<Kept[]> {
    const names = await readdir(this.root, { recursive: true }).catch(() => []);
    const found = await Promise.all(
      names
        .filter((name) => name.includes('.wav'))
        .map(async (name) => {
          const path = join(this.root, name);
          const known = await stat(path).catch(() => undefined); // Removed by another process meanwhile.
          const isFinished = !UNFINISHED.test(name);
          return known && { path, isFinished, bytes: known.size, usedAtMs: known.mtimeMs };
        }),
    );
    return found.filter((kept) => kept !== undefined);
  }
}
