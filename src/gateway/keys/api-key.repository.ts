import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { type ApiKey, hashOf, type NewKey, PREFIX_CHARACTERS } from './api-key.js';

/** Of a key as it is kept, for whoever joins the table. */
export const KEY_COLUMNS = `api_key.id, api_key.holder_id "holderId", api_key.prefix, api_key.name, api_key.scopes, api_key.cidrs,
  api_key.created_at "createdAt", api_key.expires_at "expiresAt", api_key.rotated_to "rotatedTo",
  api_key.last_used_at "lastUsedAt", api_key.last_used_from "lastUsedFrom"`;
/** That a key has neither been taken back nor ended. */
export const KEY_WORKS =
  'api_key.revoked_at is null and (api_key.expires_at is null or api_key.expires_at > now())';

/** When a key was last used, and from where. */
export interface KeyUse {
  readonly keyId: string;
  readonly at: Date;
  readonly from: string;
}

@Injectable()
export class ApiKeyRepository {
  constructor(private readonly database: Database) {}

  /** By the unique index on the hash. */
  async findWorking(hash: string): Promise<ApiKey | undefined> {
    const [key] = await this.database.query<ApiKey>(
      `select ${KEY_COLUMNS} from api_key where hash = $1 and ${KEY_WORKS}`,
      [hash],
    );
    return key;
  }

  /** @param hold Inside a transaction: nobody else changes it until the end. */
  async findById(id: string, { hold } = { hold: false }): Promise<ApiKey | undefined> {
    const [key] = await this.database.query<ApiKey>(
      `select ${KEY_COLUMNS} from api_key where id = $1 and ${KEY_WORKS}${hold ? ' for update' : ''}`,
      [id],
    );
    return key;
  }

  /** Newest first; those that no longer work are in the audit log. */
  async working(limit: number): Promise<ApiKey[]> {
    return this.database.query<ApiKey>(
      `select ${KEY_COLUMNS} from api_key where ${KEY_WORKS} order by created_at desc, id limit $1`,
      [limit],
    );
  }

  /** Only on a database that never had a key. */
  async addFirst(secret: string): Promise<boolean> {
    const made = await this.database.query(
      `insert into api_key (hash, prefix, name, scopes) select $1, $2, 'first operator key', '{operator}'
        where not exists (select from api_key) returning id`,
      [hashOf(secret), secret.slice(0, PREFIX_CHARACTERS)],
    );
    return made.length > 0;
  }

  async add(secret: string, { name, scopes, cidrs, expiresAt, holderId }: NewKey): Promise<ApiKey> {
    const [key] = await this.database.query<ApiKey>(
      `insert into api_key (hash, prefix, name, scopes, cidrs, expires_at, holder_id)
       values ($1, $2, $3, $4, $5, $6, coalesce($7, gen_random_uuid())) returning ${KEY_COLUMNS}`,
      [
        hashOf(secret),
        secret.slice(0, PREFIX_CHARACTERS),
        name,
        scopes,
        cidrs,
        expiresAt,
        holderId ?? null,
      ],
    );
    return key as ApiKey;
  }

  /** The old key works on for so long, and no longer than it would have anyway. */
  async endBy(id: string, overlapHours: number, rotatedTo: string): Promise<void> {
    await this.database.query(
      `update api_key set rotated_to = $3,
         expires_at = least(coalesce(expires_at, 'infinity'), now() + make_interval(hours => $2))
       where id = $1`,
      [id, overlapHours, rotatedTo],
    );
  }

  async revoke(id: string): Promise<void> {
    await this.database.query('update api_key set revoked_at = now() where id = $1', [id]);
  }

  /** Keys that open everything, for ever, from anywhere; held, so that two cannot take back the last two. */
  async operatorsForGood(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from api_key where 'operator' = any (scopes) and revoked_at is null
         and expires_at is null and cidrs = '{}' order by id for update`,
    );
    return rows.map(({ id }) => id);
  }

  async noteUses(uses: readonly KeyUse[]): Promise<void> {
    await this.database.query(
      `update api_key set last_used_at = used.at, last_used_from = used.source
         from unnest($1::uuid[], $2::timestamptz[], $3::text[]) used (id, at, source)
        where api_key.id = used.id and (last_used_at is null or last_used_at < used.at)`,
      [
        uses.map(({ keyId }) => keyId),
        uses.map(({ at }) => at.toISOString()),
        uses.map(({ from }) => from),
      ],
    );
  }
}
