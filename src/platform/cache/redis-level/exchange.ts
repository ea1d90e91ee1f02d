import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { isForeignType, type RedisClient, type RedisLink } from '#platform/redis';
import { Circuit, type CircuitState } from './circuit.js';
import { Debts } from './debts.js';
import {
  EVERYTHING,
  type Invalidation,
  type InvalidationLog,
  TAGS_MAX,
} from './invalidation-log.js';
import { INVALIDATE } from './scripts.js';

/** Between looks at the counter: twice this bounds how long a lost message goes unnoticed, and an outage's end. */
const BEAT_MS = 400;
/** Reading what happened meanwhile may take longer than a request may wait. */
const CATCH_UP_MS_MAX = 1_000;
/** Beats without an answer after which the connections are made anew: they may be half open. */
const SILENT_BEATS_MAX = 10;
const KEYS_PER_MESSAGE = 500;

export interface ExchangeOptions {
  /** False leaves everything in this process. */
  readonly isEnabled: boolean;
  /** What one answer may take. */
  readonly answerMsMax: number;
}

/**
 * Keeps the replicas of one Redis honest with each other: numbers invalidations, hears those of the others,
 * and decides whether Redis can be believed. Pub/sub carries them within milliseconds; a look at the
 * counter twice a second finds what pub/sub has lost.
 */
export class Exchange {
  readonly #logger = new Logger('Cache');
  readonly #replica = randomUUID();
  readonly #circuit = new Circuit();
  readonly #debts = new Debts();
  readonly #channel: string;
  readonly #counterKey: string;
  readonly #tagsKey: string;
  #heartbeat: NodeJS.Timeout | undefined;
  #isBeating = false;
  #silentBeats = 0;
  /** The last number that pub/sub or catching up has brought. */
  #heard = 0;
  /** A number that Redis had and pub/sub had not brought yet at the last beat. */
  #missing: number | undefined;
  messagesHeard = 0;
  catchUps = 0;

  constructor(
    private readonly link: RedisLink,
    private readonly log: InvalidationLog,
    private readonly options: ExchangeOptions,
    private readonly apply: (news: Invalidation) => void,
  ) {
    const prefix = `${link.keyPrefix}:cache`;
    this.#channel = `${prefix}:bus`;
    this.#counterKey = `{${prefix}}:counter`;
    this.#tagsKey = `{${prefix}}:tags`;
  }

  get isEnabled(): boolean {
    return this.options.isEnabled && this.link.isConfigured;
  }

  /** Whether Redis answers and knows everything we know. */
  get isUp(): boolean {
    return this.#circuit.isClosed;
  }

  get state(): CircuitState {
    if (!this.isEnabled) return 'disabled';
    return this.isUp ? 'closed' : 'open';
  }

  get opened(): number {
    return this.#circuit.opened;
  }

