import { Injectable, Logger } from '@nestjs/common';
import { FileStore } from './file-store.js';
import { FileUses } from './file-uses.js';
import { FileMissing } from './files.problems.js';

/** Of what is found, so many are named; all are counted. */
const NAMED_MAX = 1_000;
const BATCH = 500;

/** Something wrong with a file, and who needs it. */
export interface FileFault {
  readonly id: string;
  /** What refers to it; empty where nobody does. */
  readonly usedBy: readonly string[];
}

export interface IntegrityReport {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly checked: number;
  readonly sizeBytes: number;
  readonly missingCount: number;
  readonly missing: readonly FileFault[];
  readonly alteredCount: number;
  readonly altered: readonly FileFault[];
  /** They are there, but the disk or the object store did not give them: whether they are whole nobody knows. */
  readonly unreadableCount: number;
  readonly unreadable: readonly FileFault[];
}

/** How a file was found; one that is gone was removed while we were looking. */
type FileState = 'intact' | 'altered' | 'unreadable' | 'gone';

export interface SweepReport {
  readonly isDryRun: boolean;
  /** All files there are. */
  readonly files: number;
  readonly orphanCount: number;
  readonly orphanBytes: number;
  readonly orphans: ReadonlyArray<{ id: string; sizeBytes: number; storedAt: Date }>;
  /** Left alone: nobody refers to them, but they may be of work in progress. */
  readonly youngCount: number;
}

/** Looks after stored files: whether each is what was stored, and whether anybody needs it. */
@Injectable()
export class FileCare {
  readonly #logger = new Logger(FileCare.name);

  constructor(
    private readonly store: FileStore,
    private readonly uses: FileUses,
  ) {}

  /**
   * Reads every stored file and compares it with its checksum, and looks for every file that somebody refers to. A
   * file that cannot be read is counted and named, and the others are looked at all the same.
   * @param signal Ends it; its reason is thrown.
   * @throws What the store says where it cannot even list its files.
   */
  async check(signal?: AbortSignal): Promise<IntegrityReport> {
    const startedAt = new Date();
    const startedMs = performance.now();
    const wanted = await this.#wanted(signal);
    const seen = new Set<string>();
    const faults: Record<'altered' | 'unreadable' | 'missing', FileFault[]> = {
      altered: [],
      unreadable: [],
      missing: [],
    };
    let sizeBytes = 0;
    for await (const file of this.store.list()) {
      signal?.throwIfAborted();
      const state = await this.#stateOf(file.id);
      // Removed meanwhile, it is neither altered nor, if nobody refers to it, missing.
      if (state === 'gone') continue;
      seen.add(file.id);
      sizeBytes += file.sizeBytes;
      if (state !== 'intact') faults[state].push(faultOf(file.id, wanted));
    }
    for (const id of wanted.keys()) {
      signal?.throwIfAborted();
      const state = seen.has(id) ? 'there' : await this.#absence(id);
      if (state !== 'there') faults[state].push(faultOf(id, wanted));
    }
    const { altered, unreadable, missing } = faults;
    return {
      startedAt,
      durationMs: Math.round(performance.now() - startedMs),
      checked: seen.size,
      sizeBytes,
      missingCount: missing.length,
      missing: missing.slice(0, NAMED_MAX),
      alteredCount: altered.length,
      altered: altered.slice(0, NAMED_MAX),
      unreadableCount: unreadable.length,
      unreadable: unreadable.slice(0, NAMED_MAX),
    };
  }

  /**
   * Removes files that nobody refers to.
   * @param youngMs Younger ones are left alone: what refers to them may not be written yet.
   */
  async sweep(
    { isDryRun, youngMs }: { readonly isDryRun: boolean; readonly youngMs: number },
    signal?: AbortSignal,
  ): Promise<SweepReport> {
    const orphans: SweepReport['orphans'][number][] = [];
    const counts = { files: 0, orphanCount: 0, orphanBytes: 0, youngCount: 0 };
    for await (const batch of batches(this.store.list())) {
      signal?.throwIfAborted();
      counts.files += batch.length;
      const used = await this.uses.used(batch.map(({ id }) => id));
      const unused = batch.filter(({ id }) => !used.has(id));
      const old = unused.filter(({ storedAt }) => Date.now() - storedAt.getTime() >= youngMs);
      counts.youngCount += unused.length - old.length;
      for (const file of old) {
        if (!isDryRun && !(await this.uses.release(file.id, { youngMs }))) continue; // Taken up meanwhile.
        counts.orphanCount++;
        counts.orphanBytes += file.sizeBytes;
        if (orphans.length < NAMED_MAX) orphans.push(file);
      }
    }
    return { isDryRun, ...counts, orphans };
  }

  async #stateOf(id: string): Promise<FileState> {
    try {
      if (await this.store.isIntact(id)) return 'intact';
      return (await this.store.has(id)) ? 'altered' : 'gone';
    } catch (error) {
      if (error instanceof FileMissing || (error as NodeJS.ErrnoException).code === 'ENOENT')
        return 'gone';
      this.#logger.warn({ message: 'A stored file cannot be read', id, error });
      return 'unreadable';
    }
  }

  /** Why a file that somebody refers to was not met: it may have been stored, or let go of, while we were reading. */
  async #absence(id: string): Promise<'there' | 'missing' | 'unreadable'> {
    try {
      if (await this.store.has(id)) return 'there';
    } catch (error) {
      this.#logger.warn({ message: 'A stored file cannot be looked for', id, error });
      return 'unreadable';
    }
    return (await this.uses.used([id])).has(id) ? 'missing' : 'there';
  }

  async #wanted(signal?: AbortSignal): Promise<Map<string, string[]>> {
    const wanted = new Map<string, string[]>();
    for await (const { id, what } of this.uses.all()) {
      signal?.throwIfAborted();
      const users = wanted.get(id);
      if (!users) wanted.set(id, [what]);
      else if (users.length < 5) users.push(what);
    }
    return wanted;
  }
}

function faultOf(id: string, wanted: ReadonlyMap<string, readonly string[]>): FileFault {
  return { id, usedBy: wanted.get(id) ?? [] };
}

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
