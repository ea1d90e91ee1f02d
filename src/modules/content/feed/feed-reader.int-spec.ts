import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type FeedServer,
  type Newsroom,
  openNewsroom,
  rssOf,
  startFeedServer,
} from '#test/feed-server';
import { readFeedFile } from './feed-file.js';
import { listedFeed } from './feed-reader.js';
import type { FeedEntry } from './register/feed-entry.js';

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

async function listed(id: string): Promise<FeedEntry> {
  const entry = await room.entries.find(id);
  if (!entry) throw new Error(`There is no feed ${id}.`);
  return entry;
}

/** As if the minute between two fetches had passed. */
const letTimePass = () =>
  room.source.query(`update feed_state set not_before = now() - interval '1 s'`);

async function secondsToWait(path: string): Promise<number> {
  const [row] = await room.source.query<Array<{ seconds: number }>>(
    `select extract(epoch from not_before - now())::float as seconds from feed_state where feed_id = $1`,
    [feed(path).id],
  );
  return Math.round(row?.seconds ?? NaN);
}

describe('politeness', () => {
  it('sends ETag and Last-Modified back verbatim, and 304 gives the stored articles', async () => {
    const validators = { etag: `W/"a'b, c--gzip"`, 'last-modified': 'wed 20 may 2026, or so' };
    server.answers.set('/etag', ({ headers }, response) => {
      if (headers['if-none-match'] === validators.etag) response.writeHead(304).end();
      else response.writeHead(200, validators).end(rssOf('Etag'));
    });

    const first = await read('/etag');
    await letTimePass();
    const second = await read('/etag');
    await letTimePass();
    const third = await read('/etag');

    expect([first.state, second.state, third.state]).toEqual([
      'fresh',
      'not_modified',
      'not_modified',
    ]);
    expect(second.articles).toEqual(first.articles);
    expect(third.articles).toEqual(first.articles);
    expect(server.asked[0]?.headers).not.toHaveProperty('if-none-match');
    for (const { headers } of server.asked.slice(1))
      expect(headers).toMatchObject({
        'if-none-match': validators.etag,
        'if-modified-since': validators['last-modified'],
        'user-agent': expect.stringContaining('RadioX') as string,
      });
  });

  it('forgets an ETag that the server no longer gives', async () => {
    serve('/etag-gone', rssOf('Gone'), { etag: '"old"' });
    await read('/etag-gone');
    serve('/etag-gone', rssOf('Gone'));
    await letTimePass();
    await read('/etag-gone');
    await letTimePass();

    await read('/etag-gone');

    expect(server.asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
  });

  it('asks a feed at most once a minute', async () => {
    serve('/minute', rssOf('Minute'));

    const first = await read('/minute');
    const second = await read('/minute');

    expect(second).toEqual({ state: 'not_modified', articles: first.articles });
    expect(server.asked).toHaveLength(1);
    expect(await secondsToWait('/minute')).toBe(60);
  });

  it.each([
    ['max-age', () => ({ 'cache-control': 'public, max-age=900' }), 900],
    ['Expires', () => ({ expires: new Date(Date.now() + 600_000).toUTCString() }), 600],
    ['a longer patience than ours', () => ({ 'cache-control': 'max-age=999999' }), 3600],
    ['a moment that has passed', () => ({ expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }), 60],
    ['nonsense', () => ({ expires: '0', 'cache-control': 'max-age=soon' }), 60],
  ])('waits for %s', async (name, headers, seconds) => {
    const path = `/wait/${encodeURIComponent(name)}`;
    serve(path, rssOf('Wait'), headers());

    await read(path);

    expect(Math.abs((await secondsToWait(path)) - seconds)).toBeLessThanOrEqual(1);
  });

  it.each([
    [429, () => '120'],
    [503, () => new Date(Date.now() + 120_000).toUTCString()],
  ])('leaves a server alone that answers %d and says for how long', async (status, after) => {
    const path = `/busy-${status}`;
    serve(path, 'busy', { 'retry-after': after() }, status);

    await expect(read(path)).rejects.toThrow(`127.0.0.1 answered ${status}.`);
    await expect(read(path)).rejects.toThrow(`127.0.0.1 answered ${status}.`);

    expect(server.asked).toHaveLength(1);
    expect(Math.abs((await secondsToWait(path)) - 120)).toBeLessThanOrEqual(1);
  });

  it('remembers a permanent move, until that is gone', async () => {
    server.answers.set('/old', (_request, response) =>
      response.writeHead(301, { location: '/new' }).end(),
    );
    serve('/new', rssOf('Moved'));
    await read('/old');
    await letTimePass();
    await read('/old');
    expect(server.asked.map(({ path }) => path)).toEqual(['/old', '/new', '/new']);

    server.answers.delete('/new');
    serve('/old', rssOf('Back'));
    await letTimePass();

    expect((await read('/old')).state).toBe('fresh');
  });
});

describe('what a server said', () => {
  const served = (path: string) => server.asked.filter((one) => one.path === path).length;

  it('is worth nothing for the address to which the feed was changed', async () => {
    serve('/before', rssOf('Before'), { etag: '"before"' });
    serve('/after', rssOf('After'));
    const at = (path: string) => ({ ...feed(path), id: 'changed' });
    await room.reader.read(at('/before'), signal);

    const { articles } = await room.reader.read(at('/after'), signal);

    expect(articles.map(({ title }) => title)).toEqual(['After opens a bridge']);
    expect(server.asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
  });

  it('is worth nothing when the feed was changed while it was read', async () => {
    const { id } = await room.register.add({ url: feed('/slow').url });
    serve('/quick', rssOf('Quick'));
    const asked = Promise.withResolvers<() => void>();
    server.answers.set('/slow', (_request, response) => {
      asked.resolve(() => response.writeHead(200, { etag: '"slow"' }).end(rssOf('Slow')));
    });
    const entry = () => listed(id);
    const slow = room.reader.read(await entry(), signal);
    const answer = await asked.promise;
    await room.register.change(id, undefined, { url: feed('/quick').url });
    answer();
    await slow;

    expect((await room.register.get(id)).state).toBe('never_read');
    expect((await room.entries.due(new Date(), 100)).map((one) => one.id)).toContain(id);
    await room.reader.read(await entry(), signal);

    expect(server.asked.at(-1)).toMatchObject({ path: '/quick' });
    expect((await room.register.get(id)).state).toBe('fresh');
  });

  it('is forgotten when a release brings a feed another address', async () => {
    const [seeded = {} as FeedEntry] = (await room.entries.all()).filter((one) => one.isSeeded);
    const ship = (url: string) => room.entries.seed([{ ...seeded, url }]);
    const entry = () => listed(seeded.id);
    serve('/release-1', rssOf('One'), { etag: '"1"' });
    serve('/release-2', rssOf('Two'));
    await ship(feed('/release-1').url);
    await room.reader.read(await entry(), signal);

    await ship(feed('/release-2').url);
    const { state } = await room.reader.read(await entry(), signal);

    expect([state, served('/release-1'), served('/release-2')]).toEqual(['fresh', 1, 1]);
  });

  it('of its pace holds when nothing has changed since', async () => {
    const document = rssOf('Pace').replace('<language>', '<ttl>45</ttl><language>');
    server.answers.set('/pace', ({ headers }, response) => {
      if (headers['if-none-match']) response.writeHead(304).end();
      else response.writeHead(200, { etag: '"pace"' }).end(document);
    });

    await read('/pace');
    await letTimePass();
    expect((await read('/pace')).state).toBe('not_modified');

    expect(Math.abs((await secondsToWait('/pace')) - 45 * 60)).toBeLessThanOrEqual(1);
  });

  it('is asked once by shows that want it at the same time, and a failure counts once', async () => {
    serve('/together', rssOf('Together'));
    serve('/blip', 'no', {}, 404);

    const all = await Promise.all([1, 2, 3, 4].map(() => read('/together')));
    await Promise.allSettled([1, 2, 3, 4, 5].map(() => read('/blip')));
    const late = { state: 'failed', reason: 'late', isUnreadable: false } as const;
    const turn = { notBefore: new Date(), nextFetchAt: new Date() };
    await room.states.failed(feed('/blip'), () => ({ ...late, ...turn }));

    expect(all.map(({ articles }) => articles.length)).toEqual([1, 1, 1, 1]);
    expect([served('/together'), served('/blip')]).toEqual([1, 1]);
    expect(await room.states.state(feed('/blip'))).toMatchObject({ state: 'failed', failures: 1 });
  });
});

describe('a stored article', () => {
  it('follows what a producer says of its feed, and a date that is corrected', async () => {
    serve('/renewed', rssOf('Renewed'), { etag: '"1"' });
    const { id } = await room.register.add({ url: feed('/renewed').url, category: 'world' });
    await room.reader.read(await listed(id), signal);
    server.answers.set('/renewed', ({ headers }, response) => {
      if (headers['if-none-match']) response.writeHead(304).end();
      else response.end(rssOf('Renewed').replace('08:00:00', '09:30:00'));
    });

    await room.register.change(id, undefined, { category: 'culture' });
    await letTimePass();
    await room.reader.read(await listed(id), signal);

    const [stored] = await room.states.ofFeed(await listed(id));
    expect(stored).toMatchObject({
      category: 'culture',
      publishedAt: new Date('2026-05-20T09:30:00Z'),
    });
  });
});

describe('a feed of a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radiox-file-feed-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is kept like any other', async () => {
    const path = join(folder, 'paper.xml');
    await writeFile(path, rssOf('File'));
    const { id } = await room.register.add({ url: pathToFileURL(path).href });
    const entry = await listed(id);

    expect(await room.reader.read(entry, signal)).toMatchObject({ state: 'fresh', items: 1 });

    expect(await room.register.get(id)).toMatchObject({ state: 'fresh', articles: 1 });
    expect((await room.reader.read(entry, signal)).state).toBe('not_modified');
    await letTimePass();
    await rm(path);
    await expect(room.reader.read(entry, signal)).rejects.toThrow('paper.xml cannot be opened.');
    expect((await room.register.get(id)).state).toBe('failed');
  });

  it.each([
    ['/dev/zero', 'zero is not a file.'],
    ['/etc', 'etc is not a file.'],
  ])('is no %s', async (path, reason) => {
    const entry = listedFeed(pathToFileURL(path).href);

    await expect(room.reader.read(entry, signal)).rejects.toThrow(reason);
    await expect(room.reader.readFile(listedFeed(path), signal)).rejects.toThrow(reason);
  });

  it('is read no further than a feed may be long, whatever size it says', async () => {
    await expect(readFeedFile('/proc/cpuinfo', 10)).rejects.toThrow('is larger than 10 bytes.');
  });
});

