import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

/** So much of a key is kept and shown, to tell keys apart. */
export const PREFIX_CHARACTERS = 8;

/** A key that was taken back by SQL works for so long at most while PostgreSQL answers, milliseconds. */
const KEPT_MS = 5_000;

/** Operator keys: 192 random bits, kept only as a SHA-256 hash (nothing to guess, so no slow hash). */
@Injectable()
export class ApiKeyService {
  constructor(private readonly database: Database) {}

  /** @returns A new key at the first call on this database, to be shown once; afterwards nothing. */
  async createFirst(): Promise<string | undefined> {
    const key = `rx_${randomBytes(24).toString('base64url')}`;
    const made = await this.database.query<{ id: string }>(
      `insert into api_key (hash, prefix, scope) select $1, $2, 'operator'
        where not exists (select from api_key) returning id`,
      [hash(key), key.slice(0, PREFIX_CHARACTERS)],
    );
    if (made.length === 0) return undefined;
    await this.database.changed('api_key');
    return key;
  }

  /** A key that was good goes on being good while PostgreSQL is away, so that what is kept can be read. */
  isValid(key: string): Promise<boolean> {
    const hashed = hash(key);
    const find = async () => {
      const sql = 'select id from api_key where hash = $1';
      return (await this.database.query(sql, [hashed])).length > 0;
    };
    return this.database.cachedQuery(`api_key:${hashed}`, KEPT_MS, find, { tables: ['api_key'] });
  }
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
