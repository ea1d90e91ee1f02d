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

/** A feed that cannot be read in this time is hostile or broken beyond use. */
const PARSE_MS_MAX = 10_000;
const PARSE_WORKERS_MAX = 2;
const PARSE_HEAP_MIB_MAX = 384;
/** However often a show is made, a feed is asked at most this often; its server may ask for more patience. */
const FETCH_EVERY_MS = 60_000;
const FETCH_PATIENCE_MS_MAX = 3600_000;

/** A feed that gave nothing this time, and why. */
export class FeedFailed extends Problem {
  readonly code = 'content/feed-failed';
  readonly kind = 'unavailable';
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
    }
    try {
      return await this.#fetch(feed, known, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      await this.states.failed(feed.id, feed.url, reason, new Date(Date.now() + FETCH_EVERY_MS));
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
    const answer = await this.#get(known?.url ?? feed.url, feed, known, signal);
    const state = {
      url: answer.permanentUrl,
      etag: answer.headers['etag'] ?? known?.etag ?? null,
      lastModified: answer.headers['last-modified'] ?? known?.lastModified ?? null,
      nextFetchAt: nextFetchAt(answer),
    };
    if (answer.status === 304) {
      await this.states.succeeded(feed.id, state, 'not_modified');
      return { state: 'not_modified' as const, articles: await this.states.ofFeed(feed.id) };
    }
    if (answer.status !== 200) throw new FeedFailed(`${feed.outlet} answered ${answer.status}.`);
    const { body, headers, url } = answer;
    let parsed = await this.#parse(feed, body, headers['content-type'] ?? '', url, signal);
    const [discovered] = parsed.discovered;
    if (discovered !== undefined) {
      const found = await this.#get(new URL(discovered, url).href, feed, undefined, signal);
      const type = found.headers['content-type'] ?? '';
      parsed = await this.#parse(feed, found.body, type, found.url, signal);
    }
    const articles = this.#articles(feed, parsed);
    await this.states.upsert({ ...feed, outlet: outletOf(feed, parsed) }, articles);
    await this.states.succeeded(feed.id, state, 'fresh');
    return { state: 'fresh' as const, articles };
  }

  #get(
    url: string,
    feed: Feed,
    known: FeedState | undefined,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    return this.http.get(url, {
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
      throw new FeedFailed(`${feed.outlet}: ${parsed.failure}`);
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

const OUTLET_CHARACTERS_MAX = 40;

/** What a host calls the publisher: a listed feed has no name but the one it gives itself. */
function outletOf(feed: Feed, parsed: ParsedFeed): string {
  if (feed.outlet !== '') return feed.outlet;
  const own = parsed.title
    .replace(/\s*[([].*?[)\]]\s*/g, ' ')
    .split(/\s+[-–—|:»>]\s+|:\s/)[0]
    ?.replace(/\s+(RSS|feed|news feed)$/i, '')
    .trim();
  if (own && own.length <= OUTLET_CHARACTERS_MAX) return own;
  const host = URL.parse(feed.url)?.hostname.replace(/^(www|feeds?|rss)\./, '');
  return host === undefined || host === '' ? basename(feed.url) : host;
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

/** RFC 9111 max-age and RFC 9110 Retry-After, within our own bounds. */
function nextFetchAt({ headers }: HttpResponse): Date {
  const maxAge = /max-age=(\d+)/.exec(headers['cache-control'] ?? '')?.[1];
  const retryAfter = /^\d+$/.exec(headers['retry-after'] ?? '')?.[0];
  const askedMs = 1000 * Math.max(Number(maxAge ?? 0), Number(retryAfter ?? 0));
  return new Date(Date.now() + Math.min(FETCH_PATIENCE_MS_MAX, Math.max(FETCH_EVERY_MS, askedMs)));
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
