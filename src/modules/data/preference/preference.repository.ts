import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { type Noun, StoredChanged } from '#platform/stored';

const PREFERENCES: Noun = { module: 'data', noun: 'preferences', fact: 'key_id' };

/** What who signs in with a key would like to find again, as it stands on the wire. */
export type Wishes = Readonly<Record<string, unknown>>;

export interface Preferences {
  readonly wishes: Wishes;
  /** 1 where nothing was ever said. */
  readonly version: number;
}

/**
 * Preferences by API key. Keys are taken back but never deleted, and what a key preferred stays beside it: one row
 * a key.
 */
@Injectable()
export class PreferenceRepository {
  constructor(private readonly database: Database) {}

  /** By the primary key. */
  async find(keyId: string): Promise<Preferences> {
    const [row] = await this.database.query<Preferences>(
      'select wishes, version from preference where key_id = $1',
      [keyId],
    );
    return row ?? { wishes: {}, version: 1 };
  }

  /**
   * Puts these in place of what there was.
   * @param version That the client has read; nothing where it does not mind.
   * @throws StoredChanged
   */
  async put(keyId: string, version: number | undefined, wishes: Wishes): Promise<Preferences> {
    return this.database.transaction(async () => {
      await this.database.query(
        `insert into preference (key_id, wishes) values ($1, '{}') on conflict do nothing`,
        [keyId],
      );
      const [row] = await this.database.query<Preferences>(
        `update preference set wishes = $3, version = version + 1, updated_at = now()
          where key_id = $1 and ($2::integer is null or version = $2) returning wishes, version`,
        [keyId, version ?? null, JSON.stringify(wishes)],
      );
      if (row) return row;
      const { version: newest } = await this.find(keyId);
      throw new StoredChanged(PREFERENCES, keyId, newest);
    });
  }
}
