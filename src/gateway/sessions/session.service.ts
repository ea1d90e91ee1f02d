import { Injectable } from '@nestjs/common';
import { AuditLog } from '#platform/audit';
import type { Caller } from '../auth/caller.js';
import { identityOf } from '../auth/identity.js';
import type { Identity } from '../auth/identity-cache.js';
import { Revocations } from '../auth/revocations.js';
import { hashOf, newSecret } from '../keys/api-key.js';
import { SecuritySettings } from '../security.settings.js';
import { SessionRepository } from './session.repository.js';

/** A browser that is signed in. */
export interface MadeSession {
  /** What its cookie holds. */
  readonly secret: string;
  readonly endsAt: Date;
}

@Injectable()
export class SessionService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
    private readonly settings: SecuritySettings,
  ) {}

  /** @returns Nothing for a session that is over, or whose key no longer works. */
  async find(hash: string): Promise<Identity | undefined> {
    const found = await this.sessions.find(hash);
    if (!found) return undefined;
    const { endsAt, ...key } = found;
    return identityOf(key, { kind: 'session', sessionHash: hash, endsAtMs: endsAt.getTime() });
  }

  /** @param caller Who has shown a key. */
  async begin({ keyId = '', prefix }: Caller): Promise<MadeSession> {
    const secret = newSecret('rs');
    const endsAt = await this.sessions.add(hashOf(secret), keyId, this.settings.sessionHours);
    const actor = `key ${prefix}`;
    await this.audit.record({ actor, action: 'session.begun', target: keyId });
    return { secret, endsAt };
  }

  async end(hash: string): Promise<void> {
    await this.sessions.remove(hash);
    await this.revocations.tell('session', hash);
    await this.audit.record({ action: 'session.ended' });
  }
}
