import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { ApiKey } from '../keys/api-key.js';
import { KEY_COLUMNS, KEY_WORKS } from '../keys/api-key.repository.js';

@Injectable()
export class SessionRepository {
  constructor(private readonly database: Database) {}

  /** A session in progress, with its key that still works. */
  async find(hash: string): Promise<(ApiKey & { readonly endsAt: Date }) | undefined> {
    const [found] = await this.database.query<ApiKey & { endsAt: Date }>(
      `select ${KEY_COLUMNS}, browser_session.expires_at "endsAt"
         from browser_session join api_key on api_key.id = browser_session.key_id
        where browser_session.hash = $1 and browser_session.expires_at > now() and ${KEY_WORKS}`,
      [hash],
    );
    return found;
  }

  /** Adds one, and takes away those that are over. */
  async add(hash: string, keyId: string, hours: number): Promise<Date> {
    const [row] = await this.database.query<{ expires_at: Date }>(
      `insert into browser_session (hash, key_id, expires_at)
       values ($1, $2, now() + make_interval(hours => $3)) returning expires_at`,
      [hash, keyId, hours],
    );
    await this.database.query('delete from browser_session where expires_at < now()');
    return (row as { expires_at: Date }).expires_at;
  }

  async remove(hash: string): Promise<void> {
    await this.database.query('delete from browser_session where hash = $1', [hash]);
  }
}