describe('a feed that fails', () => {
  it('says so while it rests, and gives what is stored', async () => {
    serve('/resting', rssOf('Resting'));
    await read('/resting');
    await letTimePass();
    serve('/resting', 'busy', { 'retry-after': '120' }, 503);
    await expect(read('/resting')).rejects.toThrow();

    const reading = await read('/resting');

    expect(reading).toMatchObject({ state: 'told_to_wait', reason: '127.0.0.1 answered 503.' });
    expect(reading.articles).toHaveLength(1);
  });

  it('is left alone for a minute though it never gave anything', async () => {
    serve('/never', 'no', {}, 404);
    await expect(read('/never')).rejects.toThrow('127.0.0.1 answered 404.');
    await expect(read('/never')).rejects.toThrow('127.0.0.1 answered 404.');

    expect(server.asked).toHaveLength(1);
  });

  it('is failing after five times in a row, rests, and is well again with its first answer', async () => {
    serve('/failing', 'no', {}, 404);
    const failure = () => read('/failing').catch((error: unknown) => (error as Error).message);
    const state = async () => {
      const all = await room.states.statuses();
      const one = all.find(({ feedId }) => feedId === feed('/failing').id);
      return [one?.state, one?.failures, one?.reason];
    };

    for (let times = 1; times <= 4; times++) await failure().then(letTimePass);
    expect(await state()).toEqual(['failed', 4, '127.0.0.1 answered 404.']);
    await failure();
    await failure(); // Rests: nothing is asked.

    expect(server.asked).toHaveLength(5);
    expect(await state()).toEqual(['failing', 5, '127.0.0.1 answered 404.']);
    serve('/failing', rssOf('Well'));
    await letTimePass();
    expect(await read('/failing')).toMatchObject({ state: 'fresh', items: 1 });
    expect(await state()).toEqual(['fresh', 0, null]);
  });

  it('does not hand back a validator that is longer than any server means', async () => {
    serve('/long-etag', rssOf('Long'), {
      etag: `"${'x'.repeat(4_000)}"`,
      'last-modified': 'today',
    });
    await read('/long-etag');
    await letTimePass();
    await read('/long-etag');

    expect(server.asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
    expect(server.asked.at(-1)?.headers['if-modified-since']).toBe('today');
  });
});
