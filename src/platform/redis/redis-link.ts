import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { within } from '#platform/lifecycle';
import { readTls, type RedisTls } from './tls-files.js';
import { makeClient, type RedisClient } from './redis-clients.js';
import { RedisSettings } from './redis.settings.js';

/** Commands under way on every connection before another is opened. */
const BUSY_COMMANDS = 32;
/** How long a clean goodbye may take, milliseconds; then the connections are cut. */
const CLOSE_MS_MAX = 250;
const HEALTH_MS_MAX = 500;
/** Between two warnings that Redis refuses commands: one foreign value may be read many times a second. */
const REFUSAL_EVERY_MS = 60_000;
/** Error replies begin with a word in capitals; what Node and the client say themselves does not. */
const REPLY = /^[A-Z]{3,} /;

/** Redis is not there, did not answer in time, or refused. What was asked may still happen. */
export class RedisUnavailable extends Error {}

/** Whether a command failed because another type of value stands under the key: Redis is well. */
export function isForeignType(error: unknown): boolean {
  const cause = error instanceof RedisUnavailable ? error.cause : error;
  return cause instanceof Error && cause.message.startsWith('WRONGTYPE');
}

/** Figures of the pool, as `/performance/connection-pools` shows them. */
export interface RedisPoolReport {
  readonly isConfigured: boolean;
  readonly maxAllowed: number;
  readonly size: number;
  readonly active: number;
  readonly idle: number;
  /** Commands that have been sent and not answered. */
  readonly waiting: number;
  readonly createdTotal: number;
  readonly closedTotal: number;
  readonly errorsTotal: number;
  readonly lastError: string | undefined;
  readonly lastErrorAt: Date | undefined;
}

interface Pooled extends RedisClient {
  underWay: number;
}

/**
 * The one way to Redis: a few connections that carry many commands each, and one that listens. Everything
 * has a deadline; a Redis that is dead, hung or not configured costs the caller at most that.
 */
@Injectable()
export class RedisLink implements OnApplicationShutdown {
  readonly #logger = new Logger(RedisLink.name);
  readonly #settings: RedisSettings;
  readonly #listeners = new Map<string, (message: string) => void>();
  #pool: Pooled[] = [];
  #ear: RedisClient | undefined;
  #isClosed = false;
  #created = 0;
  #closed = 0;
  #errors = 0;
  #lastError: string | undefined;
  #lastErrorAt: Date | undefined;
  #isComplaining = false;
  #refusalSaidMs = -Infinity;
  readonly #tls: RedisTls;

  constructor(settings: RedisSettings) {
    this.#settings = settings;
    this.#tls = readTls(settings);
  }

  get isConfigured(): boolean {
    return this.#settings.url !== undefined;
  }

  /** Whether it did not answer when it was asked last. */
  get isTroubled(): boolean {
    return this.#isComplaining;
  }

  get keyPrefix(): string {
    return this.#settings.keyPrefix;
  }

