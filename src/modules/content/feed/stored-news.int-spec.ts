import type { Answer } from '#test/feed-server';
import { type FeedServer, type Newsroom, openNewsroom, startFeedServer } from '#test/feed-server';
import { ContentRetention } from '../content-retention.js';
import { NewsDesk } from '../news-desk.js';

const HOUR_MS = 3600_000;

let server: FeedServer;
let room: Newsroom;
let desk: NewsDesk;

beforeAll(async () => {
  server = await startFeedServer();
  room = await openNewsroom();
  desk = new NewsDesk(room.reader, room.register, room.stored, room.settings);
  await room.source.query('update feed set is_enabled = false, version = 2');
  await room.register.add({ url: `${server.base}/a`, outlet: 'The A' });
  await room.register.add({ url: `${server.base}/b`, outlet: 'The B' });
});

afterAll(async () => {
  await room.stop();
  await server.stop();
});

const query = <Row>(sql: string, values: unknown[] = []) => room.source.query<Row[]>(sql, values);

function collect(feeds: 'auto' | 'live', now = new Date()) {
  const signal = new AbortController().signal;
  return desk.collect({ feeds, channel: 'zurich', language: 'en', now, signal });
}

const feedOf = (name: string, hoursAgo: number): string =>
  `<rss version="2.0"><channel><title>${name}</title><item><title>${name} opens a bridge</title><guid>${name}</guid>
   <description>The council of ${name} opened its new bridge after two years of work.</description>
   <pubDate>${new Date(Date.now() - hoursAgo * HOUR_MS).toUTCString()}</pubDate></item></channel></rss>`;
const answers =
  (name: string, hoursAgo: number): Answer =>
  (_request, response) =>
    response.writeHead(200, { etag: '"1"' }).end(feedOf(name, hoursAgo));
const fails: Answer = (_request, response) => response.writeHead(404).end();
const letServersBeAsked = async () => {
  const columns = await query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_name = 'feed_state' and column_name in ('next_fetch_at', 'not_before')`,
  );
  for (const { name } of columns)
    await query(`update feed_state set ${name} = now() - interval '1 second'`);
};

describe('when no feed answers', () => {
  beforeEach(async () => {
    await query('delete from article');
    await query('delete from feed_state');
    server.answers.set('/a', answers('Aarau', 5));
    server.answers.set('/b', answers('Bern', 8));
    const live = await collect('auto');
    expect(live.articles).toHaveLength(2);
    expect(live).not.toHaveProperty('storedNewsAgeHours');
    expect(live.isSample).toBe(false);
    await letServersBeAsked();
    server.answers.set('/a', fails);
    server.answers.set('/b', fails);
  });

  it.each(['auto', 'live'] as const)(
    '%s tells stored articles and how old they are',
    async (feeds) => {
      for (const round of ['asked', 'left alone']) {
        const { articles, isSample, storedNewsAgeHours, warnings, reports } = await collect(feeds);

        expect([round, ...articles.map(({ title }) => title)]).toEqual([
          round,
          'Aarau opens a bridge',
          'Bern opens a bridge',
        ]);
        expect(articles[0]?.publishedAt).toBeInstanceOf(Date);
        expect(isSample).toBe(false);
        expect(storedNewsAgeHours).toBeCloseTo(5, 1);
        expect(warnings).toEqual([
          'No feed gives news now: told from stored articles, the newest of them about 5 hours old.',
        ]);
        expect(reports).toHaveLength(2);
      }
    },
  );

  it('one that does is enough for the news to be live', async () => {
    server.answers.set('/b', answers('Bern', 0.5));

    const collection = await collect('live');

    expect(collection).not.toHaveProperty('storedNewsAgeHours');
    expect(collection.articles.map(({ title }) => title)).toEqual(['Bern opens a bridge']);
  });

  it('one that fails says so, and its stored articles stand beside the others', async () => {
    server.answers.set('/b', answers('Bern', 0.5));
    await collect('live');

    const { articles, reports, warnings } = await collect('live');

    expect(articles).toHaveLength(2);
    expect(reports.map(({ outlet, state, reason }) => [outlet, state, reason])).toEqual([
      ['The A', 'failed', 'The A answered 404.'],
      ['The B', 'not_modified', undefined],
    ]);
    expect(warnings).toEqual(['Not all feeds give news now: of The A stored articles are used.']);
  });

  it('nothing that is too old, undated or of the future is told as news', async () => {
    await query(`update article set published_at = case title
      when 'Aarau opens a bridge' then now() - interval '73 hours' else null end`);
    const live = await collect('live');
    expect(live).toMatchObject({
      articles: [],
      isSample: false,
      warnings: ['No feed gives news now, and no article of the last 3 days is stored.'],
    });
    await query(`update article set published_at = now() + interval '1 hour'`);
    await letServersBeAsked();
    expect((await collect('live')).articles).toEqual([]);

    await letServersBeAsked();
    const auto = await collect('auto');
    expect(auto.isSample).toBe(true);
    expect(auto).not.toHaveProperty('storedNewsAgeHours');
  });
});

describe('the retention of articles', () => {
  const retention = () => new ContentRetention(room.stored, null as never, room.settings);

  it('goes by when a feed last held them', async () => {
    await query('delete from article');
    await query(
      `insert into article (id, feed_id, outlet, title, summary, body, link, language, category, published_at, seen_at)
       select i::text, case when i % 2 = 0 then 'even' else 'odd' end, '', '', '', '', '', 'en', 'world', now() - interval '60 days',
              now() - i * interval '1 day' from generate_series(1, 30) i`,
    );
    await query(`insert into feed_state (feed_id, for_url, url, etag, last_modified, next_fetch_at, state) values
      ('even', '', '', '"1"', 'x', now(), 'fresh'), ('gone', '', '', '"1"', 'x', now(), 'fresh')`);
    await query(`insert into article (id, feed_id, outlet, title, summary, body, link, language, category, seen_at)
      values ('last', 'gone', '', '', '', '', '', 'en', 'world', now() - interval '15 days')`);
    await query(`insert into told_article select 'zurich', i::text, gen_random_uuid(), now() - i * interval '1 day'
      from generate_series(1, 30) i`);

    await retention().prune(new AbortController().signal);

    const left = await query<{ id: string }>('select id from article order by id::integer');
    expect(left.map(({ id }) => Number(id))).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
    expect(
      await query(
        `select feed_id, etag from feed_state where feed_id in ('even', 'gone') order by 1`,
      ),
    ).toEqual([
      { feed_id: 'even', etag: '"1"' },
      { feed_id: 'gone', etag: null },
    ]);
    expect(await query('select count(*)::integer as told from told_article')).toEqual([
      { told: 6 },
    ]);
  });

  it('takes ten thousand in portions, in less than two seconds', async () => {
    await query(
      `insert into article (id, feed_id, outlet, title, summary, body, link, language, category, seen_at)
       select 'old' || i, 'even', '', '', '', '', '', 'en', 'world', now() - interval '20 days' from generate_series(1, 12000) i`,
    );
    const startedMs = performance.now();

    expect(await room.stored.prune(14, new AbortController().signal)).toBe(12_000);

    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
