import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InvalidInput, type Language } from '#kernel';
import { ContentSettings } from './content.settings.js';
import type { Feed, FeedReport } from './feed/feed.js';
import { FeedReader, listedFeed } from './feed/feed-reader.js';
import type { FeedOutcome } from './feed/feed.repository.js';
import { FeedRegister } from './feed/register/feed-register.js';
import { StoredNews } from './feed/stored-news.js';
import { renewed, sampleFeeds } from './feed/sample-newsroom.js';
import type { SourceFacts } from './story/rank.js';
import type { Article } from './story/story.js';

/** Where the news comes from: `auto`, `live`, `sample`, or addresses of feeds. */
export type FeedChoice = 'auto' | 'live' | 'sample' | readonly string[];

export interface Collection {
  readonly articles: readonly Article[];
  readonly reports: readonly FeedReport[];
  readonly isSample: boolean;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** Where no feed answered and articles of earlier readings stand in: how old the newest of them is, hours. */
  readonly storedNewsAgeHours?: number;
  /** Sentences: what is less than was wished for. */
  readonly warnings?: readonly string[];
}

export interface CollectOptions {
  readonly feeds: FeedChoice;
  readonly channel: string;
  readonly language: Language;
  /** Ids of feeds to read live; empty means all of the channel. */
  readonly only?: readonly string[];
  readonly now: Date;
  readonly signal: AbortSignal;
}

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** Feeds that a show may name. */
export const LISTED_FEEDS_MAX = 200;
/** Feeds at once: those that hang must not keep the others waiting. The pool bounds connections to one host. */
const AT_ONCE_MAX = 96;

/** Collects articles from feeds; a feed that fails costs its own articles and nothing else. */
@Injectable()
export class NewsDesk {
  constructor(
    private readonly reader: FeedReader,
    private readonly register: FeedRegister,
    private readonly stored: StoredNews,
    private readonly settings: ContentSettings,
  ) {}

  /**
   * Reads the wanted feeds side by side.
   * @throws InvalidInput when a listed address is neither a URL nor a readable file.
   */
  async collect(options: CollectOptions): Promise<Collection> {
    const { feeds } = options;
    if (feeds === 'sample') return this.#sample(options);
    if (feeds !== 'auto' && feeds !== 'live')
      return this.#read(await expand(feeds), options, liveFeedsWaitMs);
    const wanted = await this.register.wanted(options);
    const waitMs = feeds === 'live' ? liveFeedsWaitMs : this.settings.liveWaitMs;
    const live = await this.#elseStored(await this.#read(wanted, options, waitMs), wanted, options);
    if (live.articles.length > 0 || feeds === 'live') return live;
    const sample = await this.#sample(options);
    return { ...sample, reports: [...live.reports, ...sample.reports] };
  }

  /** What was read live; where no feed answers, what is stored of them, with its age. */
  async #elseStored(
    live: Collection,
    feeds: readonly Feed[],
    { now }: CollectOptions,
  ): Promise<Collection> {
    const gave = live.reports.filter(({ articles }) => articles > 0);
    const resting = gave.filter(({ state }) => state === 'failed');
    if (gave.length > resting.length)
      return resting.length === 0 ? live : { ...live, warnings: [toldOfStored(resting)] };
    const since = new Date(now.getTime() - this.settings.storedNewsDays * DAY_MS);
    const articles = await this.stored.since(feeds, since, now);
    const [newest] = articles;
    const ageMs = newest?.publishedAt ? now.getTime() - newest.publishedAt.getTime() : 0;
    if (!newest) return { ...live, articles: [], warnings: [nothingStored(this.settings)] };
    const storedNewsAgeHours = Math.max(0, ageMs / HOUR_MS);
    return { ...live, articles, storedNewsAgeHours, warnings: [agedNews(storedNewsAgeHours)] };
  }

  async #sample({ now, signal }: CollectOptions): Promise<Collection> {
    const feeds = sampleFeeds();
    const read = await Promise.all(feeds.map((feed) => this.#one(feed, signal)));
    signal.throwIfAborted();
    const articles = read.flatMap(({ articles: own }, at) =>
      feeds[at]?.hasTrueDates ? own : own.map((article) => renewed(article, now)),
    );
    const reports = read.map(({ report }) => report);
    return { articles, reports, isSample: true, sources: factsOf(feeds) };
  }

  async #read(
    feeds: readonly Feed[],
    options: CollectOptions,
    firstAnswerMs: number,
  ): Promise<Collection> {
    const enough = new AbortController();
    const signal = AbortSignal.any([options.signal, enough.signal]);
    const lists = new Map<string, readonly Article[]>();
    const reports = new Map<string, FeedReport>();
    const queue = [...feeds];
    const line = async () => {
      for (let feed = queue.shift(); feed; feed = queue.shift()) {
        const { report, articles } = await this.#one(feed, signal);
        reports.set(feed.id, report);
        lists.set(feed.id, articles);
      }
    };
    const all = Promise.all(Array.from({ length: AT_ONCE_MAX }, line)).then(() => true);
    const waits = { firstAnswerMs, stragglersMs: this.settings.stragglersMs };
    await Promise.race([all, patience(() => lists, waits, signal)]);
    enough.abort(new Error('It took longer than all others together.'));
    await all;
    options.signal.throwIfAborted();
    return {
      articles: feeds.flatMap(({ id }) => lists.get(id) ?? []),
      reports: feeds.flatMap(({ id }) => reports.get(id) ?? []),
      isSample: false,
      sources: factsOf(feeds),
    };
  }

  async #one(
    feed: Feed,
    signal: AbortSignal,
  ): Promise<{ report: FeedReport; articles: Article[] }> {
    const facts = { feedId: feed.id, outlet: feed.outlet || feed.url };
    try {
      // A path is a file that somebody names; what is listed has an address.
      const isPath = !/^(https?|file):/i.test(feed.url);
      const read = isPath ? this.reader.readFile(feed, signal) : this.reader.read(feed, signal);
      const { state, articles, items, reason } = await read;
      const outlet = articles[0]?.outlet ?? facts.outlet;
      const counts = { articles: articles.length, ...(items !== undefined && { items }) };
      const outcome =
        reason === undefined ? { state: answerOf(state) } : { state: 'failed' as const, reason };
      return { report: { ...facts, outlet, ...outcome, ...counts }, articles };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { report: { ...facts, state: 'failed', articles: 0, reason }, articles: [] };
    }
  }
}