  /**
   * Runs commands on one connection.
   * @param deadlineMs From now; what is not answered by then rejects, though it may still happen.
   * @throws RedisUnavailable
   */
  async run<T>(work: (redis: RedisClient) => Promise<T>, deadlineMs: number): Promise<T> {
    if (!this.isConfigured || this.#isClosed) throw new RedisUnavailable('There is no Redis.');
    const client = this.#idlest();
    if (client.commands.isReady === false) throw new RedisUnavailable('Redis is not connected.');
    client.underWay++;
    try {
      const answer = await before(deadlineMs, work(client));
      this.#isComplaining = false;
      return answer;
    } catch (error) {
      this.#noteError(error);
      throw new RedisUnavailable('Redis did not do what it was asked.', { cause: error });
    } finally {
      client.underWay--;
    }
  }

  /** Hears a channel from now on, also after every reconnect. What is said meanwhile is lost. */
  listen(channel: string, listener: (message: string) => void): void {
    this.#listeners.set(channel, listener);
    if (this.#ear === undefined) this.#openEar();
    else this.#subscribe(this.#ear, channel, listener);
  }

  /** Cuts every connection and connects anew: for a server that is connected and silent for long. */
  reopen(): void {
    const old = [...this.#pool, ...(this.#ear ? [this.#ear] : [])];
    this.#pool = [];
    this.#ear = undefined;
    for (const client of old) this.#cut(client);
    if (this.#listeners.size > 0) this.#openEar();
  }

  /** @returns Milliseconds of a PING, or undefined when none came back. */
  async pingMs(): Promise<number | undefined> {
    const from = performance.now();
    const isThere = await this.run(({ commands }) => commands.ping(), HEALTH_MS_MAX).then(
      () => true,
      () => false,
    );
    return isThere ? performance.now() - from : undefined;
  }

  /** Cuts connections that have nothing to do; one stays. @returns How many. */
  trim(): number {
    const idle = this.#pool.filter(({ underWay }) => underWay === 0);
    const surplus = idle.length === this.#pool.length ? idle.slice(1) : idle;
    this.#pool = this.#pool.filter((client) => !surplus.includes(client));
    for (const client of surplus) this.#cut(client);
    return surplus.length;
  }

  report(): RedisPoolReport {
    const active = this.#pool.filter(({ underWay }) => underWay > 0).length;
    const size = this.#pool.length + (this.#ear === undefined ? 0 : 1);
    return {
      isConfigured: this.isConfigured,
      maxAllowed: this.#settings.poolMax,
      size,
      active,
      idle: size - active,
      waiting: this.#pool.reduce((sum, { underWay }) => sum + underWay, 0),
      createdTotal: this.#created,
      closedTotal: this.#closed,
      errorsTotal: this.#errors,
      lastError: this.#lastError,
      lastErrorAt: this.#lastErrorAt,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isClosed = true;
    const clients = [...this.#pool, ...(this.#ear ? [this.#ear] : [])];
    const goodbye = () => Promise.allSettled(clients.map(({ commands }) => close(commands)));
    await within('The goodbye', CLOSE_MS_MAX, goodbye).catch(() => undefined);
    for (const client of clients) this.#cut(client);
  }

  /** The connection with the least to do; one that is still connecting only where there is no other. */
  #idlest(): Pooled {
    const ready = this.#pool.filter(({ commands }) => commands.isReady !== false);
    const isConnecting = ready.length < this.#pool.length;
    const [idlest] = (ready.length > 0 ? ready : this.#pool).toSorted(
      (one, other) => one.underWay - other.underWay,
    );
    if (idlest === undefined) return this.#add();
    const isRoom = this.#pool.length < this.#settings.poolMax - 1;
    const mayGrow = this.#settings.mode === 'single' && isRoom && !isConnecting;
    if (idlest.underWay >= BUSY_COMMANDS && mayGrow && !this.#isComplaining) this.#add();
    return idlest;
  }

  #add(): Pooled {
    const client = { ...this.#open(), underWay: 0 };
    this.#pool.push(client);
    return client;
  }

  #openEar(): void {
    this.#ear = this.#open();
    for (const [channel, listener] of this.#listeners)
      this.#subscribe(this.#ear, channel, listener);
  }

  /** A subscription that cannot be made now is asked for again: the client keeps those it has had. */
  #subscribe(ear: RedisClient, channel: string, listener: (message: string) => void): void {
    ear.commands.subscribe(channel, listener).catch(() => {
      if (ear !== this.#ear || this.#isClosed) return;
      setTimeout(() => {
        if (ear === this.#ear && !this.#isClosed) this.#subscribe(ear, channel, listener);
      }, 200).unref();
    });
  }

  #open(): RedisClient {
    const client = makeClient(this.#settings, this.#tls);
    this.#created++;
    client.commands.on('error', (error) => {
      this.#noteError(error);
    });
    client.commands.connect().catch((error: unknown) => {
      this.#noteError(error);
    });
    return client;
  }

  #cut({ commands }: RedisClient): void {
    this.#closed++;
    try {
      commands.destroy();
    } catch {
      return; // It was closed already.
    }
  }

  /** Says so once an outage: the reconnecting client fails several times a second. */
  #noteError(error: unknown): void {
    this.#errors++;
    this.#lastErrorAt = new Date();
    this.#lastError = error instanceof Error ? error.message || error.name : String(error);
    if (REPLY.test(this.#lastError)) this.#noteRefusal(this.#lastError);
    else this.#noteSilence(this.#lastError);
  }

  /** A server that says no is there: nothing is wrong with its connections. */
  #noteRefusal(reason: string): void {
    this.#isComplaining = false;
    const nowMs = performance.now();
    if (this.#isClosed || nowMs - this.#refusalSaidMs < REFUSAL_EVERY_MS) return;
    this.#refusalSaidMs = nowMs;
    this.#logger.warn({ message: 'Redis refuses a command', reason });
  }

  #noteSilence(reason: string): void {
    if (this.#isComplaining || this.#isClosed) return;
    this.#isComplaining = true;
    this.#logger.warn({ message: 'Redis does not answer', reason });
  }
}

async function close(commands: RedisClient['commands']): Promise<void> {
  await commands.close();
}

/**
 * Like `within` of the lifecycle, but fair: the timer rings, then what has arrived meanwhile is read, then it counts: a stall of our own event loop
 * must not look like a silent Redis.
 */
function before<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      setImmediate(() => {
        reject(new Error(`No answer within ${Math.round(ms)} ms.`));
      });
    }, ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
