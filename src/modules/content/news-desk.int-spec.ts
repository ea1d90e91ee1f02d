import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { InvalidInput } from '#kernel';
import {
  type Answer,
  type FeedServer,
  type Newsroom,
  openNewsroom,
  rssOf,
  startFeedServer,
} from '#test/feed-server';
import { LoopWork } from '#test/loop-work';
import { SAMPLE_WRITTEN_AT } from './feed/sample-newsroom.js';
import { type CollectOptions, type FeedChoice, NewsDesk } from './news-desk.js';

const NOW = new Date('2026-11-20T06:30:00Z');
const GOOD = ['Aarau', 'Bern', 'Chur', 'Davos', 'Emmen'];
const BYTES_MAX = 1_000_000;

let server: FeedServer;
let room: Newsroom;
let desk: NewsDesk;
let folder: string;

beforeAll(async () => {
  server = await startFeedServer();
  room = await openNewsroom(BYTES_MAX);
  desk = new NewsDesk(room.reader, room.register, room.stored, room.settings);
  folder = await mkdtemp(join(tmpdir(), 'radiox-desk-'));
  for (const name of GOOD)
    server.answers.set(`/${name}`, (_request, response) => response.end(rssOf(name)));
  await collect(['Aarau'].map((name) => `${server.base}/${name}`)); // The first parse starts a worker.
});

