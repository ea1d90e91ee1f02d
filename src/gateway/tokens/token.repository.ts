import { Injectable } from '@nestjs/common';
import type { Scope } from '#platform/access';
import { Database } from '#platform/database';
import type { ApiKey } from '../keys/api-key.js';
import { KEY_COLUMNS, KEY_WORKS } from '../keys/api-key.repository.js';

/** A refresh token with the signing in that it belongs to. */
export interface RefreshRow {
  readonly familyId: string;
  readonly keyId: string;
  readonly scope: Scope;
  readonly isUsed: boolean;
  /** Neither it nor its family is over. */
  readonly isGood: boolean;
}

@Injectable()
export class TokenRepository {
  constructor(private readonly database: Database) {}

  /** The key behind a family that goes on. */
  async keyOf(familyId: string): Promise<ApiKey | undefined> {
    const [key] = await this.database.query<ApiKey>(
      `select ${KEY_COLUMNS} from token_family join api_key on api_key.id = token_family.key_id
        where token_family.id = $1 and token_family.ended_at is null and ${KEY_WORKS}`,
      [familyId],
    );
    return key;
  }

  /** Begins a family, and takes away those that are over. */
  async addFamily(keyId: string, scope: Scope, days: number): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      `insert into token_family (key_id, scope, expires_at)
       values ($1, $2, now() + make_interval(days => $3)) returning id`,
      [keyId, scope, days],
    );
    await this.database.query('delete from token_family where expires_at < now()');
    return (row as { id: string }).id;
  }

  async addRefresh(hash: string, familyId: string, days: number): Promise<void> {
    await this.database.query(
      `insert into refresh_token (hash, family_id, expires_at)
       values ($1, $2, now() + make_interval(days => $3))`,
      [hash, familyId, days],
    );
    await this.database.query(
      'update token_family set expires_at = now() + make_interval(days => $2) where id = $1',
      [familyId, days],
    );
  }

  /** Held until the transaction ends: of two who show it at once, the second sees that it is used. */
  async holdRefresh(hash: string): Promise<RefreshRow | undefined> {
    const [row] = await this.database.query<RefreshRow>(
      `select family_id "familyId", key_id "keyId", scope, used_at is not null "isUsed",
              refresh_token.expires_at > now() and ended_at is null "isGood"
         from refresh_token join token_family on token_family.id = family_id
        where hash = $1 for update`,
      [hash],
    );
    return row;
  }

  async use(hash: string): Promise<void> {
    await this.database.query('update refresh_token set used_at = now() where hash = $1', [hash]);
  }

  async endFamily(id: string, by: 'logout' | 'reuse'): Promise<void> {
    await this.database.query(
      'update token_family set ended_at = now(), ended_by = $2 where id = $1 and ended_at is null',
      [id, by],
    );
  }
}
