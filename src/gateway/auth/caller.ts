import type { FastifyRequest } from 'fastify';
import { rankOf, type Scope } from '#platform/access';

/** Who a request is from. */
export interface Caller {
  /** What he showed; `none` is a stranger, `off` anybody while AUTH_MODE is off. */
  readonly kind: 'none' | 'off' | 'metrics' | 'key' | 'token' | 'session';
  readonly scope?: Scope;
  /** Place of the scope in their order. */
  readonly rank: number;
  /** Beginning of the key that stands behind it all, as logs show it. */
  readonly prefix: string;
  readonly keyId?: string;
  readonly keyName?: string;
  /** Whose key it is, also after another was put in its place. */
  readonly holderId?: string;
  /** Tokens that were made from one signing in. */
  readonly familyId?: string;
  /** Hash of the session's cookie. */
  readonly sessionHash?: string;
  /** When it ends, milliseconds since 1970; left out, it does not end by itself. */
  readonly expiresAtMs?: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the gate for every request that it lets pass. */
    caller?: Caller;
  }
}

export const STRANGER: Caller = { kind: 'none', rank: 0, prefix: 'none' };
export const OFF: Caller = {
  kind: 'off',
  scope: 'operator',
  rank: rankOf('operator'),
  prefix: 'off',
};
export const METRICS: Caller = { kind: 'metrics', rank: 0, prefix: 'metrics' };

export function callerOf(request: FastifyRequest): Caller {
  return request.caller ?? STRANGER;
}

/** As much of the request's key as may be shown. */
export function prefixOf(request: FastifyRequest): string {
  return callerOf(request).prefix;
}