afterAll(async () => {
  await room.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function collect(feeds: FeedChoice, options: Partial<CollectOptions> = {}) {
  const signal = new AbortController().signal;
  return desk.collect({ feeds, channel: 'zurich', language: 'en', now: NOW, signal, ...options });
}

const letTimePass = () => room.source.query('delete from feed_state; delete from article');

const body =
  (text: string | Uint8Array, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(200, headers).end(text);

const status =
  (code: number): Answer =>
  (_request, response) =>
    response.writeHead(code).end('no');

/** Says a little every 200 ms and never ends. */
const drip =
  (start: (response: ServerResponse) => unknown): Answer =>
  (_request, response) => {
    start(response);
    const timer = setInterval(() => response.write(' '), 200);
    response.on('close', () => {
      clearInterval(timer);
    });
  };

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`;
const HIDDEN_LAUGHS = `<?xml version="1.0"?><!--${'-x'.repeat(50_000)}--><!DOCTYPE rss SYSTEM "${'y'.repeat(5_000)}" [<!ENTITY a "ha">]>`;

/** What a feed may do, and what its report says; null: it may deliver what can be read. */
const HOSTILE: ReadonlyArray<readonly [string, Answer, RegExp | null]> = [
  ['is missing', status(404), /^127\.0\.0\.1 answered 404\.$/],
  ['is broken', status(500), /^127\.0\.0\.1 answered 500\.$/],
  [
    'is garbage',
    body(Buffer.from('\u0000\u0001\u0002 no feed '.repeat(500))),
    /Nothing in the document reads as a feed\.$/,
  ],
  ['is empty', body(''), /Nothing in the document reads as a feed\.$/],
  ['is JSON of another kind', body('{"items": 7}'), /Nothing in the document reads as a feed\.$/],
  ['breaks off', body(rssOf('Truncated').slice(0, 330)), null],
  [
    'drips',
    drip((response) => response.writeHead(200).write('<rss>')),
    /^It took longer than all others together\.$/,
  ],
  ['never answers', () => undefined, /^It took longer than all others together\.$/],
  [
    'is too large',
    body(Buffer.alloc(BYTES_MAX + 1, ' ')),
    /^The answer is larger than 1000000 bytes\.$/,
  ],
  [
    'is a bomb',
    body(gzipSync(Buffer.alloc(20_000_000)), { 'content-encoding': 'gzip' }),
    /^The answer is larger than 1000000 bytes\.$/,
  ],
  ['declares entities', body(`${LAUGHS}${rssOf('&b;')}`), /declares entities of its own\.$/],
  [
    'hides its entities',
    body(`${HIDDEN_LAUGHS}${rssOf('&a;')}`),
    /declares entities of its own\.$/,
  ],
  ['is deeply nested', body(`<rss><channel>${'<item>'.repeat(100_000)}`), null],
  ['opens and never closes', body('<'.repeat(900_000)), null],
  [
    'has endless attributes',
    body(`<rss ${Array.from({ length: 60_000 }, (_, n) => `a${n}="b"`).join(' ')}><channel>`),
    null,
  ],
  [
    'has a hundred thousand items',
    body(`<rss><channel>${'<item/>'.repeat(100_000)}</channel></rss>`),
    null,
  ],
  ['has a title without end', body(rssOf('y'.repeat(150_000))), null],
  [
    'is nested JSON',
    body(`{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(300_000)}`),
    null,
  ],
  [
    'lies about its encoding',
    body(Buffer.from(rssOf('Zürich'), 'latin1'), { 'content-type': 'text/xml; charset=utf-16be' }),
    null,
  ],
  [
    'is packed wrongly',
    body(gzipSync(rssOf('Wrong')).fill(7, 12), { 'content-encoding': 'gzip' }),
    /^127\.0\.0\.1:\d+ did not answer: .+/,
  ],
  ['resets', (request) => request.socket.resetAndDestroy(), /^127\.0\.0\.1:\d+ did not answer: .+/],
  [
    'leads inside',
    (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    /not on the public internet\.$/,
  ],
];

async function collectWith(paths: readonly string[]) {
  await letTimePass();
  const work = new LoopWork();
  const started = performance.now();
  const collection = await collect(
    [...paths, ...GOOD.map((name) => `/${name}`)].map((path) => `${server.base}${path}`),
  );
  const tookMs = performance.now() - started;
  return { collection, tookMs, turnP99Ms: work.end(99) };
}

function expectGood({ articles, reports }: Awaited<ReturnType<typeof collect>>): void {
  const titles = articles.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(GOOD.map((name) => `${name} opens a bridge`)));
  expect(reports.slice(-5).map(({ state, articles: count }) => [state, count])).toEqual(
    GOOD.map(() => ['fresh', 1]),
  );
}

describe('a hostile feed among five good ones', () => {
  it.each(HOSTILE)('that %s fails alone', async (_what, answer, reason) => {
    server.answers.set('/hostile', answer);

    const { collection, tookMs, turnP99Ms } = await collectWith(['/hostile']);

    expectGood(collection);
    const [report] = collection.reports;
    if (reason) expect(report?.state).toBe('failed');
    if (report?.state === 'failed') {
      expect(report.reason).toMatch(reason ?? /^[A-Z1].*\.$/);
      expect(report.articles).toBe(0);
    }
    expect(tookMs).toBeLessThan(3_500);
    expect(turnP99Ms).toBeLessThan(200);
  });

  it('fails alone even when all of them come at once', async () => {
    const paths = HOSTILE.map(([, answer], at) => {
      server.answers.set(`/hostile/${at}`, answer);
      return `/hostile/${at}`;
    });

    const { collection, tookMs, turnP99Ms } = await collectWith(paths);

    expectGood(collection);
    expect(tookMs).toBeLessThan(3_500);
    expect(turnP99Ms).toBeLessThan(200);
  });

  it('ends at once when the show is cancelled', async () => {
    server.answers.set('/hostile', () => undefined);
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort(new Error('The show was cancelled.'));
    }, 200);

    const started = performance.now();
    await expect(collect([`${server.base}/hostile`], { signal: abort.signal })).rejects.toThrow(
      'The show was cancelled.',
    );
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe('the sample newsroom', () => {
  it('is as old now as it was when it was written, but for what is true', async () => {
    const { articles, reports, isSample } = await collect('sample');

    expect(isSample).toBe(true);
    expect(reports).toHaveLength(16);
    expect(
      reports.filter(({ state, articles: count }) => state !== 'fresh' || count === 0),
    ).toEqual([]);
    const isTrue = ({ feedId }: { feedId: string }) => /-(11|12)$/.test(feedId);
    const dated = (of: typeof articles) =>
      of.flatMap(({ publishedAt }) => publishedAt?.getTime() ?? []);
    const renewed = dated(articles.filter((article) => !isTrue(article)));
    const kept = dated(articles.filter(isTrue));
    expect(Math.max(...renewed)).toBeLessThanOrEqual(NOW.getTime());
    expect(NOW.getTime() - Math.max(...renewed)).toBeLessThan(24 * 3600_000);
    expect(kept.length).toBeGreaterThan(0);
    expect(Math.max(...kept)).toBeLessThan(SAMPLE_WRITTEN_AT.getTime());
    expect(kept).toEqual(
      dated((await collect('sample', { now: new Date() })).articles.filter(isTrue)),
    );
  });

  it('steps in when no live feed answers, within 6 s', async () => {
    const nowhere = await openNewsroom();
    await nowhere.http.onApplicationShutdown(); // No request leaves: as good as no network.
    const started = performance.now();

    const { isSample, articles } = await new NewsDesk(
      nowhere.reader,
      nowhere.register,
      nowhere.stored,
      nowhere.settings,
    ).collect({
      feeds: 'auto',
      channel: 'zurich',
      language: 'en',
      now: NOW,
      signal: new AbortController().signal,
    });

    expect(performance.now() - started).toBeLessThan(6_000);
    expect(isSample).toBe(true);
    expect(articles.length).toBeGreaterThan(50);
    await nowhere.stop();
  });
});

describe('listed feeds', () => {
  it('may be files, folders of files and addresses, each read once', async () => {
    await mkdir(join(folder, 'some feeds', 'deeper'), { recursive: true });
    const file = join(folder, 'some feeds', 'a.xml');
    await writeFile(file, rssOf('Aadorf'));
    await writeFile(join(folder, 'some feeds', 'b.rss'), rssOf('Bülach'));
    await writeFile(join(folder, 'some feeds', 'notes.md'), rssOf('Never'));
    await writeFile(join(folder, 'some feeds', 'deeper', 'c.xml'), rssOf('Never'));
    const url = `${server.base}/Aarau`;

    const { articles, reports, isSample } = await collect([
      file,
      pathToFileURL(file).href,
      join(folder, 'some feeds'),
      url,
      url,
    ]);

    expect(isSample).toBe(false);
    expect(reports).toHaveLength(3);
    expect(articles.map(({ title }) => title)).toEqual([
      'Aadorf opens a bridge',
      'Bülach opens a bridge',
      'Aarau opens a bridge',
    ]);
    expect(articles.map(({ outlet }) => outlet)).toEqual([
      'The Aadorf Post',
      'The Bülach Post',
      'The Aarau Post',
    ]);
  });

  it.each([
    ['a missing file', '/no/such/feed.xml'],
    ['a missing file by URL', 'file:///no/such/feed.xml'],
    ['a device', '/dev/zero'],
    ['another protocol', 'ftp://paper.example/feed'],
  ])('refuses %s, naming the field', async (_what, address) => {
    const refused = collect([`${server.base}/Aarau`, address]);

    await expect(refused).rejects.toBeInstanceOf(InvalidInput);
    await expect(refused).rejects.toMatchObject({
      facts: {
        errors: [
          { field: 'feeds.1', rule: 'must be a URL, a feed file or a folder of feed files' },
        ],
      },
    });
  });

  it('refuses what only looks like a URL', async () => {
    await expect(collect(['http://'])).rejects.toMatchObject({
      facts: { errors: [{ field: 'feeds.0', rule: 'must be a URL' }] },
    });
  });
});
