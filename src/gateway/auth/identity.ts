import { highest, rankOf, type Scope } from '#platform/access';
import type { ApiKey } from '../keys/api-key.js';
import { blocksOf } from './address.js';
import type { Caller } from './caller.js';
import type { Identity } from './identity-cache.js';

/** Somebody who showed a key, or something that was made from it. */
export function identityOf(
  key: ApiKey,
  shown: Pick<Caller, 'kind' | 'familyId' | 'sessionHash'> & {
    readonly scope?: Scope;
    /** When what he showed ends, milliseconds since 1970. */
    readonly endsAtMs?: number;
  },
): Identity {
  const { scope = highest(key.scopes), endsAtMs = Infinity, ...rest } = shown;
  const expiresAtMs = Math.min(endsAtMs, key.expiresAt?.getTime() ?? Infinity);
  const caller: Caller = {
    ...rest,
    ...(scope && { scope }),
    rank: rankOf(scope),
    prefix: key.prefix,
    keyId: key.id,
    keyName: key.name,
    holderId: key.holderId,
    ...(expiresAtMs !== Infinity && { expiresAtMs }),
  };
  return { caller, ...(key.cidrs.length > 0 && { blocks: blocksOf(key.cidrs) }) };
}
