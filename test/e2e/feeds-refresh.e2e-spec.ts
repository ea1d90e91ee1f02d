import type { ServerResponse } from 'node:http';
import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { type FeedServer, rssOf, startFeedServer } from '#test/feed-server';
import { keyOf } from '#test/keys';
import { until } from '#test/queue-instance';
import { FeedRefresher } from '../../src/modules/content/feed/register/feed-refresher.js';

let running: RunningApp;
let server: FeedServer;
let producer: Record<string, string>;

beforeAll(async () => {
  server = await startFeedServer();
  running = await startApp({
    HTTP_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    CONTENT_FEED_REFRESH: 'true',
  });
  producer = await keyOf(running, 'producer');
  await query('delete from schedule'); // The clock is ours here.
  await query('update feed set is_enabled = false, version = 2');
});

afterAll(async () => {
  await running.stop();
  await server.stop();
});

beforeEach(() => {
  server.asked.length = 0;
});

const query = (sql: string, values: unknown[] = []) =>
  running.app.get(Database, { strict: false }).query<Record<string, unknown>>(sql, values);

async function ask<Body>(method: 'GET' | 'POST', path: string, payload?: object) {
  const answer = await running.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: path.startsWith('/jobs') ? running.operator : producer,
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Body>() };
}

interface Feed {
  readonly id: string;
  readonly state: string;
  readonly articles: number;
  readonly reason: string | null;
  readonly outlet: string;
}

async function added(name: string, answer: (response: ServerResponse) => unknown) {
  server.answers.set(`/${name}`, (_request, response) => answer(response));
  const { body } = await ask<Feed>('POST', '/content/feeds', { url: `${server.base}/${name}` });
  return body.id;
}

async function refreshed(ids?: string[]): Promise<string> {
  const { status, body } = await ask<{ links: { job: string } }>(
    'POST',
    '/content/feeds/refresh',
    ids && { ids },
  );
  expect(status).toBe(202);
  return ended(body.links.job);
}

async function ended(link: string): Promise<string> {
  let last = { state: '', progress: { sentence: '' } };
  await until(async () => {
    last = (await ask<typeof last>('GET', link.replace('/api/v1', ''))).body;
    return !['waiting', 'active', 'delayed'].includes(last.state);
  });
  return `${last.state}: ${last.progress.sentence}`;
}

const feed = async (id: string) => (await ask<Feed>('GET', `/content/feeds/${id}`)).body;
const readDue = () =>
  running.app.get(FeedRefresher, { strict: false }).readDue({
    signal: new AbortController().signal,
    progress: () => undefined,
  });

describe('feeds that are refreshed', () => {
  let good: string;
  let bad: string;

  beforeAll(async () => {
    good = await added('good', (response) => response.end(rssOf('Aarau')));
    bad = await added('bad', (response) => response.writeHead(500).end());
  });

  it('are read as one job, and tell how they did', async () => {
    expect(await refreshed()).toBe('completed: 2 of 2 feeds, 1 failed');

    expect(await feed(good)).toMatchObject({
      state: 'fresh',
      articles: 1,
      reason: null,
      failures: 0,
      outlet: 'The Aarau Post',
      newest_article_at: '2026-05-20T08:00:00.000Z',
      is_fresh: false,
    });
    expect(await feed(bad)).toMatchObject({
      state: 'failed',
      failures: 1,
      reason: '127.0.0.1 answered 500.',
      articles: 0,
    });
    const list = await ask<{ by_state: object }>('GET', '/content/feeds?state=failed');
    expect(list.body.by_state).toEqual({ failed: 1 });
  });

  it('are left in peace until their servers may be asked again', async () => {
    expect(await refreshed([good])).toBe('completed: 1 of 1 feeds, 0 failed');

    expect(server.asked).toEqual([]);
  });

  it('must be known', async () => {
    const { status, body } = await ask('POST', '/content/feeds/refresh', { ids: [good, 'gone'] });

    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ field: 'ids.1', rule: 'must be the id of a feed' }] });
  });

  it('are counted by state', async () => {
    const { body } = await running.app.inject({ url: '/metrics', headers: running.operator });
    expect(body).toMatch(/^radiox_feeds\{state="failed"\} 1$/m);
    expect(body).toMatch(/^radiox_feeds\{state="off"\} 33$/m);
    expect(body).toMatch(/^radiox_feed_reads_total\{outcome="fresh"\} 1$/m);
  });

  it('are read by one reader in the fleet at a time', async () => {
    let isAsked: () => void = () => undefined;
    const first = new Promise<void>((done) => (isAsked = done));
    let answer: ServerResponse | undefined;
    const slow = await added('slow', (response) => {
      answer = response;
      isAsked();
    });
    const one = refreshed([slow]);
    await first;

    const other = await refreshed([slow, good]);
    answer?.end(rssOf('Bern'));

    expect(other).toBe('completed: 2 of 2 feeds, 0 failed');
    expect(await one).toBe('completed: 1 of 1 feeds, 0 failed');
    expect(server.asked.map(({ path }) => path)).toEqual(['/slow']);
    expect(await feed(slow)).toMatchObject({ state: 'fresh', articles: 1 });
  });
});

describe('feeds by the clock', () => {
  it('are scheduled once for the fleet', async () => {
    await running.app.get(FeedRefresher, { strict: false }).schedule();
    await running.app.get(FeedRefresher, { strict: false }).schedule();

    expect(await query('select type, cron from schedule')).toEqual([
      { type: 'content.read-due-feeds', cron: '*/2 * * * *' },
    ]);
    await query('delete from schedule');
  });

  it('are read once they are due: by their rhythm, and no more often than the producer says', async () => {
    await query('update feed set is_enabled = false');
    await query('delete from feed_state');
    const often = await added('often', (response) => response.end(busy('Chur')));
    const seldom = await added('seldom', (response) => response.end(busy('Davos')));
    await query('update feed set fetch_interval_minutes = 60 where id = $1', [seldom]);

    await readDue(); // Nobody has read them.
    expect(server.asked.map(({ path }) => path).sort()).toEqual(['/often', '/seldom']);
    server.asked.length = 0;
    await readDue();
    expect(server.asked).toEqual([]);

    await letPass(30);
    await readDue();
    expect(server.asked.map(({ path }) => path)).toEqual(['/often']);
    expect((await feed(often)).state).toBe('fresh');
    server.asked.length = 0;

    await letPass(31);
    await readDue();
    expect(server.asked.map(({ path }) => path).sort()).toEqual(['/often', '/seldom']);
  });

  /** A feed that publishes every ten minutes. */
  function busy(town: string): string {
    const items = Array.from({ length: 8 }, (_, at) => {
      const date = new Date(Date.now() - at * 600_000).toUTCString();
      const title = `<title>${town} opens bridge number ${at + 1}</title>`;
      const text = `<description>The council of ${town} opened its bridge number ${at + 1} on Tuesday after two years of work.</description>`;
      return `<item>${title}<guid>${town}-${at}</guid>${text}<pubDate>${date}</pubDate></item>`;
    });
    return `<rss version="2.0"><channel><title>${town}</title>${items.join('')}</channel></rss>`;
  }

  /** As if so many minutes were over. */
  async function letPass(minutes: number): Promise<void> {
    const columns = await query(
      `select column_name as name from information_schema.columns
        where table_name = 'feed_state' and data_type like 'timestamp%'`,
    );
    const back = columns.map(
      ({ name }) => `${String(name)} = ${String(name)} - $1 * interval '1 minute'`,
    );
    await query(`update feed_state set ${back.join(', ')}`, [minutes]);
  }
});
