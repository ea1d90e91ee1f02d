import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { FileStore } from './file-store.js';

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

  /** Runs `work` in a transaction while nobody removes this content. */
  async whileKept<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.query('select pg_advisory_xact_lock(hashtextextended($1, 130))', [id]);
      return work();
    });
  }

  /** Removes content that nobody refers to. @returns Whether it was removed. */
  async release(id: string): Promise<boolean> {
    return this.whileKept(id, async () => {
      if ((await this.used([id])).has(id)) return false;
      await this.store.remove(id);
      return true;
    });
  }
}
