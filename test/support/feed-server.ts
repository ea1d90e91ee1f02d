import { ChannelService, References } from '#modules/data';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';
import { AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { HttpClient, HttpEngine } from '#platform/http';
import { FeedReader } from '../../src/modules/content/feed/feed-reader.js';
import { FeedRepository } from '../../src/modules/content/feed/feed.repository.js';
import { FeedEntryRepository } from '../../src/modules/content/feed/register/feed-entry.repository.js';
import { FeedRegister } from '../../src/modules/content/feed/register/feed-register.js';
import { StoredNews } from '../../src/modules/content/feed/stored-news.js';
import { Channel } from '../../src/modules/data/channel/channel.entity.js';
import { connect } from './database.js';

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server on loopback whose answers a test sets by path, and which remembers what it was asked. */
export interface FeedServer {
  readonly base: string;
  readonly answers: Map<string, Answer>;
  readonly asked: Array<{ readonly path: string; readonly headers: IncomingHttpHeaders }>;
  readonly stop: () => Promise<void>;
}

export async function startFeedServer(host = '127.0.0.1'): Promise<FeedServer> {
  const answers = new Map<string, Answer>();
  const asked: FeedServer['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end('nothing here');
  });
  server.listen(0, host);
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const base = `http://${host}:${(server.address() as AddressInfo).port}`;
  return { base, answers, asked, stop };
}

export interface Newsroom {
  readonly channels: ChannelService;
  readonly reader: FeedReader;
  readonly states: FeedRepository;
  readonly entries: FeedEntryRepository;
  readonly register: FeedRegister;
  readonly stored: StoredNews;
  readonly source: DataSource;
  readonly http: HttpClient;
  readonly settings: {
    fileFeeds: boolean;
    noRepeatDays: number;
    feedBytesMax: number;
    liveWaitMs: number;
    stragglersMs: number;
    feedRefresh: boolean;
    storedNewsDays: number;
    articleDays: number;
    usedNewsDays: number;
  };
  readonly stop: () => Promise<void>;
}

/** A feed reader of real parts on a database of its own; one address of loopback is all it reaches inside. */
export async function openNewsroom(
  feedBytesMax = 1_000_000,
  allowedHost = '127.0.0.1',
): Promise<Newsroom> {
  const source = await connect([Channel]);
  const http = HttpClient.over(
    new HttpEngine({
      connectionsMax: 50,
      originConcurrencyMax: 50,
      allowedPrivateHosts: [allowedHost],
    }),
  );
  const settings = {
    fileFeeds: true,
    noRepeatDays: 7,
    feedBytesMax,
    liveWaitMs: 5_000,
    stragglersMs: 2_000,
    feedRefresh: true,
    storedNewsDays: 3,
    articleDays: 14,
    usedNewsDays: 7,
  };
  const database = new Database(source);
  const states = new FeedRepository(database);
  const reader = new FeedReader(http, states, settings);
  const entries = new FeedEntryRepository(database);
  const audit = new AuditLog(database);
  const references = new References();
  const channels = new ChannelService(database, references);
  const register = new FeedRegister(entries, database, http, settings, audit, references, channels);
  await register.onModuleInit();
  const stop = async () => {
    await reader.onApplicationShutdown();
    await http.onApplicationShutdown();
    await source.destroy();
  };
  return {
    channels,
    reader,
    states,
    entries,
    register,
    stored: new StoredNews(database),
    source,
    http,
    settings,
    stop,
  };
}

/** A feed of one article with words enough to be news. */
export function rssOf(title: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The ${title} Post</title><language>en</language>
    <item><title>${title} opens a bridge</title><guid>${title}</guid><link>https://paper.example/${title}</link>
    <description>The council of ${title} opened its new bridge on Tuesday after two years of work.</description>
    <pubDate>Wed, 20 May 2026 08:00:00 GMT</pubDate></item></channel></rss>`;
}
