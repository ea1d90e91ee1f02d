import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { TokenSettings } from './token.settings.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts private keys for the database: a copy of the database alone cannot sign. AES-256-GCM (NIST SP 800-38D). */
@Injectable()
export class Seal {
  readonly #path: string;
  #key: Promise<Buffer> | undefined;

  constructor(
    private readonly settings: TokenSettings,
    { dataDir }: ServiceSettings,
  ) {
    this.#path = join(dataDir, 'security', 'seal.key');
  }

  /** @param label What is sealed; under another label it does not open. */
  async close(text: string, label: string): Promise<string> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, await this.#keyOf(), nonce).setAAD(Buffer.from(label));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @returns Nothing where it was sealed with another key, or has been changed. */
  async open(sealed: string, label: string): Promise<string | undefined> {
    const key = await this.#keyOf();
    const bytes = Buffer.from(sealed, 'base64');
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(label))
        .setAuthTag(tag);
      const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  #keyOf(): Promise<Buffer> {
    return (this.#key ??= this.#derived().catch((error: unknown) => {
      this.#key = undefined; // A full disk may have room the next time.
      throw error;
    }));
  }

  async #derived(): Promise<Buffer> {
    const secret = this.settings.sealSecret?.reveal() ?? (await this.#fromFile());
    return Buffer.from(hkdfSync('sha256', secret, '', 'radiox signing keys', 32));
  }

  /** The first process of a data folder makes it; whoever comes second at that moment reads it. */
  async #fromFile(): Promise<string> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const made = randomBytes(32).toString('base64');
    try {
      await writeFile(this.#path, made, { flag: 'wx', mode: 0o600 });
      return made;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return readFile(this.#path, 'utf8');
    }
  }
}
