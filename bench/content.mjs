// What the newsroom costs: feeds, clustering, storage and a crowd that asks for the news; clustering beside a peer
// that compares all pairs. Everything runs on loopback with an embedded server of its own.
//   npm run bench:content [-- --sizes 10000,30000,100000]
// Ends with 1 when a bound is missed.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../dist/migrations/index.js';
import { FeedReader } from '../dist/src/modules/content/feed/feed-reader.js';
import { FeedRepository } from '../dist/src/modules/content/feed/feed.repository.js';
import { NewsDesk } from '../dist/src/modules/content/news-desk.js';
import { cluster } from '../dist/src/modules/content/story/cluster.js';
import { Database, DatabaseServer, DatabaseSettings } from '../dist/src/platform/database/index.js';
import { HttpClient, HttpEngine } from '../dist/src/platform/http/index.js';
import { articles } from './content/articles.mjs';
import { feedsOn } from './content/feeds.mjs';
import { startStation, stopStation } from './station.mjs';

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '10000,30000,100000' } },
});
const SIZES = values.sizes.split(',').map(Number);
const FEEDS = 25;
const ITEMS = 40;
const COLD_MS_MAX = 2_000;
const WARM_MS_MAX = 300;
const CLUSTER_MS_MAX = 5_000;
/** Ten times the articles may cost no more than this many times the time. */
const GROWTH_MAX = 15;
const UPSERT_MS_MAX = 5_000;
const CROWD = 100;
const CROWD_MS_MAX = 5_000;
/** The peer compares all pairs: what it can do in some seconds. */
const PEER_SIZES = [1_000, 2_000, 4_000];

