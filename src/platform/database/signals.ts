import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from './database.js';
import { DatabaseServer } from './database-server.js';
import { cut, type PostgresClient } from './postgres-client.ts';

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
  #client: PostgresClient | undefined;
  #opening: PostgresClient | undefined;
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
    if (this.#opening) cut(this.#opening); // `pg` never settles a connection that is ended while it opens.
    await this.#connecting;
    await this.#client?.end();
    await this.server.close();
  }

  async #open(): Promise<void> {
    await this.server.open();
    await this.#connect();
  }

  /** Stays connected: a connection that ends is replaced, wherever the database is then. */
  async #connect(): Promise<void> {
    while (!this.#isStopping) {
      const client = (this.#opening = this.server.ownClient());
      try {
        await this.#listenOn(client);
        this.#client = client;
        return;
      } catch (error) {
        cut(client);
        await this.#pauseAfter(error);
      } finally {
        this.#opening = undefined;
      }
    }
  }

  async #pauseAfter(error: unknown): Promise<void> {
    if (this.#isStopping) return;
    this.#logger.warn({ message: 'Nobody signals at the moment', reason: String(error) });
    await sleep(RECONNECT_PAUSE_MS);
  }

  async #listenOn(client: PostgresClient): Promise<void> {
    client.on('notification', ({ payload = '' }) => {
      this.#deliver(payload);
    });
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    client.once('end', () => {
      if (!this.#isStopping) this.#connecting = this.#connect();
    });
  }

  #deliver(payload: string): void {
    const at = payload.indexOf(' ');
    for (const listener of this.#listeners.get(payload.slice(0, at)) ?? [])
      listener(payload.slice(at + 1));
  }
}
