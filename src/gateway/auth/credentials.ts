import { Injectable } from '@nestjs/common';
import { Problem } from '#kernel';
import { AuditLog } from '#platform/audit';
import { hashOf } from '../keys/api-key.js';
import { ApiKeyRepository } from '../keys/api-key.repository.js';
import { KeyUses } from '../keys/key-uses.js';
import { RateLimiter } from '../rate-limit/rate-limiter.js';
import type { Limit } from '../rate-limit/window.js';
import { SecuritySettings } from '../security.settings.js';
import { SessionService } from '../sessions/session.service.js';
import { TokenService } from '../tokens/token.service.js';
import { countedAddress, isWithin } from './address.js';
import { AddressRefused, CredentialRefused, TooManyRequests } from './auth.problems.js';
import type { Caller } from './caller.js';
import type { Credential } from './credential.js';
import { identityOf } from './identity.js';
import { type Identity, IdentityCache } from './identity-cache.js';

/** One address never has more of them wait: each may take as long as the database keeps a request waiting. */
const GUESSES_WAITING_MAX = 200;

interface Guesses {
  /** Never rejects. */
  readonly last: Promise<unknown>;
  /** Those that are not decided yet. */
  count: number;
}

/** Finds out who shows a key, a token or a cookie. */
@Injectable()
export class Credentials {
  /** The last guess of each address: they go one by one, so that whoever is right takes no chance from another. */
  readonly #guesses = new Map<string, Guesses>();
  /** By address and what is shown: who sends twenty requests at once with one new key has guessed once. */
  readonly #finding = new Map<string, Promise<Identity>>();

  constructor(
    private readonly cache: IdentityCache,
    private readonly keys: ApiKeyRepository,
    private readonly sessions: SessionService,
    private readonly tokens: TokenService,
    private readonly uses: KeyUses,
    private readonly limiter: RateLimiter,
    private readonly audit: AuditLog,
    private readonly settings: SecuritySettings,
  ) {}

  /**
   * Who is known is known at once, without waiting for anybody.
   * @throws CredentialRefused, AddressRefused, TooManyRequests
   */
  identify(shown: Credential, address: string): Caller | Promise<Caller> {
    const hash = hashOf(shown.text);
    const known = this.cache.fresh(hash);
    return known && !isOver(known.caller)
      ? this.#admit(known, address)
      : this.#find(shown, hash, address);
  }

  /**
   * Lets somebody guess, as often as the limit for wrong keys says.
   * @param guess Throws CredentialRefused when it was wrong.
   * @throws TooManyRequests, and what `guess` throws.
   */
  async guarded<T>(address: string, what: string, guess: () => Promise<T>): Promise<T> {
    const who = countedAddress(address);
    const before = this.#guesses.get(who) ?? { last: Promise.resolve(), count: 0 };
    if (before.count >= GUESSES_WAITING_MAX)
      throw new TooManyRequests('keys that nobody knows from this address', 1);
    const last = before.last.then(() => this.#judged(who, what, guess));
    const guesses = { last: last.catch(() => undefined), count: before.count + 1 };
    this.#guesses.set(who, guesses);
    try {
      return await last;
    } finally {
      const now = this.#guesses.get(who);
      if (now === guesses) this.#guesses.delete(who);
      else if (now) now.count--;
    }
  }

  async #judged<T>(who: string, what: string, guess: () => Promise<T>): Promise<T> {
    const limit = this.#limit();
    const { isOver: isBlocked, resetS } = await this.limiter.takeShared(limit, who);
    if (isBlocked) throw new TooManyRequests('wrong keys from this address', resetS);
    try {
      const right = await guess();
      await this.limiter.giveBack(limit, who);
      return right;
    } catch (error) {
      if (error instanceof CredentialRefused)
        this.audit.recordRefusal({ actor: 'stranger', action: 'sign_in.refused', facts: { what } });
      else await this.limiter.giveBack(limit, who); // Nobody could tell: that was no wrong guess.
      throw error;
    }
  }

  #limit(): Limit {
    return { name: 'login', countMax: this.settings.loginFailuresPerMinute };
  }

  async #find(shown: Credential, hash: string, address: string): Promise<Caller> {
    const look = () => this.cache.find(hash, () => this.#look(shown, hash), isAway);
    const find = async () => {
      const found = await look();
      if (!found || isOver(found.caller)) throw new CredentialRefused();
      return found;
    };
    // A cookie that has ended is no attack, and 192 random bits are not guessed.
    const isGuess = shown.kind !== 'session' && !this.cache.has(hash);
    const identity = await (isGuess ? this.#guess(shown, hash, address, find) : find());
    return this.#admit(identity, address);
  }

  async #guess(
    { kind }: Credential,
    hash: string,
    address: string,
    find: () => Promise<Identity>,
  ): Promise<Identity> {
    const name = `${address} ${hash}`;
    const finding =
      this.#finding.get(name) ??
      this.guarded(address, kind, find).finally(() => {
        this.#finding.delete(name);
      });
    this.#finding.set(name, finding);
    return finding;
  }

  async #look({ kind, text }: Credential, hash: string): Promise<Identity | undefined> {
    if (kind === 'session') return this.sessions.find(hash);
    if (kind === 'token') return this.tokens.find(text);
    const key = await this.keys.findWorking(hash);
    return key && identityOf(key, { kind: 'key' });
  }

  #admit({ caller, blocks }: Identity, address: string): Caller {
    if (blocks && !isWithin(blocks, address)) {
      const actor = `key ${caller.prefix}`;
      this.audit.recordRefusal({ actor, action: 'address.refused', target: caller.keyId });
      throw new AddressRefused();
    }
    if (caller.keyId !== undefined) this.uses.note(caller.keyId, address, Date.now());
    return caller;
  }
}

function isOver({ expiresAtMs }: Caller): boolean {
  return expiresAtMs !== undefined && expiresAtMs <= Date.now();
}

function isAway(error: unknown): boolean {
  return error instanceof Problem && error.kind === 'unavailable';
}
