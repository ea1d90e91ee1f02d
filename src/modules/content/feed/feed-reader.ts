import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Deadline } from '#kernel';
import { HttpClient, type HttpResponse } from '#platform/http';
import { workerFile, WorkerPool } from '#platform/process';
import { ContentSettings } from '../content.settings.js';
import { categoryOf } from '../story/category.js';
import { isNewsworthy } from '../story/newsworthy.js';
import type { Article } from '../story/story.js';
import { oneLine } from './document/clean.js';
import type { ParsedArticle, ParsedFeed, ParseTask } from './document/parse.worker.js';
import type { Feed } from './feed.js';
import { FeedFailed, FeedToldToWait, FeedUnreadable } from './feed-failed.js';
import { readFeedFile } from './feed-file.js';
import {
  type FeedFailure,
  type FeedOutcome,
  FeedRepository,
  type FeedState,
  type KnownFeed,
} from './feed.repository.js';
import { publisherOf } from './publisher.js';
import { FAILURES_TO_FAILING, turnAfter, turnAfterFailure } from './rhythm.js';
import { SharedFlights } from './shared-flights.js';

/** A feed that cannot be read in this time is hostile or broken beyond use. */
const PARSE_MS_MAX = 10_000;
const PARSE_WORKERS_MAX = 2;
/** Larger documents wait for a worker of their own, so that small ones never wait for them. */
const SMALL_BYTES_MAX = 1_048_576;
const PARSE_HEAP_MIB_MAX = 384;
/** A hiccup is tried once more, within the feed's own limit; whoever fails twice rests until the next show. */
const FETCH_RETRIES_MAX = 1;
/** Of the feeds that a page names, so many are tried. */
const DISCOVERED_TRIES_MAX = 3;
/** With its retries, the feeds that a page names and their parsing, milliseconds. */
export const READING_MS_MAX = 120_000;
/** A validator longer than this is a burden rather than a help. */
const VALIDATOR_CHARACTERS_MAX = 1_000;

/** What a feed gave. */
export interface FeedReading {
  /** `failed` and what follows: it gives nothing now, and these articles are of earlier readings. */
  readonly state: FeedOutcome;
  readonly articles: Article[];
  /** Items of the document, newsworthy or not; where one was read. */
  readonly items?: number;
  /** Why it failed, in a sentence. */
  readonly reason?: string;
}

/** What came of asking: as much of an answer as a file has as well. */
type Said = Pick<HttpResponse, 'headers' | 'permanentUrl'>;

/** Fetches, parses and remembers feeds. Parsing happens in child processes. */
@Injectable()
export class FeedReader implements OnApplicationShutdown {
  readonly #parsers = parsers(PARSE_WORKERS_MAX);
  readonly #largeParsers = parsers(1);
  readonly #readings = new SharedFlights<FeedReading>();

  constructor(
    private readonly http: HttpClient,
    private readonly states: FeedRepository,
    private readonly settings: ContentSettings,
  ) {}

  /**
   * The newsworthy articles of a feed: fresh ones, or the known ones where the server says nothing changed or may not
   * be asked yet. Whoever wants the same feed at the same time shares one reading.
   * @throws FeedFailed with the reason in a sentence.
   */
  read(feed: Feed, signal: AbortSignal): Promise<FeedReading> {
    const key = `${feed.id} ${feed.url}`;
    return this.#readings.join(key, signal, (shared) => this.#read(feed, shared));
  }

  /** The newsworthy articles of a feed file on this machine, of which nothing is kept. @throws FeedFailed */
  async readFile(feed: Feed, signal: AbortSignal): Promise<FeedReading> {
    const parsed = await this.#parsedFile(feed, feed.url, signal);
    return { state: 'fresh', articles: this.#articles(feed, parsed), items: parsed.items };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.#parsers.close(), this.#largeParsers.close()]);
  }

  async #read(feed: Feed, signal: AbortSignal): Promise<FeedReading> {
    const known = await this.states.state(feed);
    if (known && known.notBefore > new Date()) return this.#resting(feed, known);
    const limit = new Deadline(READING_MS_MAX, signal);
    try {
      return feed.url.startsWith('file:')
        ? await this.#readListedFile(feed, limit.signal)
        : await this.#fetch(feed, known, limit.signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const said = oneLine(error instanceof Error ? error.message : String(error));
      const reason = limit.isOver ? `It took longer than ${READING_MS_MAX / 1000} s.` : said;
      await this.states.failed(feed, (failures) => failureOf(error, reason, failures));
      throw error instanceof FeedFailed && !limit.isOver
        ? error
        : new FeedFailed(reason, {}, error);
    } finally {
      limit.end();
    }
  }

