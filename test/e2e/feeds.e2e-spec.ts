import { type RunningApp, startApp } from '#test/app';
import { keyOf } from '#test/keys';
import { FeedRegister } from '../../src/modules/content/feed/register/feed-register.js';
import { SEEDED_FEEDS } from '../../src/modules/content/feed/seeded-feeds.js';

const FEEDS = '/api/v1/content/feeds';

let running: RunningApp;

beforeAll(async () => {
  running = await startApp({ HTTP_ALLOWED_PRIVATE_HOSTS: '127.0.0.9' });
});
afterAll(() => running.stop());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function ask(
  method: Method,
  url: string,
  payload?: object,
  headers: Record<string, string> = running.operator,
) {
  const answer = await running.app.inject({
    method,
    url: `${FEEDS}${url}`,
    headers,
    ...(payload && { payload }),
  });
  const body = answer.body === '' ? {} : answer.json();
  return { status: answer.statusCode, headers: answer.headers, body };
}

const patch = (id: string, changes: object, ifMatch = '*') =>
  ask('PATCH', `/${id}`, changes, { ...running.operator, 'if-match': ifMatch });

describe('the feeds of a new station', () => {
  it('are those that ship, none read yet', async () => {
    const { status, body } = await ask('GET', '');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      total: SEEDED_FEEDS.length,
      by_state: { never_read: SEEDED_FEEDS.length },
      next_cursor: null,
    });
    const traffic = await ask('GET', '/swiss-traffic');
    expect(traffic.headers['etag']).toMatch(/^"v1\./);
    expect(traffic.body).toEqual({
      id: 'swiss-traffic',
      outlet: 'SRF Verkehr',
      url: 'https://www.srf.ch/news/bnf/rss/19032223',
      category: 'traffic',
      language: 'de',
      priority: 5,
      weight: 0.8,
      fetch_interval_minutes: 5,
      fresh_within_hours: 168,
      max_items: 60,
      timeout_s: 20,
      channels: ['zurich', 'basel', 'bern'],
      enabled: true,
      is_seeded: true,
      version: 1,
      state: 'never_read',
      fetched_at: null,
      failures: 0,
      is_flagged: false,
      reason: null,
      next_fetch_at: expect.any(String) as string,
      articles: 0,
      newest_article_at: null,
      newest_article_age_hours: null,
      is_fresh: true,
    });
  });

  it('are listed by page and by what they are', async () => {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await ask('GET', `?limit=10${cursor && `&cursor=${cursor}`}`);
      const { items, next_cursor } = body as unknown as {
        items: Array<{ id: string }>;
        next_cursor: string | null;
      };
      ids.push(...items.map(({ id }) => id));
      cursor = next_cursor;
    }
    expect(ids).toEqual(SEEDED_FEEDS.map(({ id }) => id).sort());

    expect((await ask('GET', '?category=crypto')).body['total']).toBe(1);
    expect((await ask('GET', '?language=fr&state=never_read')).body['total']).toBe(2);
    expect((await ask('GET', '?state=asleep')).status).toBe(422);
  });
});

