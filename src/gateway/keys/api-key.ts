import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from '#platform/access';

/** So much of a key is kept and shown, to tell keys apart. */
export const PREFIX_CHARACTERS = 8;

/** What is kept of a key: everything but the key. */
export interface ApiKey {
  readonly id: string;
  /** Whose it is: a key keeps its holder when another is put in its place. */
  readonly holderId: string;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Addresses and blocks it may be used from; none means anywhere. */
  readonly cidrs: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** The key that takes its place; this one works until it expires. */
  readonly rotatedTo: string | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
}

/** What a new key shall be. */
export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly cidrs: readonly string[];
  readonly expiresAt: Date | null;
  /** The holder of the key that it takes the place of; left out, a new one. */
  readonly holderId?: string;
}

/** @returns 192 random bits behind letters that say what it is: `rx_` a key, `rr_` a refresh token, `rs_` a session. */
export function newSecret(kind: 'rx' | 'rr' | 'rs'): string {
  return `${kind}_${randomBytes(24).toString('base64url')}`;
}

/** There is nothing to guess in random bits, so no slow hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
