import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { Signals } from '#platform/database';
import { Seal } from './seal.js';
import { SigningKeyRepository, type SigningKeyRow } from './signing-key.repository.js';
import { TokenSettings } from './token.settings.js';

const TOPIC = 'signing-keys';
/** Strangers may name any key: for a name that is not known the database is asked so often at most. */
const LOOK_EVERY_MS = 5_000;
/** Longer than any access token may live (a day) and clocks may differ: then nothing needs the key. */
const KEPT_S = 2 * 86_400;

/** A key with the one algorithm that it is for: no token chooses another. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: 'ES256' | 'RS256' | 'HS256';
  readonly verifyWith: CryptoKey | KeyObject;
  /** Left out where it is retired, or was sealed by another station folder. */
  readonly signWith?: CryptoKey | KeyObject;
  readonly publicJwk?: JWK;
}

/** The keys of the station, by their names (`kid`); they lie in the database, the private parts sealed. */
@Injectable()
export class SigningKeys implements OnApplicationBootstrap {
  #keys: Promise<Map<string, SigningKey>> | undefined;
  #lookedMs = -Infinity;

  constructor(
    private readonly rows: SigningKeyRepository,
    private readonly seal: Seal,
    private readonly settings: TokenSettings,
    private readonly signals: Signals,
  ) {}

  onApplicationBootstrap(): void {
    this.signals.on(TOPIC, () => {
      this.#keys = undefined;
    });
  }

  /** The key that new tokens are signed with; the first is made when it is needed. */
  async signer(): Promise<SigningKey & Required<Pick<SigningKey, 'signWith'>>> {
    const { algorithm } = this.settings;
    const find = async () =>
      [...(await this.#all()).values()].find((key) => key.algorithm === algorithm && key.signWith);
    let key = await find();
    if (!key && algorithm !== 'HS256') {
      await this.#make(algorithm, { instead: false });
      key = await find();
    }
    if (!key?.signWith) throw new Error('There is no key to sign tokens with.');
    return { ...key, signWith: key.signWith };
  }

  /** @returns Nothing for a name that is not ours: keys that a token brings or points to are never looked at. */
  async verifier(kid: string): Promise<SigningKey | undefined> {
    const known = (await this.#all()).get(kid);
    if (known || performance.now() - this.#lookedMs < LOOK_EVERY_MS) return known;
    this.#keys = undefined;
    return (await this.#all()).get(kid);
  }

  /** A new key signs from now on; what the old ones signed is good to its end. @returns Its name. */
  async rotate(algorithm: 'ES256' | 'RS256'): Promise<string> {
    const kid = await this.#make(algorithm, { instead: true });
    await this.rows.forgetOld(KEPT_S);
    await this.signals.tell(TOPIC);
    return kid;
  }

  /** What others check our tokens with (RFC 7517). */
  async publicKeys(): Promise<JWK[]> {
    return [...(await this.#all()).values()].flatMap(({ publicJwk }) => publicJwk ?? []);
  }

  #all(): Promise<Map<string, SigningKey>> {
    return (this.#keys ??= this.#load().catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    }));
  }

  async #load(): Promise<Map<string, SigningKey>> {
    this.#lookedMs = performance.now();
    const rows = await this.rows.useful(KEPT_S);
    const pairs = await Promise.all(rows.map((row) => this.#opened(row)));
    const secrets = [this.settings.secret, this.settings.oldSecret].flatMap((secret, at) =>
      secret ? [sharedKey(secret.reveal(), at === 0)] : [],
    );
    return new Map([...pairs, ...secrets].map((key) => [key.kid, key]));
  }

  async #opened({
    kid,
    algorithm,
    publicJwk,
    sealed,
    isRetired,
  }: SigningKeyRow): Promise<SigningKey> {
    const verifyWith = (await importJWK(publicJwk, algorithm)) as CryptoKey;
    const shown: JWK = { ...publicJwk, kid, alg: algorithm, use: 'sig' };
    const own = isRetired ? undefined : await this.seal.open(sealed, kid);
    if (own === undefined) return { kid, algorithm, verifyWith, publicJwk: shown };
    const signWith = (await importJWK(JSON.parse(own) as JWK, algorithm)) as CryptoKey;
    return { kid, algorithm, verifyWith, signWith, publicJwk: shown };
  }

  async #make(algorithm: 'ES256' | 'RS256', how: { instead: boolean }): Promise<string> {
    const pair = await generateKeyPair(algorithm, { extractable: true, modulusLength: 3072 });
    const publicJwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    const sealed = await this.seal.close(JSON.stringify(await exportJWK(pair.privateKey)), kid);
    await this.rows.add({ kid, algorithm, publicJwk: { ...publicJwk }, sealed }, how);
    this.#keys = undefined;
    return kid;
  }
}

function sharedKey(secret: string, isNewest: boolean): SigningKey {
  const kid = `hs-${createHash('sha256').update(`kid ${secret}`).digest('hex').slice(0, 16)}`;
  const key = createSecretKey(secret, 'utf8');
  return { kid, algorithm: 'HS256', verifyWith: key, ...(isNewest && { signWith: key }) };
}
