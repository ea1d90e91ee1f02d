import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

/** So much of a key is kept and shown, to tell keys apart. */
export const PREFIX_CHARACTERS = 8;

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
    return made.length > 0 ? key : undefined;
  }

  async isValid(key: string): Promise<boolean> {
    const found = await this.database.query('select id from api_key where hash = $1', [hash(key)]);
    return found.length > 0;
  }
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
