import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { ApiKeyRepository, type KeyUse } from './api-key.repository.js';

/** Nobody needs to know to the second when a key was last used. */
const WRITE_EVERY_MS = 30_000;
const KEYS_MAX = 5_000;

/** Remembers when keys were used, and writes it down now and then. */
@Injectable()
export class KeyUses implements OnModuleInit, BeforeApplicationShutdown {
  readonly #logger = new Logger(KeyUses.name);
  #uses = new Map<string, KeyUse>();
  #noted = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly keys: ApiKeyRepository) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.flush(), WRITE_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  /** Costs next to nothing: once a second a key at most. */
  note(keyId: string, from: string, nowMs: number): void {
    if (nowMs - (this.#noted.get(keyId) ?? 0) < 1_000) return;
    if (this.#uses.size >= KEYS_MAX) return;
    this.#noted.set(keyId, nowMs);
    this.#uses.set(keyId, { keyId, at: new Date(nowMs), from });
  }

  async flush(): Promise<void> {
    if (this.#uses.size === 0) return;
    const uses = [...this.#uses.values()];
    this.#uses = new Map();
    this.#noted = new Map();
    try {
      await this.keys.noteUses(uses);
    } catch (error) {
      this.#logger.warn({ message: 'Uses of keys were not noted', keys: uses.length, error });
    }
  }
}
