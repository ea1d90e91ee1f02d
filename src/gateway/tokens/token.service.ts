import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { rankOf, type Scope, SCOPES } from '#platform/access';
import { AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { CredentialRefused, ScopeTooSmall } from '../auth/auth.problems.js';
import type { Caller } from '../auth/caller.js';
import { identityOf } from '../auth/identity.js';
import type { Identity } from '../auth/identity-cache.js';
import { Revocations } from '../auth/revocations.js';
import { hashOf, newSecret } from '../keys/api-key.js';
import { ApiKeyRepository } from '../keys/api-key.repository.js';
import { SigningKeys } from './signing-keys.js';
import { TokenRepository } from './token.repository.js';
import { TokenSettings } from './token.settings.js';

/** Processes of one station may differ by so much, seconds. */
const CLOCKS_DIFFER_S = 5;
/** A token of another kind, though signed by the same key, is none (RFC 9068). */
const TYPE = 'at+jwt';

/** What signing in and refreshing give. */
export interface MadeTokens {
  readonly accessToken: string;
  /** Seconds. */
  readonly accessS: number;
  readonly refreshToken: string;
  /** Seconds. */
  readonly refreshS: number;
  readonly scope: Scope;
}

interface Claims {
  readonly familyId: string;
  readonly scope: Scope;
  readonly endsAtMs: number;
}

/** Tokens that are made from keys: access tokens for minutes, refresh tokens that each work once. */
@Injectable()
export class TokenService {
  constructor(
    private readonly tokens: TokenRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly signing: SigningKeys,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
    private readonly database: Database,
    private readonly settings: TokenSettings,
  ) {}

  /**
   * Who shows this access token.
   * @returns Nothing unless we signed it for this API, it is in its time, its family goes on and its key works.
   */
  async find(token: string): Promise<Identity | undefined> {
    const claims = await this.#read(token);
    if (!claims) return undefined;
    const key = await this.tokens.keyOf(claims.familyId);
    return key && identityOf(key, { kind: 'token', ...claims });
  }

  /**
   * Begins a family of tokens.
   * @param caller Who has shown a key. @param scope Less than the key's, where that is enough.
   * @throws ScopeTooSmall
   */
  async begin(
    { keyId = '', rank, prefix, ...caller }: Caller,
    scope = caller.scope,
  ): Promise<MadeTokens> {
    if (!scope || rankOf(scope) > rank) throw new ScopeTooSmall(scope ?? 'listener');
    return this.database.transaction(async () => {
      const { refreshTokenDays } = this.settings;
      const familyId = await this.tokens.addFamily(keyId, scope, refreshTokenDays);
      const actor = `key ${prefix}`;
      const facts = { family: familyId, scope };
      await this.audit.record({ actor, action: 'sign_in.done', target: keyId, facts });
      return this.#make(familyId, keyId, scope);
    });
  }

  /**
   * New tokens for a refresh token, which works once: used again it was stolen, or its next was, and all
   * tokens of the family end.
   * @throws CredentialRefused
   */
  async refresh(text: string): Promise<MadeTokens> {
    const hash = hashOf(text);
    const made = await this.database.transaction(async () => {
      const row = await this.tokens.holdRefresh(hash);
      if (!row?.isGood) return undefined;
      const { familyId, keyId, scope } = row;
      if (row.isUsed) {
        await this.#end(familyId, 'reuse');
        return undefined;
      }
      if (!(await this.apiKeys.findById(keyId))) return undefined;
      await this.tokens.use(hash);
      return this.#make(familyId, keyId, scope);
    });
    if (!made) throw new CredentialRefused(); // Outside: what has ended stays ended.
    return made;
  }

  /** Ends every token that came from one signing in, in every process. */
  async logout(familyId: string): Promise<void> {
    await this.database.transaction(() => this.#end(familyId, 'logout'));
  }

  async #end(familyId: string, by: 'logout' | 'reuse'): Promise<void> {
    await this.tokens.endFamily(familyId, by);
    await this.revocations.tell('family', familyId);
    await this.audit.record({ action: 'tokens.ended', target: familyId, facts: { by } });
  }

  async #make(familyId: string, keyId: string, scope: Scope): Promise<MadeTokens> {
    const { issuer, audience, accessTokenS, refreshTokenDays } = this.settings;
    const { kid, algorithm, signWith } = await this.signing.signer();
    const refreshToken = newSecret('rr');
    await this.tokens.addRefresh(hashOf(refreshToken), familyId, refreshTokenDays);
    const nowS = Math.floor(Date.now() / 1000);
    const accessToken = await new SignJWT({ scope, fam: familyId })
      .setProtectedHeader({ alg: algorithm, kid, typ: TYPE })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(keyId)
      .setJti(randomUUID())
      .setIssuedAt(nowS)
      .setNotBefore(nowS)
      .setExpirationTime(nowS + accessTokenS)
      .sign(signWith);
    const refreshS = refreshTokenDays * 86_400;
    return { accessToken, accessS: accessTokenS, refreshToken, refreshS, scope };
  }

  /** Everything that can be wrong with a token is checked; what exactly was, is nobody's business. */
  async #read(token: string): Promise<Claims | undefined> {
    try {
      const { kid } = decodeProtectedHeader(token);
      const key = kid === undefined ? undefined : await this.signing.verifier(kid);
      if (!key) return undefined;
      const { payload } = await jwtVerify(token, key.verifyWith, {
        algorithms: [key.algorithm],
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        typ: TYPE,
        clockTolerance: CLOCKS_DIFFER_S,
        requiredClaims: ['exp', 'nbf', 'iat', 'sub', 'jti', 'fam', 'scope'],
      });
      const { fam, scope, exp = 0 } = payload;
      if (typeof fam !== 'string' || !UUID.test(fam) || !isScope(scope)) return undefined;
      return { familyId: fam, scope, endsAtMs: exp * 1000 };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isScope(value: unknown): value is Scope {
  return (SCOPES as readonly unknown[]).includes(value);
}
