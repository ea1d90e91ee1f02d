import { Injectable } from '@nestjs/common';
import { FileStore } from './file-store.js';
import { FileUses } from './file-uses.js';

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
}

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
  constructor(
    private readonly store: FileStore,
    private readonly uses: FileUses,
  ) {}

  /**
   * Reads every stored file and compares it with its checksum, and looks for every file that somebody refers to.
   * @param signal Ends it; its reason is thrown.
   */
  async check(signal?: AbortSignal): Promise<IntegrityReport> {
    const startedAt = new Date();
    const startedMs = performance.now();
    const wanted = await this.#wanted(signal);
    const seen = new Set<string>();
    const altered: FileFault[] = [];
    let sizeBytes = 0;
    for await (const file of this.store.list()) {
      signal?.throwIfAborted();
      seen.add(file.id);
      sizeBytes += file.sizeBytes;
      if (await this.store.isIntact(file.id)) continue;
      // Removed meanwhile, it is neither altered nor, if nobody refers to it, missing.
      if (await this.store.has(file.id)) altered.push(faultOf(file.id, wanted));
      else seen.delete(file.id);
    }
    const absent = [...wanted.keys()].filter((id) => !seen.has(id));
    const missing: FileFault[] = [];
    for (const id of absent)
      // Stored, or let go of, while we were reading.
      if (!(await this.store.has(id)) && (await this.uses.used([id])).has(id))
        missing.push(faultOf(id, wanted));
    return {
      startedAt,
      durationMs: Math.round(performance.now() - startedMs),
      checked: seen.size,
      sizeBytes,
      missingCount: missing.length,
      missing: missing.slice(0, NAMED_MAX),
      alteredCount: altered.length,
      altered: altered.slice(0, NAMED_MAX),
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
        if (!isDryRun && !(await this.uses.release(file.id))) continue; // Taken up meanwhile.
        counts.orphanCount++;
        counts.orphanBytes += file.sizeBytes;
        if (orphans.length < NAMED_MAX) orphans.push(file);
      }
    }
    return { isDryRun, ...counts, orphans };
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
