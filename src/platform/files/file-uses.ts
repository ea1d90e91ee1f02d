import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { FileStore } from './file-store.js';

/** A stage of a show notes what it has stored as it ends: so long no stage takes. */
const YOUNG_MS = 2 * 3600 * 1000;

/** Somebody who refers to stored files. */
export interface FileUser {
  /** "shows" */
  readonly name: string;
  /** @returns Of these ids, those that are referred to. */
  readonly used: (ids: readonly string[]) => Promise<readonly string[]>;
  /** Every file that is referred to, and as what: for finding those that are missing. */
  readonly all: () => AsyncIterable<{ readonly id: string; readonly what: string }>;
}

/** Who needs which files: nothing is removed without asking here. */
@Injectable()
export class FileUses {
  readonly #users: FileUser[] = [];

  constructor(
    private readonly store: FileStore,
    private readonly database: Database,
  ) {}

  /** Whoever keeps ids of files in tables of his own has to be known here: what nobody needs is swept. */
  register(user: FileUser): void {
    this.#users.push(user);
  }

  /** @returns Of these ids, those that somebody refers to. */
  async used(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const { used } of this.#users) for (const id of await used(ids)) found.add(id);
    return found;
  }

  /** Every reference, of all users one after the other. */
  async *all(): AsyncGenerator<{ readonly id: string; readonly what: string }> {
    for (const user of this.#users) yield* user.all();
  }

  /** Runs `work` in a transaction while nobody removes this content: it holds a connection, so it asks no store. */
  async whileKept<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.query('select pg_advisory_xact_lock(hashtextextended($1, 130))', [id]);
      return work();
    });
  }

  /**
   * Removes content that nobody refers to.
   * @param youngMs What was stored, or stored again, within so long is left to the sweep: whoever stored it may not
   * have noted it yet. Zero only where nobody but the caller stores such content.
   * @returns Whether it was removed.
   */
  async release(id: string, { youngMs = YOUNG_MS } = {}): Promise<boolean> {
    // Asked before the lock is taken: an object store may let us wait.
    const found = youngMs > 0 ? await this.store.head(id) : undefined;
    if (found && Date.now() - found.storedAt.getTime() < youngMs) return false;
    return this.whileKept(id, async () => {
      if ((await this.used([id])).has(id)) return false;
      await this.store.remove(id); // Within the lock, or somebody notes it between; stores bound it to seconds.
      return true;
    });
  }
}
