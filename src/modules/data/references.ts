import { Injectable } from '@nestjs/common';
import type { Fault } from '#kernel';

/** Of these ids those that name nothing. */
export type Missing = (ids: readonly string[]) => Promise<readonly string[]>;

/** Who names a thing, by kind and id: `{ feeds: ['nasa'] }`. */
export type Users = (id: string) => Promise<Readonly<Record<string, readonly string[]>>>;

/** What a preset or a channel may name although another module owns it. */
export type Referred = 'speaker' | 'feed';

/** Whether what one thing says of another is there: whoever owns a kind of thing says how to tell. */
@Injectable()
export class References {
  readonly #kinds = new Map<Referred, Missing>();
  readonly #users = new Map<string, Users[]>();

  register(kind: Referred, missing: Missing): void {
    this.#kinds.set(kind, missing);
  }

  /** From now on things of this kind are kept while these name them. */
  registerUsers(kind: 'channel', users: Users): void {
    this.#users.set(kind, [...(this.#users.get(kind) ?? []), users]);
  }

  /** Who names a thing; kinds without any are left out. */
  async usersOf(kind: 'channel', id: string): Promise<Record<string, readonly string[]>> {
    const found = await Promise.all((this.#users.get(kind) ?? []).map((users) => users(id)));
    return Object.fromEntries(
      found.flatMap((one) => Object.entries(one)).filter(([, names]) => names.length > 0),
    );
  }

  /** A fault for each name of a field that names nothing; for a list, the place in it is part of the field. */
  async faults(
    kind: Referred,
    field: string,
    named: string | readonly string[] | undefined,
  ): Promise<Fault[]> {
    const ids = typeof named === 'string' ? [named] : (named ?? []);
    const missing = new Set(await this.#kinds.get(kind)?.([...new Set(ids)]));
    return ids.flatMap((id, at) =>
      missing.has(id)
        ? [
            {
              field: typeof named === 'string' ? field : `${field}.${at}`,
              rule: `must be the id of a ${kind}; "${id}" is none`,
            },
          ]
        : [],
    );
  }
}
