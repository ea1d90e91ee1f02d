import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Problem } from '#kernel';
import { HttpClient, type HttpResponse } from '#platform/http';
import { workerFile, WorkerPool } from '#platform/process';
import { ContentSettings } from '../content.settings.js';
import { categoryOf } from '../story/category.js';
import { isNewsworthy } from '../story/newsworthy.js';
import type { Article } from '../story/story.js';
import { oneLine } from './document/clean.js';
import type { ParsedArticle, ParsedFeed, ParseTask } from './document/parse.worker.js';
import type { Feed } from './feed.js';
import {
  type FeedFailure,
  FeedRepository,
  type FeedState,
  type KnownFeed,
} from './feed.repository.js';
import { publisherOf } from './publisher.js';
import {
  FAILURES_TO_FAILING,
  type Rhythm,
  type Turn,
  turnAfter,
  turnAfterFailure,
} from './rhythm.js';

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
/** A validator longer than this is a burden rather than a help. */
const VALIDATOR_CHARACTERS_MAX = 1_000;

/** A feed that gave nothing this time, and why. */
export class FeedFailed extends Problem {
  readonly code = 'content/feed-failed';
  readonly kind = 'unavailable';
}

/** A feed whose server refused and said for how long. */
class FeedToldToWait extends FeedFailed {
  constructor(
    detail: string,
    readonly until: Turn,
  ) {
    super(detail);
  }
}

/** What a feed gave. */
export interface FeedReading {
  readonly state: 'fresh' | 'not_modified';
  readonly articles: Article[];
  /** Items of the document, newsworthy or not; where one was read. */
  readonly items?: number;
}

/** Fetches, parses and remembers feeds. Parsing happens in child processes. */
@Injectable()
export class FeedReader implements OnApplicationShutdown {
  readonly #parsers = parsers(PARSE_WORKERS_MAX);
  readonly #largeParsers = parsers(1);

  constructor(
    private readonly http: HttpClient,
    private readonly states: FeedRepository,
    private readonly settings: ContentSettings,
  ) {}

  /**
   * The newsworthy articles of a feed: fresh ones, or the known ones where the server says nothing changed
   * or asked not to be asked yet.
   * @throws FeedFailed with the reason in a sentence.
   */
  async read(feed: Feed, signal: AbortSignal): Promise<FeedReading> {
    const known = await this.states.state(feed.id);
    if (known && known.notBefore > new Date()) {
      const articles = await this.states.ofFeed(feed);
      if (articles.length > 0) return { state: 'not_modified', articles };
      if (known.state === 'told_to_wait' || known.state === 'failing')
        throw new FeedFailed(known.reason ?? 'It is not time yet.');
    }
    try {
      return await this.#fetch(feed, known, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const reason = oneLine(error instanceof Error ? error.message : String(error));
      await this.states.failed(feed.id, feed.url, failureOf(error, reason, known));
      throw error instanceof FeedFailed ? error : new FeedFailed(reason, {}, error);
    }
  }

  /** The newsworthy articles of a feed file on this machine. @throws FeedFailed */
  async readFile(feed: Feed, signal: AbortSignal): Promise<FeedReading> {
    const path = feed.url.startsWith('file:') ? fileURLToPath(feed.url) : feed.url;
    const bytes = await readBounded(path, this.settings.feedBytesMax);
    const source = { contentType: '', url: `file:///${basename(path)}` };
    const parsed = await this.#parse(feed, bytes, source, signal);
    return { state: 'fresh', articles: this.#articles(feed, parsed), items: parsed.items };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.#parsers.close(), this.#largeParsers.close()]);
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
    const parsed = found?.parsed ?? page;
    const articles = this.#articles(feed, parsed);
    await this.states.upsert({ ...feed, outlet: outletOf(feed, parsed) }, articles);
    const rhythm = { publishedAt: publishedAt(articles), pace: parsed.pace };
    await this.states.succeeded(feed.id, stateOf(found?.answer ?? answer, rhythm), 'fresh');
    return { state: 'fresh', articles, items: parsed.items };
  }

  async #unchanged(
    feed: Feed,
    answer: HttpResponse,
    known: KnownFeed | undefined,
  ): Promise<FeedReading> {
    const articles = await this.states.ofFeed(feed);
    const state = stateOf(answer, { publishedAt: publishedAt(articles), pace: {} });
    const validators = {
      etag: state.etag ?? known?.etag ?? null,
      lastModified: state.lastModified ?? known?.lastModified ?? null,
    };
    await this.states.succeeded(feed.id, { ...state, ...validators }, 'not_modified');
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
        failure ??= new FeedFailed(`${nameOf(feed)}: ${parsed.failure}`);
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
      throw new FeedToldToWait(refusal, turnAfter(answer, UNKNOWN_RHYTHM, Date.now()));
    if (status !== 200) throw new FeedFailed(refusal);
    return this.#parse(feed, body, { contentType: headers['content-type'] ?? '', url }, signal);
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
    { contentType, url }: { readonly contentType: string; readonly url: string },
    signal: AbortSignal,
  ) {
    const task: ParseTask = {
      bytes,
      contentType,
      url,
      feedId: feed.id,
      itemsMax: feed.itemsMax,
      languageDefault: feed.language,
      ...(/^https?:/i.test(url) && { nowMs: Date.now() }), // The dates of samples are moved on later.
    };
    const workers = bytes.byteLength > SMALL_BYTES_MAX ? this.#largeParsers : this.#parsers;
    const parsed = await workers.run<ParsedFeed>('parse', task, signal);
    if (parsed.failure !== undefined && parsed.discovered.length === 0)
      throw new FeedFailed(`${nameOf(feed)}: ${parsed.failure}`);
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

const UNKNOWN_RHYTHM: Rhythm = { publishedAt: [], pace: {} };

function publishedAt(articles: readonly Article[]): Array<Date | null> {
  return articles.map((article) => article.publishedAt);
}

/** What to remember of an answer: its own validators and no older ones. */
function stateOf(answer: HttpResponse, rhythm: Rhythm): FeedState {
  return {
    url: answer.permanentUrl,
    etag: validator(answer.headers['etag']),
    lastModified: validator(answer.headers['last-modified']),
    ...turnAfter(answer, rhythm, Date.now()),
  };
}

function validator(text: string | undefined): string | null {
  return text !== undefined && text.length <= VALIDATOR_CHARACTERS_MAX ? text : null;
}

function failureOf(error: unknown, reason: string, known: KnownFeed | undefined): FeedFailure {
  if (error instanceof FeedToldToWait) return { state: 'told_to_wait', reason, ...error.until };
  const failures = (known?.failures ?? 0) + 1;
  const state = failures >= FAILURES_TO_FAILING ? 'failing' : 'failed';
  return { state, reason, ...turnAfterFailure(failures, Date.now()) };
}

async function readBounded(path: string, bytesMax: number): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new FeedFailed(`${basename(path)} cannot be opened.`, {}, error);
  });
  try {
    const { size } = await handle.stat();
    if (size > bytesMax)
      throw new FeedFailed(`${basename(path)} is larger than ${bytesMax} bytes.`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
