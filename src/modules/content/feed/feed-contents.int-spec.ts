import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FeedServer,
  type Newsroom,
  openNewsroom,
  rssOf,
  startFeedServer,
} from '#test/feed-server';
import { listedFeed } from './feed-reader.js';

const FIXTURES = join(import.meta.dirname, '../../../../test/fixtures/feeds');
const signal = new AbortController().signal;

let server: FeedServer;
let room: Newsroom;

beforeAll(async () => {
  server = await startFeedServer();
  room = await openNewsroom();
});

afterAll(async () => {
  await room.stop();
  await server.stop();
});

beforeEach(() => {
  server.asked.length = 0;
});

const feed = (path: string) => listedFeed(`${server.base}${path}`);
const read = (path: string) => room.reader.read(feed(path), signal);

function serve(path: string, body: string, headers: Record<string, string> = {}, status = 200) {
  server.answers.set(path, (_request, response) => response.writeHead(status, headers).end(body));
}

/** As if the minute between two fetches had passed. */
const letTimePass = () =>
  room.source.query(`update feed_state set not_before = now() - interval '1 s'`);

describe('a page in place of a feed', () => {
  const page = (href: string) =>
    `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="${href}"></head></html>`;

  it('is followed to the feed it names, which is asked from then on', async () => {
    serve('/page', page('/page-feed'), { 'content-type': 'text/html', etag: '"page"' });
    serve('/page-feed', rssOf('Page'), { etag: '"feed"' });

    expect((await read('/page')).articles).toHaveLength(1);
    await letTimePass();
    await read('/page');

    expect(server.asked.map(({ path }) => path)).toEqual(['/page', '/page-feed', '/page-feed']);
    expect(server.asked.at(-1)?.headers['if-none-match']).toBe('"feed"');
  });

  it('is followed to the first of its feeds that can be read', async () => {
    const links = ['/no-such-feed', '/page', '/second-feed']
      .map((href) => `<link rel="alternate" type="application/rss+xml" href="${href}">`)
      .join('');
    serve('/page', page('/page'));
    serve('/second-feed', rssOf('Second'));
    serve('/page-of-several', `<!doctype html><html><head>${links}</head></html>`);

    const { articles } = await read('/page-of-several');

    expect(articles.map(({ title }) => title)).toEqual(['Second opens a bridge']);
  });

  it.each([
    ['another page', '/page', 'This is a web page, not a feed.'],
    ['nothing', '/no-such-feed', '127.0.0.1 answered 404.'],
    ['a private address', 'http://localhost/feed', 'not on the public internet'],
  ])('fails when it leads to %s', async (_where, href, reason) => {
    const path = `/page-to?${href}`;
    serve(path, page(href));
    serve('/page', page('/page'));

    await expect(read(path)).rejects.toThrow(reason);
  });
});

describe('what a feed holds', () => {
  const FILES = readdirSync(FIXTURES).filter((name) => !name.endsWith('.md'));

  it('has a recording of each shape', () => {
    expect(FILES).toHaveLength(6);
  });

  it.each(FILES)('is read from the shape of %s', async (name) => {
    const { articles, items } = await room.reader.readFile(
      listedFeed(join(FIXTURES, name)),
      signal,
    );

    expect(articles.length).toBeGreaterThan(0);
    expect(items).toBeGreaterThanOrEqual(articles.length);
    for (const article of articles) {
      expect(article.publishedAt?.toISOString()).toMatch(/^2026-05-20T0[5-9]:/);
      expect(article.outlet).not.toBe('');
      expect(article.link).toMatch(/^https:\/\/[^?]+(\?(p|maca)=[\w-]+)?$/);
      expect(article.language).toBe(name.startsWith('technology') ? 'de' : 'en');
      expect(`${article.title} ${article.summary} ${article.body}`).not.toMatch(
        /<\/?\w|&\w+;|&#|CDATA|Continue reading|Photograph/,
      );
    }
  });

  it('is kept when an emoji stands where a text is cut', async () => {
    const title = `${'x'.repeat(299)}🎉 and more`;
    const words = 'The council opened its new bridge after two years of work. '.repeat(50);
    const summary = `${words.slice(0, 1999)}🎉 and more`;
    serve(
      '/emoji',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Half \ud83c title',
        items: [{ id: '1', title, summary, content_text: `Another text. ${words}` }],
      }).replace('🎉 and', '🎉 \\ud83c and'),
    );

    const { articles } = await read('/emoji');
    const stored = await read('/emoji');

    expect(articles).toHaveLength(1);
    expect(articles[0]?.title).toBe('x'.repeat(299));
    expect(stored.articles).toEqual(articles);
  });
});