  /** @param msMax How long a start may wait for Redis; it goes on without, and Redis joins later. */
  async start(msMax: number): Promise<void> {
    if (!this.isEnabled) return;
    this.link.listen(this.#channel, (message) => {
      this.#hear(message);
    });
    this.#heartbeat = setInterval(() => void this.#beat(), BEAT_MS);
    this.#heartbeat.unref();
    const until = performance.now() + msMax;
    for (;;) {
      await this.#beat();
      if (this.isUp || performance.now() > until) return;
      await new Promise((again) => setTimeout(again, 20));
    }
  }

  stop(): void {
    clearInterval(this.#heartbeat);
  }

  succeeded(): void {
    this.#circuit.succeeded();
  }

  failed(): void {
    if (!this.#circuit.failed()) return;
    this.#logger.warn({ message: 'The cache does without Redis', opened: this.opened });
  }

  /**
   * Tells everybody. What Redis cannot be told now it is told at the next beat that it answers, and in any case
   * before it is used again after an outage; until then this replica believes nothing from there that it touches.
   * @returns The number Redis gave it, or undefined when Redis does not know yet.
   */
  async announce(news: Invalidation, deadlineMs: number): Promise<number | undefined> {
    if (!this.isEnabled) {
      this.log.note(news, 0);
      return undefined;
    }
    this.log.note(news, Infinity); // From here on nothing older is believed, numbered or not.
    const number = this.isUp ? await this.#number(news, deadlineMs) : undefined;
    if (number === undefined) this.#debts.add(news);
    return number;
  }

  async #number(news: Invalidation, deadlineMs: number): Promise<number | undefined> {
    let number: number | undefined;
    for (let at = 0; at === 0 || at < news.keys.length; at += KEYS_PER_MESSAGE) {
      const part = {
        tags: at === 0 ? news.tags : [],
        keys: news.keys.slice(at, at + KEYS_PER_MESSAGE),
      };
      try {
        number = await this.link.run((redis) => this.#invalidate(redis, part), deadlineMs);
        this.log.note(part, number);
        this.succeeded();
      } catch {
        this.failed();
        return undefined;
      }
    }
    return number;
  }

  async #invalidate({ commands }: RedisClient, news: Invalidation): Promise<number> {
    const lowest = Math.max(this.log.seen, Date.now() * 1000);
    const message = JSON.stringify({ from: this.#replica, ...news });
    const number = await commands.eval(INVALIDATE, {
      keys: [this.#counterKey, this.#tagsKey],
      arguments: [String(lowest), String(TAGS_MAX), this.#channel, message, ...news.tags],
    });
    return numberOf(number);
  }

  #hear(message: string): void {
    const news = newsOf(message);
    if (news === undefined) return; // Somebody else's words on our channel.
    this.messagesHeard++;
    this.#heard = Math.max(this.#heard, news.number);
    if (news.from === this.#replica) return;
    this.log.note(news, news.number);
    this.apply(news);
  }

  async #beat(): Promise<void> {
    if (this.#isBeating) return;
    this.#isBeating = true;
    try {
      if (this.isUp) await this.#keepUp();
      else await this.#comeBack();
      this.#silentBeats = 0;
    } catch {
      this.failed();
      if (++this.#silentBeats % SILENT_BEATS_MAX === 0) this.link.reopen();
    } finally {
      this.#isBeating = false;
    }
  }

  /** One message may be lost without an outage: nobody else would hear of it for the life of its entries. */
  async #keepUp(): Promise<void> {
    await this.#payDebts();
    await this.#compare();
  }

  /** A number that is still missing at the next beat was lost on its way, and others may have been. */
  async #compare(): Promise<void> {
    const counter = await this.#counter();
    this.succeeded();
    if (counter === this.#heard) {
      this.#missing = undefined;
      return;
    }
    const isFlushed = counter === undefined || counter < this.#heard;
    if (isFlushed || (this.#missing !== undefined && this.#heard < this.#missing))
      await this.#catchUp();
    else this.#missing = counter;
  }

  async #comeBack(): Promise<void> {
    await this.link.run(({ commands }) => commands.ping(), this.options.answerMsMax);
    await this.#payDebts();
    await this.#catchUp();
    if (!this.#debts.isNone) return; // Something was invalidated meanwhile: at the next beat.
    this.#circuit.close();
    this.#logger.log({ message: 'The cache uses Redis' });
  }

  async #payDebts(): Promise<void> {
    if (this.#debts.isNone) return;
    const debts = this.#debts.take();
    if ((await this.#number(debts, CATCH_UP_MS_MAX)) !== undefined) return;
    this.#debts.add(debts);
    throw new Error('Redis could not be told what it missed.');
  }

  /**
   * Learns what was invalidated while nobody told. Keys are not listed there, so everything in memory goes,
   * unless nothing has happened. A counter that is gone or went back means that Redis lost its memory.
   */
  async #catchUp(): Promise<void> {
    const counter = await this.#counter();
    this.#missing = undefined;
    if (counter !== undefined && counter === this.#heard) return;
    this.catchUps++;
    const tags = counter === undefined || counter < this.#heard ? undefined : await this.#tags();
    if (counter === undefined || tags === undefined) {
      const ask = (redis: RedisClient) => this.#invalidate(redis, ALL);
      this.#heard = await this.link.run(ask, CATCH_UP_MS_MAX);
      this.log.note(ALL, this.#heard);
    } else {
      for (const [tag, number] of Object.entries(tags))
        this.log.note({ tags: [tag], keys: [] }, numberOf(number) || counter);
      this.log.note({ tags: [], keys: [] }, counter);
      this.#heard = Math.max(this.#heard, counter);
    }
    this.log.distrustLoads();
    this.apply(ALL);
  }

  /** @returns Undefined when something else stands there. */
  async #tags(): Promise<Record<string, string> | undefined> {
    const ask = ({ commands }: RedisClient) => commands.hGetAll(this.#tagsKey);
    return this.link.run(ask, CATCH_UP_MS_MAX).catch(unlessForeign);
  }

  async #counter(): Promise<number | undefined> {
    const ask = ({ commands }: RedisClient) => commands.get(this.#counterKey);
    const text = await this.link.run(ask, this.options.answerMsMax).catch(unlessForeign);
    const number = numberOf(text);
    return Number.isSafeInteger(number) && number > 0 ? number : undefined;
  }
}

const ALL: Invalidation = { tags: [EVERYTHING], keys: [] };

/** Redis's numbers are texts, and behind Sentinel bytes: there its client mixes up the kinds of replies. */
const numberOf = (reply: unknown): number =>
  typeof reply === 'string' || Buffer.isBuffer(reply) ? Number(reply.toString()) : NaN;

/** A key of ours that holds another type of value is as good as missing. */
function unlessForeign(error: unknown): undefined {
  if (!isForeignType(error)) throw error;
}

interface News extends Invalidation {
  readonly from: string;
  readonly number: number;
}

function newsOf(message: string): News | undefined {
  const [number = '', json] = message.split(/ (.*)/s);
  try {
    const { from, tags, keys } = JSON.parse(json ?? '') as Partial<News>;
    const isOurs = typeof from === 'string' && Array.isArray(tags) && Array.isArray(keys);
    if (!isOurs || !Number.isSafeInteger(Number(number))) return undefined;
    return { from, tags, keys, number: Number(number) };
  } catch {
    return undefined;
  }
}
