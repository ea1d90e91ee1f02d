import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Database } from './database.js';
import { DatabaseServer } from './database-server.js';

/** All topics go through one PostgreSQL channel, so that one connection listens for all of them. */
const CHANNEL = 'radiox';
const RECONNECT_PAUSE_MS = 500;

type Listener = (text: string) => void;

/**
 * Short messages to every process on this database, by LISTEN and NOTIFY. A hint, not a promise: what is
 * sent while a process has no connection never reaches it, so listeners also look for themselves now and then.
 */
@Injectable()
export class Signals implements OnApplicationShutdown {
  readonly #logger = new Logger(Signals.name);
  readonly #listeners = new Map<string, Set<Listener>>();
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    private readonly server: DatabaseServer,
    private readonly database: Database,
  ) {}

  /**
   * Hears a topic, from this process as well as from others.
   * @returns A function that ends it.
   */
  on(topic: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set<Listener>();
    this.#listeners.set(topic, listeners.add(listener));
    this.#connecting ??= this.#open();
    return () => listeners.delete(listener);
  }

  /**
   * Tells a topic to everybody; inside a transaction, once it has committed.
   * @param text At most 7,000 characters: PostgreSQL bounds a notification at 8,000 bytes.
   */
  async tell(topic: string, text = ''): Promise<void> {
    await this.database.query('select pg_notify($1, $2)', [CHANNEL, `${topic} ${text}`]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    if (!this.#connecting) return;
    await this.#connecting;
    await this.#client?.end().catch(() => undefined);
    await this.server.close();
  }

  async #open(): Promise<void> {
    await this.#connect(await this.server.open());
  }

  /** Stays connected: a connection that ends is replaced, for as long as it takes. */
  async #connect(url: string): Promise<void> {
    while (!this.#isStopping) {
      const client = new pg.Client({ connectionString: url, keepAlive: true });
      client.on('error', () => undefined);
      client.on('notification', ({ payload = '' }) => {
        this.#deliver(payload);
      });
      try {
        await client.connect();
        await client.query(`listen ${CHANNEL}`);
        client.once('end', () => {
          if (!this.#isStopping) this.#connecting = this.#connect(url);
        });
        this.#client = client;
        return;
      } catch (error) {
        this.#logger.warn({ message: 'Nobody signals at the moment', reason: String(error) });
        await client.end().catch(() => undefined);
        await sleep(RECONNECT_PAUSE_MS);
      }
    }
  }

  #deliver(payload: string): void {
    const at = payload.indexOf(' ');
    for (const listener of this.#listeners.get(payload.slice(0, at)) ?? [])
      listener(payload.slice(at + 1));
  }
}
