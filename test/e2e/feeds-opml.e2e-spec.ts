import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { keyOf } from '#test/keys';
import { SEEDED_FEEDS } from '../../src/modules/content/feed/seeded-feeds.js';

const FEEDS = '/api/v1/content/feeds';

let running: RunningApp;
let producer: Record<string, string>;

beforeAll(async () => {
  running = await startApp();
  producer = await keyOf(running, 'producer');
});
afterAll(() => running.stop());

interface Imported {
  readonly added: string[];
  readonly updated: string[];
  readonly skipped: Array<{ readonly url: string; readonly reason: string }>;
}

async function sent(payload: string | Buffer, type = 'text/x-opml', query = '') {
  const answer = await running.app.inject({
    method: 'POST',
    url: `${FEEDS}/opml${query}`,
    headers: { ...producer, 'content-type': type },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<Imported>() };
}

const file = async () => {
  const { body, headers } = await running.app.inject({ url: `${FEEDS}/opml`, headers: producer });
  expect(headers['content-type']).toBe('text/x-opml; charset=utf-8');
  return body;
};
const list = async () =>
  (await running.app.inject({ url: FEEDS, headers: producer })).json<{
    items: Array<Record<string, unknown>>;
  }>().items;
const feed = async (id = '') => (await list()).find((one) => one['id'] === id);
const wipe = () =>
  running.app.get(Database, { strict: false }).transaction(async () => {
    const database = running.app.get(Database, { strict: false });
    await database.query('delete from feed');
    await database.changed('feed');
  });

const opml = (body: string) => `<opml version="1.0"><head/><body>${body}</body></opml>`;

describe('feeds as OPML', () => {
  it('go out by category and come back whole', async () => {
    await running.app.inject({
      method: 'POST',
      url: FEEDS,
      headers: producer,
      payload: {
        url: 'https://odd.example/rss?a=1&b=<2>',
        outlet: 'Tom & "Jerry" <news>',
        weight: 0.35,
        channels: ['bern', 'basel'],
        fetch_interval_minutes: 777,
        fresh_within_hours: 5,
        max_items: 7,
        timeout_s: 3,
        enabled: false,
      },
    });
    const before = await list();
    const text = await file();
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<opml version="2.0"/);
    expect(text).toContain('<outline text="science" title="science">');

    const same = await sent(text);
    expect(same).toMatchObject({ status: 200, body: { added: [], updated: [] } });
    expect(same.body.skipped).toHaveLength(before.length);

    await wipe();
    const { status, body } = await sent(text);

    expect(status).toBe(200);
    expect(body.skipped).toEqual([]);
    expect(body.added).toHaveLength(SEEDED_FEEDS.length + 1);
    const fields = (feeds: typeof before) =>
      feeds.map((one) => ({ ...one, is_seeded: 0, version: 0, next_fetch_at: 0 }));
    expect(fields(await list())).toEqual(fields(before));
    expect(await file()).toBe(text);
  });

  it('change feeds that are there only where that is wished', async () => {
    const text = (await file()).replace('radiox:priority="9"', 'radiox:priority="2"');

    expect((await sent(text)).body.updated).toEqual([]);
    const { updated } = (await sent(text, 'text/xml', '?existing=update')).body;

    expect(updated).toEqual([expect.any(String)]);
    expect(await feed(updated[0])).toMatchObject({ priority: 2, version: 2 });
  });

  it('are taken from any client: nested, odd names, encodings, without titles', async () => {
    const german = `<?xml version="1.0" encoding="ISO-8859-1"?>${opml(`
      <outline text="Technik"><outline text="Sub"><outline TEXT="Zürcher Blatt" TYPE="rss" XMLURL="https://zb.example/rss"/></outline></outline>
      <outline text="Nur Seite" htmlUrl="https://page.example/"/>
      <outline text="World news"><outline type="atom" xmlurl="feed://plain.example/atom" language="fr-CH"/></outline>
      <outline text="Nachtblatt" title="" xmlUrl="feed:https://nb.example/x?a=1&amp;b=2" category="/News/Science,other"/>`)}`;

    const { status, body } = await sent(
      Buffer.from(german, 'latin1'),
      'application/octet-stream',
      '?language=de&category=culture',
    );

    expect({ status, skipped: body.skipped }).toEqual({ status: 200, skipped: [] });
    const found = await Promise.all(body.added.map((id) => feed(id)));
    expect(
      found.map((one) => [one?.['url'], one?.['outlet'], one?.['category'], one?.['language']]),
    ).toEqual(
      expect.arrayContaining([
        ['https://zb.example/rss', 'Zürcher Blatt', 'technology', 'de'],
        ['http://plain.example/atom', '', 'culture', 'fr'],
        ['https://nb.example/x?a=1&b=2', 'Nachtblatt', 'science', 'de'],
      ]),
    );
    expect(found).toHaveLength(3);
  });

  it('are taken in part, with a reason for each that is not', async () => {
    const { status, body } = await sent(
      opml(`<outline xmlUrl="https://good.example/rss"/><outline xmlUrl="https://good.example/rss/#x"/>
        <outline xmlUrl="http://169.254.169.254/"/><outline xmlUrl="file:///etc/passwd"/>
        <outline xmlUrl="javascript:alert(1)"/><outline xmlUrl="https://u:p@good.example/2"/>
        <outline xmlUrl="https://heavy.example/" xmlns:radiox="x" radiox:weight="99"/>
        <outline xmlUrl="https://broken-off.example/`),
    );

    expect(status).toBe(200);
    expect(body.added).toHaveLength(1);
    expect(body.skipped.map(({ url, reason }) => [url, reason.slice(0, 40)])).toEqual([
      ['https://good.example/rss/#x', 'It stands in the file twice.'],
      ['http://169.254.169.254/', 'url: must be on the public internet: Add'],
      ['file:///etc/passwd', 'url: must be an http or https URL.'],
      ['javascript:alert(1)', 'url: must be an http or https URL.'],
      ['https://***@good.example/2', 'url: must not hold a name or a password:'],
      ['https://heavy.example/', 'weight: weight must not be greater than '],
    ]);
  });

  it.each([
    [
      'a DOCTYPE',
      `<!DOCTYPE opml [<!ENTITY a "ha">]>${opml('<outline xmlUrl="&a;"/>')}`,
      'must not hold a DOCTYPE',
    ],
    ['no OPML', '<rss><channel/></rss>', 'must be an OPML document'],
    ['nothing', ' ', 'must be an OPML document'],
    ['what is packed', Buffer.from([0x1f, 0x8b, 8, 0]), 'must not be packed'],
  ])('are refused in %s', async (_what, body, rule) => {
    const { status, body: answer } = await sent(body);

    expect(status).toBe(422);
    expect(answer).toMatchObject({ errors: [{ field: 'body', rule }] });
  });

  it('are refused beyond 1 MiB and under another type, there and elsewhere', async () => {
    expect((await sent(' '.repeat(1_048_577))).status).toBe(413);
    expect((await sent('{}', 'application/json')).status).toBe(415);
    const elsewhere = await running.app.inject({
      method: 'POST',
      url: FEEDS,
      headers: { ...producer, 'content-type': 'text/xml' },
      payload: '<a/>',
    });
    expect(elsewhere.statusCode).toBe(415);
  });

  it('stay within what a station lists, and leave the event loop its turn', async () => {
    const many = Array.from(
      { length: 15_000 },
      (_, n) => `<outline xmlUrl="https://a.example/${n}"/>`,
    );
    const text = opml(many.join('')).slice(0, 1_048_576);
    // Work of this thread in one turn: how long the turn took beside a busy neighbour says nothing of ours.
    const workMs = (): number => {
      const { user, system } = process.threadCpuUsage();
      return (user + system) / 1000;
    };
    let worstMs = 0;
    let lastMs = workMs();
    const timer = setInterval(() => {
      worstMs = Math.max(worstMs, workMs() - lastMs);
      lastMs = workMs();
    }, 5);

    const { status, body } = await sent(text);
    clearInterval(timer);

    expect(status).toBe(200);
    expect(await list()).toHaveLength(500);
    const { total } = (await running.app.inject({ url: FEEDS, headers: producer })).json<{
      total: number;
    }>();
    expect(total).toBe(2_000);
    expect(body.skipped.at(-1)?.reason).toBe('The station lists 2000 feeds at most.');
    expect(worstMs).toBeLessThan(400);
    const one = await running.app.inject({
      method: 'POST',
      url: FEEDS,
      headers: producer,
      payload: { url: 'https://one-more.example/' },
    });
    expect([one.statusCode, one.json<{ type: string }>().type]).toEqual([
      409,
      '/problems/content/too-many-feeds',
    ]);
  });
});
