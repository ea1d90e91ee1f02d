import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freshDatabase } from '#test/database';
import { type FeedServer, rssOf, startFeedServer } from '#test/feed-server';

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');

describe('radiox feeds check', () => {
  let folder: string;
  let server: FeedServer;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radiox-app-'));
    server = await startFeedServer();
    url = await freshDatabase();
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function check(...args: string[]) {
    const env = {
      ...process.env,
      RADIOX_DATA_DIR: folder,
      DATABASE_URL: url,
      HTTP_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    };
    return new Promise<{ code: unknown; out: string; err: string }>((done) => {
      execFile(process.execPath, [CLI, 'feeds', 'check', ...args], { env }, (error, out, err) => {
        done({ code: error?.code ?? 0, out, err });
      });
    });
  }

  async function list(name: string, document: string | undefined, freshWithinHours = 72) {
    if (document !== undefined)
      server.answers.set(`/${name}`, (_request, response) => response.end(document));
    const client = new pg.Client(url);
    await client.connect();
    await client.query(
      `insert into feed (id, url, canonical_url, outlet, category, language, priority, weight, channels, fetch_interval_minutes,
         fresh_within_hours, items_max, timeout_ms, is_enabled, is_seeded)
       values ($1, $2, $2, 'The ' || $1, 'world', 'en', 5, 1, '{}', 5, $3, 60, 5000, true, false)`,
      [name, `${server.base}/${name}`, freshWithinHours],
    );
    await client.end();
  }

  it('tells of each whether it answers, parses and is fresh', async () => {
    const fresh = rssOf('Aarau').replace(
      /<pubDate>.*?<\/pubDate>/,
      `<pubDate>${new Date().toUTCString()}</pubDate>`,
    );
    await list('good', fresh);
    expect(await check('good')).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^ok +good +The good +answers +parses +fresh +1 +0 h +\d+ ms$/m,
      ) as string,
    });
    await list('old', rssOf('Bern'));
    await list('no-feed', '<html><p>Hello</p></html>');
    await list('heap', undefined);

    const { code, out } = await check('--json', 'good', 'old', 'no-feed', 'heap');

    expect(code).toBe(1);
    const { feeds, ...sums } = JSON.parse(out) as { feeds: Array<Record<string, unknown>> };
    expect(sums).toEqual({ total: 4, ok: 1, not_ok: 3 });
    const short = feeds.map((one) => [
      one['id'],
      one['answers'],
      one['parses'],
      one['is_fresh'],
      one['reason'],
    ]);
    expect(short).toEqual([
      ['good', true, true, true, null],
      ['heap', false, null, null, 'The heap answered 404.'],
      ['no-feed', true, false, null, 'The no-feed: This is a web page, not a feed.'],
      ['old', true, true, false, 'Its newest article is older than 72 hours.'],
    ]);
    expect(server.asked.filter(({ path }) => path === '/good')).toHaveLength(1); // It may not be asked again yet.
  }, 60_000);

  it('takes ids of feeds that there are', async () => {
    expect(await check('gone')).toMatchObject({
      code: 2,
      err: 'id: "gone" is not the id of a feed\n',
    });
  }, 60_000);
});
