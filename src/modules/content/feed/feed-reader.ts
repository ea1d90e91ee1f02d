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
import type { ParsedArticle, ParsedFeed, ParseTask } from './document/parse.worker.js';
import type { Feed } from './feed.js';
import { FeedRepository, type FeedState } from './feed.repository.js';
import { publisherOf } from './publisher.js';

/** A feed that cannot be read in this time is hostile or broken beyond use. */
const PARSE_MS_MAX = 10_000;
const PARSE_WORKERS_MAX = 2;
const PARSE_HEAP_MIB_MAX = 384;
/** However often a show is made, a feed is asked at most this often; its server may ask for more patience. */
const FETCH_EVERY_MS = 60_000;
const FETCH_PATIENCE_MS_MAX = 3600_000;
/** A hiccup is tried once more, within the feed's own limit; whoever fails twice rests until the next show. */
const FETCH_RETRIES_MAX = 1;

/** A feed that gave nothing this time, and why. */
export class FeedFailed extends Problem {
  readonly code = 'content/feed-failed';
  readonly kind = 'unavailable';
}

/** A feed whose server refused and said for how long. */
class FeedToldToWait extends FeedFailed {
  constructor(
    detail: string,
    readonly until: Date,
  ) {
    super(detail);
  }
}

/** Fetches, parses and remembers feeds. Parsing happens in child processes. */
@Injectable()
export class FeedReader implements OnApplicationShutdown {
  readonly #parsers = new WorkerPool({
    file: workerFile(import.meta.url, './document/parse.worker.js'),
    workersMax: PARSE_WORKERS_MAX,
    taskMsMax: PARSE_MS_MAX,
    heapMibMax: PARSE_HEAP_MIB_MAX,
  });

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
  async read(
    feed: Feed,
    signal: AbortSignal,
  ): Promise<{ state: 'fresh' | 'not_modified'; articles: Article[] }> {
    const known = await this.states.state(feed.id);
    if (known && known.nextFetchAt > new Date()) {
      const articles = await this.states.ofFeed(feed.id);
      if (articles.length > 0) return { state: 'not_modified', articles };
      if (known.state === 'told_to_wait')
        throw new FeedFailed(known.reason ?? 'It is not time yet.');
    }
    try {
      return await this.#fetch(feed, known, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      await this.states.failed(
        feed.id,
        feed.url,
        error instanceof FeedToldToWait
          ? { state: 'told_to_wait', reason, nextFetchAt: error.until }
          : { state: 'failed', reason, nextFetchAt: new Date(Date.now() + FETCH_EVERY_MS) },
      );
      throw error instanceof FeedFailed ? error : new FeedFailed(reason, {}, error);
    }
  }

  /** The newsworthy articles of a feed file on this machine. @throws FeedFailed */
  async readFile(feed: Feed, signal: AbortSignal): Promise<Article[]> {
    const path = feed.url.startsWith('file:') ? fileURLToPath(feed.url) : feed.url;
    const bytes = await readBounded(path, this.settings.feedBytesMax);
    return this.#articles(
      feed,
      await this.#parse(feed, bytes, '', `file:///${basename(path)}`, signal),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#parsers.close();
  }

  async #fetch(feed: Feed, known: FeedState | undefined, signal: AbortSignal) {
    let answer = await this.#get(known?.url ?? feed.url, feed, known, signal);
    if (isGone(answer) && known && known.url !== feed.url)
      answer = await this.#get(feed.url, feed, undefined, signal); // Where it had moved to is no more.
    if (answer.status === 304) {
      const { etag, lastModified } = stateOf(answer);
      const validators = {
        etag: etag ?? known?.etag ?? null,
        lastModified: lastModified ?? known?.lastModified ?? null,
      };
      await this.states.succeeded(feed.id, { ...stateOf(answer), ...validators }, 'not_modified');
      return { state: 'not_modified' as const, articles: await this.states.ofFeed(feed.id) };
    }
    let parsed = await this.#document(feed, answer, signal);
    const [discovered] = parsed.discovered;
    if (discovered !== undefined) {
      const target = new URL(discovered, answer.url).href;
      answer = await this.#get(target, feed, undefined, signal); // From now on asked in place of the page.
      parsed = await this.#document(feed, answer, signal);
      if (parsed.failure !== undefined) throw new FeedFailed(`${nameOf(feed)}: ${parsed.failure}`);
    }
    const articles = this.#articles(feed, parsed);
    await this.states.upsert({ ...feed, outlet: outletOf(feed, parsed) }, articles);
    await this.states.succeeded(feed.id, stateOf(answer), 'fresh');
    return { state: 'fresh' as const, articles };
  }

  async #document(feed: Feed, answer: HttpResponse, signal: AbortSignal): Promise<ParsedFeed> {
    const { status, body, headers, url } = answer;
    const refusal = `${nameOf(feed)} answered ${status}.`;
    if ([429, 503].includes(status) && headers['retry-after'] !== undefined)
      throw new FeedToldToWait(refusal, nextFetchAt(answer));
    if (status !== 200) throw new FeedFailed(refusal);
    return this.#parse(feed, body, headers['content-type'] ?? '', url, signal);
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
    contentType: string,
    url: string,
    signal: AbortSignal,
  ) {
    const task: ParseTask = {
      bytes,
      contentType,
      url,
      feedId: feed.id,
      itemsMax: feed.itemsMax,
      languageDefault: feed.language,
    };
    const parsed = await this.#parsers.run<ParsedFeed>('parse', task, signal);
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
    itemsMax: 200,
    timeoutMs: 20_000,
  };
}

function isGone({ status }: HttpResponse): boolean {
  return status === 404 || status === 410;
}

/** What to remember of an answer: its own validators and no older ones. */
function stateOf(answer: HttpResponse): FeedState {
  return {
    url: answer.permanentUrl,
    etag: answer.headers['etag'] ?? null,
    lastModified: answer.headers['last-modified'] ?? null,
    nextFetchAt: nextFetchAt(answer),
  };
}

/** RFC 9111 max-age or Expires, and RFC 9110 Retry-After in seconds or as a date, within our own bounds. */
function nextFetchAt({ headers }: HttpResponse): Date {
  const maxAge = /max-age=(\d+)/.exec(headers['cache-control'] ?? '')?.[1];
  const freshMs = maxAge === undefined ? msUntil(headers['expires']) : Number(maxAge) * 1000;
  const askedMs = Math.max(freshMs, msUntil(headers['retry-after']));
  return new Date(Date.now() + Math.min(FETCH_PATIENCE_MS_MAX, Math.max(FETCH_EVERY_MS, askedMs)));
}

function msUntil(moment = ''): number {
  if (/^\d+$/.test(moment)) return Number(moment) * 1000;
  return (Date.parse(moment) || 0) - Date.now();
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
