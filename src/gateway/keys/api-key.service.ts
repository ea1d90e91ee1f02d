import { Injectable } from '@nestjs/common';
import { AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { Revocations } from '../auth/revocations.js';
import { type ApiKey, newSecret, type NewKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { AlreadyRotated, KeyNotFound, LastOperatorKey, TooManyKeys } from './key.problems.js';

export const KEYS_MAX = 1_000;

/** A new key and the only copy of its secret. */
export interface MadeKey {
  readonly key: ApiKey;
  readonly secret: string;
}

/** Makes keys, replaces them and takes them back; every process knows at once. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
    private readonly database: Database,
  ) {}

  /** @returns A new key at the first call on this database, to be shown once; afterwards nothing. */
  async createFirst(): Promise<string | undefined> {
    const secret = newSecret('rx');
    return (await this.keys.addFirst(secret)) ? secret : undefined;
  }

  /** Newest first. */
  working(): Promise<ApiKey[]> {
    return this.keys.working(KEYS_MAX);
  }

  /** @throws TooManyKeys */
  async make(wanted: NewKey): Promise<MadeKey> {
    if ((await this.working()).length >= KEYS_MAX) throw new TooManyKeys(KEYS_MAX);
    const secret = newSecret('rx');
    return this.database.transaction(async () => {
      const key = await this.keys.add(secret, wanted);
      const { name, scopes, prefix } = key;
      await this.audit.record({
        action: 'key.made',
        target: key.id,
        facts: { name, scopes, prefix },
      });
      return { key, secret };
    });
  }

  /**
   * Puts a new key in the place of one.
   * @param overlapHours So long the old one works beside it.
   * @throws KeyNotFound, AlreadyRotated
   */
  async rotate(id: string, overlapHours: number): Promise<MadeKey> {
    const secret = newSecret('rx');
    return this.database.transaction(async () => {
      const old = await this.keys.findById(id, { hold: true });
      if (!old) throw new KeyNotFound();
      if (old.rotatedTo !== null) throw new AlreadyRotated();
      const key = await this.keys.add(secret, old);
      await this.keys.endBy(id, overlapHours, key.id);
      await this.revocations.tell('key', id); // Looked up again, every process learns when it ends.
      const facts = { rotated_to: key.id, overlap_hours: overlapHours };
      await this.audit.record({ action: 'key.rotated', target: id, facts });
      return { key, secret };
    });
  }

  /** @throws KeyNotFound, LastOperatorKey */
  async revoke(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const lasting = await this.keys.operatorsForGood();
      const key = await this.keys.findById(id, { hold: true });
      if (!key) throw new KeyNotFound();
      if (lasting.length === 1 && lasting[0] === id) throw new LastOperatorKey();
      await this.keys.revoke(id);
      await this.revocations.tell('key', id);
      const { name, prefix } = key;
      await this.audit.record({ action: 'key.revoked', target: id, facts: { name, prefix } });
    });
  }
}