  /** What is stored of a feed that may not be asked yet. One that failed last time gives nothing new. */
  async #resting(feed: Feed, known: KnownFeed): Promise<FeedReading> {
    const articles = await this.states.ofFeed(feed);
    if (known.state === 'fresh' || known.state === 'not_modified')
      return { state: 'not_modified', articles };
    const reason = known.reason ?? 'It is not time yet.';
    if (articles.length > 0) return { state: known.state, articles, reason };
    throw known.isUnreadable ? new FeedUnreadable(reason) : new FeedFailed(reason);
  }

  async #readListedFile(feed: Feed, signal: AbortSignal): Promise<FeedReading> {
    if (!this.settings.fileFeeds) throw new FeedFailed('Feeds of files are switched off.');
    const parsed = await this.#parsedFile(feed, fileURLToPath(feed.url), signal, Date.now());
    return this.#kept(feed, parsed, { headers: {}, permanentUrl: feed.url });
  }

  async #parsedFile(
    feed: Feed,
    path: string,
    signal: AbortSignal,
    nowMs?: number,
  ): Promise<ParsedFeed> {
    const bytes = await readFeedFile(path, this.settings.feedBytesMax);
    const source = { contentType: '', url: `file:///${basename(path)}` };
    return this.#parse(feed, bytes, { ...source, ...(nowMs !== undefined && { nowMs }) }, signal);
  }

  async #fetch(
    feed: Feed,
    known: KnownFeed | undefined,
    signal: AbortSignal,
  ): Promise<FeedReading> {
    let answer = await this.#get(known?.url ?? feed.url, feed, known, signal);
    if (isGone(answer) && known && known.url !== feed.url)
      answer = await this.#get(feed.url, feed, undefined, signal); // Where it had moved to is no more.
    const isAsked = known !== undefined && (known.etag ?? known.lastModified) !== null;
    if (answer.status === 304 && isAsked) return this.#unchanged(feed, answer, known);
    const page = await this.#document(feed, answer, signal);
    const found = page.discovered.length > 0 ? await this.#discover(feed, page, signal) : undefined;
    return this.#kept(feed, found?.parsed ?? page, found?.answer ?? answer);
  }

  async #kept(feed: Feed, parsed: ParsedFeed, said: Said): Promise<FeedReading> {
    const articles = this.#articles(feed, parsed);
    await this.states.upsert({ ...feed, outlet: outletOf(feed, parsed) }, articles);
    await this.states.succeeded(feed, stateOf(said, articles, parsed), 'fresh');
    return { state: 'fresh', articles, items: parsed.items };
  }

  async #unchanged(feed: Feed, answer: HttpResponse, known: KnownFeed): Promise<FeedReading> {
    const articles = await this.states.ofFeed(feed);
    const state = stateOf(answer, articles, known);
    const validators = {
      etag: state.etag ?? known.etag,
      lastModified: state.lastModified ?? known.lastModified,
    };
    await this.states.succeeded(feed, { ...state, ...validators }, 'not_modified');
    return { state: 'not_modified', articles };
  }

  /** The first feed that a page names and that can be read; from then on asked in place of the page. */
  async #discover(feed: Feed, page: ParsedFeed, signal: AbortSignal) {
    let failure: unknown;
    for (const address of page.discovered.slice(0, DISCOVERED_TRIES_MAX)) {
      try {
        const answer = await this.#get(address, feed, undefined, signal);
        const parsed = await this.#document(feed, answer, signal);
        if (parsed.failure === undefined) return { answer, parsed };
        failure ??= new FeedUnreadable(`${nameOf(feed)}: ${parsed.failure}`);
      } catch (error) {
        signal.throwIfAborted();
        failure ??= error;
      }
    }
    throw failure;
  }

  async #document(feed: Feed, answer: HttpResponse, signal: AbortSignal): Promise<ParsedFeed> {
    const { status, body, headers, url } = answer;
    const refusal = `${nameOf(feed)} answered ${status}.`;
    if ([429, 503].includes(status) && headers['retry-after'] !== undefined)
      throw new FeedToldToWait(
        refusal,
        turnAfter(answer, { publishedAt: [], pace: {} }, Date.now()),
      );
    if (status !== 200) throw new FeedFailed(refusal);
    // The dates of samples are moved on later: those of servers are known by now.
    const source = { contentType: headers['content-type'] ?? '', url, nowMs: Date.now() };
    return this.#parse(feed, body, source, signal);
  }

  #get(
    url: string,
    feed: Feed,
    known: FeedState | undefined,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    return this.http.get(url, {
      untrusted: true,
      provider: 'feeds',
      operation: 'read feed',
      retriesMax: FETCH_RETRIES_MAX,
      deadlineMs: feed.timeoutMs,
      bodyBytesMax: this.settings.feedBytesMax,
      signal,
      headers: {
        accept:
          'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, */*;q=0.5',
        ...(known?.etag && { 'if-none-match': known.etag }),
        ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
      },
    });
  }

  async #parse(
    feed: Feed,
    bytes: Uint8Array,
    source: Pick<ParseTask, 'contentType' | 'url' | 'nowMs'>,
    signal: AbortSignal,
  ): Promise<ParsedFeed> {
    const task: ParseTask = {
      bytes,
      ...source,
      feedId: feed.id,
      itemsMax: feed.itemsMax,
      languageDefault: feed.language,
    };
    const workers = bytes.byteLength > SMALL_BYTES_MAX ? this.#largeParsers : this.#parsers;
    const parsed = await workers.run<ParsedFeed>('parse', task, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new FeedUnreadable(error instanceof Error ? error.message : String(error), {}, error);
    });
    if (parsed.failure !== undefined && parsed.discovered.length === 0)
      throw new FeedUnreadable(`${nameOf(feed)}: ${parsed.failure}`);
    return parsed;
  }

  #articles(feed: Feed, parsed: ParsedFeed): Article[] {
    const outlet = outletOf(feed, parsed);
    return parsed.articles.flatMap((one) => {
      const article = toArticle(one, feed, outlet);
      return isNewsworthy(article, one.categories) ? [article] : [];
    });
  }
}