let isGood = true;
const row = (what, isMet, words) => {
  isGood &&= isMet;
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${what.padEnd(40)} ${words}`);
};
const say = (what, words) => console.log(`       ${what.padEnd(40)} ${words}`);
const ms = (from) => Math.round(performance.now() - from);
const folder = mkdtempSync(join(tmpdir(), 'radiox-content-'));

// --- feeds and storage

async function measureFeeds() {
  const server = new DatabaseServer(new DatabaseSettings(), { dataDir: join(folder, 'parts') });
  const source = await new DataSource({
    type: 'postgres',
    url: await server.open(),
    migrations: MIGRATIONS,
  }).initialize();
  await source.runMigrations();
  const http = HttpClient.over(
    new HttpEngine({
      connectionsMax: 100,
      originConcurrencyMax: 100,
      allowedPrivateHosts: ['127.0.0.1'],
    }),
  );
  const settings = {
    fileFeeds: false,
    noRepeatDays: 7,
    feedBytesMax: 15_728_640,
    liveWaitMs: 5_000,
    stragglersMs: 6_000,
  };
  const states = new FeedRepository(new Database(source));
  const reader = new FeedReader(http, states, settings);
  const feeds = await feedsOn(FEEDS, ITEMS);
  try {
    await measureReading(new NewsDesk(reader, undefined, undefined, settings), feeds, source);
    await measureUpsert(states, source);
  } finally {
    await feeds.stop();
    await reader.onApplicationShutdown();
    await http.onApplicationShutdown();
    await source.destroy();
    await server.close();
  }
}

async function measureReading(desk, feeds, source) {
  const collect = () =>
    desk.collect({
      feeds: feeds.urls,
      channel: 'zurich',
      language: 'en',
      now: new Date(),
      signal: AbortSignal.timeout(60_000),
    });
  let from = performance.now();
  const cold = await collect();
  const coldMs = ms(from);
  const read = cold.articles.length;
  const words = `${coldMs} ms for ${read} articles; wanted ${COLD_MS_MAX} ms for ${FEEDS * ITEMS}`;
  row(
    `${FEEDS} feeds of ${ITEMS} items, cold`,
    coldMs < COLD_MS_MAX && read === FEEDS * ITEMS,
    words,
  );
  await source.query(
    `update feed_state set not_before = now() - interval '1 second', next_fetch_at = now() - interval '1 second'`,
  );
  from = performance.now();
  const warm = await collect();
  const warmMs = ms(from);
  const isMet =
    warmMs < WARM_MS_MAX && feeds.notModified() === FEEDS && warm.articles.length === read;
  row(
    'the same, warm',
    isMet,
    `${warmMs} ms, ${feeds.notModified()} answers 304; wanted ${WARM_MS_MAX} ms`,
  );
}

async function measureUpsert(states, source) {
  const all = articles(10_000);
  const from = performance.now();
  for (let feed = 0; feed < FEEDS; feed++) {
    const own = all.filter((_, at) => at % FEEDS === feed);
    await states.upsert({ id: `bulk-${feed}`, outlet: `Outlet ${feed}` }, own);
  }
  const tookMs = ms(from);
  const [{ count }] = await source.query(
    `select count(*)::int as count from article where feed_id like 'bulk-%'`,
  );
  row(
    '10,000 articles upserted',
    tookMs < UPSERT_MS_MAX && count === 10_000,
    `${tookMs} ms; wanted ${UPSERT_MS_MAX} ms`,
  );
}

// --- clustering

/** Every article with every other, by words of the title. */
function allPairs(given) {
  const words = given.map(({ title }) => new Set(title.toLowerCase().split(/\W+/)));
  const groups = given.map((_, at) => at);
  const rootOf = (at) => (groups[at] === at ? at : (groups[at] = rootOf(groups[at])));
  for (let a = 0; a < given.length; a++)
    for (let b = 0; b < a; b++) {
      const shared = words[a].intersection(words[b]).size;
      if (shared / (words[a].size + words[b].size - shared) >= 0.4) groups[rootOf(a)] = rootOf(b);
    }
  return new Set(given.map((_, at) => rootOf(at))).size;
}

function measureClustering() {
  cluster(articles(500)); // The lexicon is read and the code compiled.
  const times = new Map();
  for (const size of SIZES) {
    const given = articles(size);
    globalThis.gc?.();
    const [from, before] = [performance.now(), process.cpuUsage()];
    const { length } = cluster(given);
    const { user, system } = process.cpuUsage(before);
    times.set(size, ms(from));
    const rssMib = Math.round(process.memoryUsage().rss / 2 ** 20);
    const words = `${times.get(size)} ms (${Math.round((user + system) / 1000)} ms of CPU), ${length} stories, ${rssMib} MiB`;
    if (size === 10_000) row(`clustering ${size}`, times.get(size) < CLUSTER_MS_MAX, words);
    else say(`clustering ${size}`, words);
  }
  const [small, large] = [times.get(10_000), times.get(100_000)];
  if (small && large)
    row(
      'growth from 10,000 to 100,000',
      large / small < GROWTH_MAX,
      `${(large / small).toFixed(1)} times; wanted ${GROWTH_MAX}`,
    );
  for (const size of PEER_SIZES) {
    const given = articles(size);
    const from = performance.now();
    allPairs(given);
    say(`peer, all pairs of ${size}`, `${ms(from)} ms`);
  }
}

// --- a crowd

async function measureCrowd() {
  const station = await startStation({ dataDir: join(folder, 'app') });
  try {
    const headers = { authorization: `Bearer ${station.key()}` };
    const from = performance.now();
    const answers = await Promise.all(
      Array.from({ length: CROWD }, async () => {
        const answer = await fetch(`${station.url}/api/v1/content/news?feeds=sample`, { headers });
        return { status: answer.status, text: await answer.text() };
      }),
    );
    const tookMs = ms(from);
    const isSame = new Set(answers.map(({ text }) => text)).size === 1;
    const isMet = tookMs < CROWD_MS_MAX && isSame && answers.every(({ status }) => status === 200);
    row(
      `${CROWD} GET /content/news at once`,
      isMet,
      `${tookMs} ms, ${isSame ? 'one answer for all' : 'answers differ'}; wanted ${CROWD_MS_MAX} ms`,
    );
  } finally {
    await stopStation(station);
  }
}

try {
  await measureFeeds();
  measureClustering();
  await measureCrowd();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isGood ? 0 : 1);