function answerOf(state: FeedOutcome): 'fresh' | 'not_modified' {
  return state === 'fresh' ? 'fresh' : 'not_modified';
}

/** Outlets that one sentence names. */
const OUTLETS_NAMED_MAX = 5;

function toldOfStored(reports: readonly FeedReport[]): string {
  const names = reports.slice(0, OUTLETS_NAMED_MAX).map(({ outlet }) => outlet);
  const others = reports.length - names.length;
  const who = others > 0 ? `${names.join(', ')} and ${others} more` : names.join(', ');
  return `Not all feeds give news now: of ${who} stored articles are used.`;
}

function agedNews(hours: number): string {
  const age = hours < 1 ? 'less than an hour' : `about ${Math.max(2, Math.round(hours))} hours`;
  return `No feed gives news now: told from stored articles, the newest of them ${age} old.`;
}

function nothingStored({ storedNewsDays }: ContentSettings): string {
  return `No feed gives news now, and no article of the last ${storedNewsDays} days is stored.`;
}

/** Feeds that answer at all answer within this. */
const liveFeedsWaitMs = 20_000;

/** Resolves when waiting longer is not worth it: nobody answered in time, or only stragglers are left. */
async function patience(
  answers: () => ReadonlyMap<string, readonly Article[]>,
  { firstAnswerMs, stragglersMs }: { firstAnswerMs: number; stragglersMs: number },
  signal: AbortSignal,
): Promise<void> {
  const started = performance.now();
  for (;;) {
    await sleep(50);
    const waitedMs = performance.now() - started;
    const has = [...answers().values()].some(({ length }) => length > 0);
    if (signal.aborted || waitedMs >= (has ? stragglersMs : firstAnswerMs)) return;
  }
}

/** Addresses as given: URLs, files, and folders of files. @throws InvalidInput */
async function expand(addresses: readonly string[]): Promise<Feed[]> {
  const feeds: Feed[] = [];
  for (const [at, address] of addresses.entries()) {
    if (/^https?:\/\//i.test(address)) {
      if (!URL.canParse(address))
        throw new InvalidInput([{ field: `feeds.${at}`, rule: 'must be a URL' }]);
      feeds.push(listedFeed(address));
      continue;
    }
    const path = resolve(pathOf(address));
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile() && !found?.isDirectory())
      throw new InvalidInput([
        { field: `feeds.${at}`, rule: 'must be a URL, a feed file or a folder of feed files' },
      ]);
    const files = found.isDirectory() ? await filesIn(path) : [path];
    feeds.push(...files.map(listedFeed));
  }
  return [...new Map(feeds.map((feed) => [feed.id, feed])).values()].slice(0, LISTED_FEEDS_MAX);
}

function pathOf(address: string): string {
  return /^file:\/\//.test(address) && URL.canParse(address) ? fileURLToPath(address) : address;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && /\.(xml|rss|atom|rdf|json|feed|html?|txt)$/i.test(entry.name),
    )
    .map(({ name }) => join(folder, name))
    .sort();
}

function factsOf(feeds: readonly Feed[]): Map<string, SourceFacts> {
  return new Map(feeds.map(({ id, priority, weight }) => [id, { priority, weight }]));
}