function parsers(workersMax: number): WorkerPool {
  return new WorkerPool({
    file: workerFile(import.meta.url, './document/parse.worker.js'),
    workersMax,
    taskMsMax: PARSE_MS_MAX,
    heapMibMax: PARSE_HEAP_MIB_MAX,
  });
}

function toArticle(one: ParsedArticle, feed: Feed, outlet: string): Article {
  return {
    id: one.id,
    feedId: feed.id,
    outlet,
    title: one.title,
    summary: one.summary,
    body: one.body,
    link: one.link,
    language: one.language,
    category: categoryOf(one.categories, feed.category),
    publishedAt: one.publishedAtMs === null ? null : new Date(one.publishedAtMs),
    readingMinutes: one.readingTime.minutes,
  };
}

/** A listed feed has no name but the one it gives itself. */
function outletOf(feed: Feed, { title, articles }: ParsedFeed): string {
  if (feed.outlet !== '') return feed.outlet;
  return publisherOf(
    title,
    articles.map(({ link }) => link),
    feed.url,
  );
}

/** The publisher as far as is known before anything was read. */
function nameOf({ outlet, url }: Feed): string {
  if (outlet !== '') return outlet;
  const host = URL.parse(url)?.hostname.replace(/^(www|feeds?|rss)\./, '');
  return host === undefined || host === '' ? basename(url) : host;
}

/** Whoever names a feed wants all of it; few hold more. */
const LISTED_ITEMS_MAX = 1_000;

/** A feed that somebody named by its address. */
export function listedFeed(url: string): Feed {
  return {
    id: `listed-${createHash('sha256').update(url).digest('hex').slice(0, 12)}`,
    url,
    outlet: '',
    category: 'general',
    priority: 5,
    weight: 1,
    language: '',
    channels: [],
    itemsMax: LISTED_ITEMS_MAX,
    timeoutMs: 20_000,
  };
}

function isGone({ status }: HttpResponse): boolean {
  return status === 404 || status === 410;
}

/** What to remember of an answer: its own validators and no older ones. */
function stateOf(
  said: Said,
  articles: readonly Article[],
  { pace, isFlagged }: Pick<FeedState, 'pace' | 'isFlagged'>,
): FeedState {
  const publishedAt = articles.map((article) => article.publishedAt);
  return {
    url: said.permanentUrl,
    etag: validator(said.headers['etag']),
    lastModified: validator(said.headers['last-modified']),
    pace,
    isFlagged,
    ...turnAfter(said, { publishedAt, pace }, Date.now()),
  };
}

function validator(text: string | undefined): string | null {
  return text !== undefined && text.length <= VALIDATOR_CHARACTERS_MAX ? text : null;
}

function failureOf(error: unknown, reason: string, failures: number): FeedFailure {
  const isUnreadable = error instanceof FeedUnreadable;
  if (error instanceof FeedToldToWait)
    return { state: 'told_to_wait', reason, isUnreadable, ...error.until };
  const state = failures >= FAILURES_TO_FAILING ? 'failing' : 'failed';
  return { state, reason, isUnreadable, ...turnAfterFailure(failures, Date.now()) };
}