describe('a feed that a producer adds', () => {
  it('is listed with what was said and usual values for the rest', async () => {
    const producer = await keyOf(running, 'producer');
    const feed = { url: 'https://paper.example/feed.xml', outlet: 'The Paper', weight: 2.5 };

    const { status, headers, body } = await ask('POST', '', feed, producer);

    expect(status).toBe(201);
    expect(headers['location']).toBe(`${FEEDS}/${String(body['id'])}`);
    expect(headers['etag']).toMatch(/^"v1\./);
    expect(body).toMatchObject({
      ...feed,
      id: expect.stringMatching(/^the-paper-[0-9a-f]{8}$/) as string,
      language: 'any',
      category: 'general',
      priority: 5,
      is_seeded: false,
      is_fresh: null,
      state: 'never_read',
    });
    expect((await ask('GET', `/${String(body['id'])}`)).body).toEqual(body);
  });

  it('is refused where its address is listed already, however it is written', async () => {
    const first = await ask('POST', '', { url: 'https://twice.example/rss?b=2&a=1' });
    expect(first.status).toBe(201);

    for (const url of [
      'https://twice.example/rss?b=2&a=1',
      'http://TWICE.example:80/rss/?a=1&b=2&utm_source=x#top',
    ]) {
      const { status, body } = await ask('POST', '', { url });
      expect([status, body['type'], body['feed_id']]).toEqual([
        409,
        '/problems/content/feed-exists',
        first.body['id'],
      ]);
    }
    const seeded = await ask('POST', '', { url: 'http://feeds.bbci.co.uk/news/world/rss.xml' });
    expect([seeded.status, seeded.body['feed_id']]).toEqual([409, 'bbc-world']);
  });

  it.each([
    ['ftp://paper.example/feed', 'must be an http or https URL'],
    ['file:///etc/passwd', 'must be an http or https URL'],
    ['javascript:alert(1)', 'must be an http or https URL'],
    ['no address', 'must be an http or https URL'],
    ['https://me:secret@paper.example/', 'must not hold a name or a password'],
    ['http://127.0.0.1/feed', 'must be on the public internet'],
    ['http://2130706433/', 'must be on the public internet'],
    ['http://0177.0.0.1/', 'must be on the public internet'],
    ['http://0x7f.1/', 'must be on the public internet'],
    ['http://10.1.2.3/', 'must be on the public internet'],
    ['http://100.64.0.1/', 'must be on the public internet'],
    ['http://169.254.169.254/latest/meta-data', 'must be on the public internet'],
    ['http://224.0.0.1/', 'must be on the public internet'],
    ['http://[::1]/', 'must be on the public internet'],
    ['http://[::ffff:10.0.0.1]/', 'must be on the public internet'],
    ['http://[64:ff9b::a00:1]/', 'must be on the public internet'],
    ['http://[fd00::1]/', 'must be on the public internet'],
    ['http://localhost:8080/', 'must be on the public internet'],
    ['http://printer.localhost/', 'must be on the public internet'],
  ])('is refused at %s', async (url, rule) => {
    const { status, body } = await ask('POST', '', { url });

    expect(status).toBe(422);
    expect(body['errors']).toEqual([
      { field: 'url', rule: expect.stringMatching(new RegExp(`^${rule}`)) as string },
    ]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('may stand in a private network that the operator allows', async () => {
    expect((await ask('POST', '', { url: 'http://127.0.0.9/feed' })).status).toBe(201);
  });

  it('is refused with every fault named', async () => {
    const { status, body } = await ask('POST', '', {
      url: 'https://faults.example/',
      priority: 11,
      weight: 0.05,
      language: 'deutsch',
      category: 'gossip',
      fetch_interval_minutes: 4,
      max_items: 0,
      timeout_s: 61,
      colour: 'red',
    });

    expect(status).toBe(422);
    const errors = body['errors'] as Array<{ field: string }>;
    expect([...new Set(errors.map(({ field }) => field))].sort()).toEqual([
      'category',
      'colour',
      'fetch_interval_minutes',
      'language',
      'max_items',
      'priority',
      'timeout_s',
      'weight',
    ]);
    const channel = await ask('POST', '', {
      url: 'https://faults.example/',
      channels: ['zurich', 'atlantis'],
    });
    expect(channel.body['errors']).toEqual([
      { field: 'channels.1', rule: 'must be one of basel, bern, zurich' },
    ]);
  });
});

describe('a feed that a producer changes', () => {
  it('needs to be the one that was read', async () => {
    expect((await ask('PATCH', '/nasa', { priority: 3 })).status).toBe(428);
    expect((await patch('nasa', { priority: 3 }, '"v7"')).status).toBe(412);
    expect((await patch('nasa', { priority: 3 }, 'v1')).status).toBe(422);
    expect((await patch('no-such-feed', { priority: 3 })).status).toBe(404);

    const { status, headers, body } = await patch('nasa', { priority: 3, enabled: false }, '"v1"');

    expect(status).toBe(200);
    expect(headers['etag']).toMatch(/^"v2\./);
    expect(body).toMatchObject({
      priority: 3,
      enabled: false,
      state: 'off',
      next_fetch_at: null,
      outlet: 'NASA',
    });
  });

  it('may not take the address of another', async () => {
    const { status, body } = await patch('nature', {
      url: 'https://www.esa.int/rssfeed/Our_Activities/Space_News/',
    });

    expect([status, body['feed_id']]).toEqual([409, 'esa']);
    expect((await patch('nature', { url: 'http://192.168.1.1/' })).status).toBe(422);
  });

  it('takes a new address alone, whoever asks at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const url = `https://wanted.example/${round}.xml`;
      const answers = await Promise.all([patch('nature', { url }), patch('esa', { url })]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const lost = answers.find(({ status }) => status === 409);
      expect(['nature', 'esa']).toContain(lost?.body['feed_id']);
    }
  });

  it('keeps its changes, and stays away once removed, over the next start', async () => {
    await patch('nature', { weight: 4, channels: ['bern'] });
    expect((await ask('DELETE', '/coindesk')).status).toBe(204);
    expect((await ask('DELETE', '/coindesk')).status).toBe(404);

    await running.app.get(FeedRegister, { strict: false }).onModuleInit();

    expect((await ask('GET', '/nature')).body).toMatchObject({ weight: 4, channels: ['bern'] });
    expect((await ask('GET', '/coindesk')).status).toBe(404);
  });
});

describe('which feeds a show reads', () => {
  const wanted = async (only: string[] = [], language: 'en' | 'fr' = 'fr') => {
    const register = running.app.get(FeedRegister, { strict: false });
    return (await register.wanted({ channel: 'basel', language, only })).map(({ id }) => id);
  };

  it('follows from channel and language, but for what is off', async () => {
    const before = await wanted();
    expect(before).toEqual(expect.arrayContaining(['lemonde', 'swiss-traffic', 'srf-news']));
    expect(before).not.toContain('nzz-zurich');
    expect(before).not.toContain('bbc-world');

    await patch('lemonde', { enabled: false });

    expect(await wanted()).toEqual(before.filter((id) => id !== 'lemonde'));
  });

  it('is what the preset names, where it names any that is on', async () => {
    expect(await wanted(['bbc-world', 'nzz-zurich', 'nasa'])).toEqual(['bbc-world', 'nzz-zurich']);
    expect(await wanted(['nasa', 'gone'])).toEqual(await wanted());
  });
});
