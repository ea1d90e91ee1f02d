import { AuditLog } from '#platform/audit';
import { type RunningApp, startApp } from '#test/app';
import { keyOf } from '#test/keys';
import { makeKey } from '#test/keys';

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('a browser session', () => {
  let running: RunningApp;
  let key = '';
  const self = { host: 'radio.example', origin: 'http://radio.example' };

  beforeAll(async () => {
    running = await startApp({ SECURITY_TRUSTED_PROXIES: '10.0.0.0/8' });
    key = (await makeKey(running, 'producer')).api_key;
  });
  afterAll(() => running.stop());

  const begin = (headers: object = {}, remoteAddress = '127.0.0.1') =>
    running.app.inject({
      method: 'POST',
      url: '/api/v1/auth/session',
      headers: { ...self, ...headers },
      payload: { api_key: key },
      remoteAddress,
    });
  const cookieOf = (answer: Awaited<ReturnType<typeof begin>>) =>
    String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const write = (cookie: string, headers: object) =>
    running.app.inject({
      method: 'PUT',
      url: '/api/v1/presets/zurich',
      headers: { host: self.host, cookie, ...headers },
      payload: { display_name: 'Written' },
    });

  it('is a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await begin();
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['set-cookie']).toMatch(
      /^radiox_session=rs_[\w-]{32}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    const shown = await running.app.inject({
      url: '/api/v1/auth/session',
      headers: { cookie: `a=b; ${cookieOf(answer)}` },
    });
    expect(shown.json()).toMatchObject({ kind: 'session', scope: 'producer', name: 'producer' });
  });

  it('is bound to its host behind a proxy that speaks TLS', async () => {
    const answer = await begin(
      { 'x-forwarded-proto': 'https', origin: 'https://radio.example' },
      '10.0.0.1',
    );
    expect(answer.headers['set-cookie']).toMatch(/^__Host-radiox_session=.*; Path=\/;.*; Secure$/);
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=31536000/);
    const fromElsewhere = await begin({ 'x-forwarded-proto': 'https' });
    expect(fromElsewhere.headers['strict-transport-security']).toBeUndefined();
  });

  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['our own page over plain HTTP', { origin: self.origin }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another host of the site', { 'sec-fetch-site': 'same-site', origin: self.origin }, 403],
    ['another origin', { origin: 'http://evil.example' }, 403],
    ['another port', { origin: 'http://radio.example:81' }, 403],
    ['a file', { origin: 'null' }, 403],
    ['nobody knows where', {}, 403],
  ])('may change things from %s', async (_where, headers, expected) => {
    expect((await write(cookieOf(await begin()), headers)).statusCode).toBe(expected);
  });

  it('is not begun by a page elsewhere', async () => {
    expect((await begin({ origin: 'http://evil.example' })).statusCode).toBe(403);
  });

  it('ends', async () => {
    const cookie = cookieOf(await begin());
    const headers = { ...self, cookie };
    const ended = await running.app.inject({
      method: 'DELETE',
      url: '/api/v1/auth/session',
      headers,
    });
    expect(ended.statusCode).toBe(204);
    expect(ended.headers['set-cookie']).toContain('Max-Age=0');
    expect((await write(cookie, { origin: self.origin })).statusCode).toBe(401);
    const shows = await running.app.inject({ url: '/api/v1/shows', headers });
    expect(shows.statusCode).toBe(200); // An old cookie does not lock anybody out of what is public.
  });
});

describe('limits', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await startApp({
      SECURITY_REQUESTS_PER_MINUTE: '40',
      SECURITY_GENERATIONS_PER_MINUTE: '2',
      SECURITY_TRUSTED_PROXIES: '10.0.0.1',
    });
  });
  afterAll(() => running.stop());

  const ask = (remoteAddress: string, headers: object = {}, url = '/api/v1/presets') =>
    running.app.inject({ url, remoteAddress, headers: { ...headers } });

  it('stop guessing after ten wrong keys, whatever the guesser says who he is', async () => {
    const statuses: number[] = [];
    await ask('203.0.113.5', running.operator);
    for (let guess = 0; guess < 14; guess++) {
      const forged = {
        'x-forwarded-for': `198.51.100.${guess}`,
        forwarded: `for=198.51.100.${guess}`,
      };
      const answer = await ask('203.0.113.5', { ...bearer(`rx_guess-${guess}`), ...forged });
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429)
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(4).fill(429)]);
    expect((await ask('203.0.113.5', running.operator)).statusCode).toBe(200); // Who was known is heard.
    expect((await ask('203.0.113.6', bearer('rx_guess'))).statusCode).toBe(401);
    const audit = running.app.get(AuditLog, { strict: false });
    const refused = await audit.page({ action: 'sign_in.refused', limit: 50 });
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused.every(({ client }) => String(client).startsWith('203.0.113.'))).toBe(true);
    expect(JSON.stringify(refused)).not.toContain('rx_guess');
  });

  it('hold however many guess at once', async () => {
    const guesses = Array.from({ length: 30 }, (_, at) =>
      ask('203.0.113.9', bearer(`rx_burst-${at}`)),
    );
    const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('are no limit for who is right, however many ask at once with keys that nobody has seen yet', async () => {
    const keys = await Promise.all(Array.from({ length: 12 }, () => keyOf(running, 'listener')));
    const asks = keys.flatMap((key) => [1, 2, 3].map(() => ask('203.0.113.77', key)));
    const statuses = (await Promise.all(asks)).map(({ statusCode }) => statusCode);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('count by address, and say how it stands', async () => {
    const first = await ask('192.0.2.1', {}, '/api/v1/shows');
    expect(first.headers['ratelimit-policy']).toBe('"reading";q=40;w=60');
    expect(first.headers['ratelimit']).toMatch(/^"reading";r=39;t=(59|60)$/);
    for (let left = 39; left > 0; left--) await ask('192.0.2.1', {}, '/api/v1/shows');
    const over = await ask('192.0.2.1', { 'x-forwarded-for': '192.0.2.99' }, '/api/v1/shows');
    expect(over.statusCode).toBe(429);
    expect(over.headers['content-type']).toContain('application/problem+json');
    expect(over.json().type).toBe('/problems/auth/too-many-requests');
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(50);
    expect((await ask('192.0.2.2', {}, '/api/v1/shows')).statusCode).toBe(200);
  });

  it('believe a proxy that was named, and nobody before it', async () => {
    const through = (from: string) => ask('10.0.0.1', { 'x-forwarded-for': from }, '/api/v1/shows');
    const left = async (from: string) =>
      /r=(\d+)/.exec(String((await through(from)).headers['ratelimit']))?.[1];
    expect(await left('198.51.100.7')).toBe('39');
    expect(await left('198.51.100.8')).toBe('39');
    expect(await left('1.2.3.4, 198.51.100.8')).toBe('38'); // What the client itself wrote is not believed.
  });

  it('count a key wherever it comes from, and what is costly apart', async () => {
    const { api_key } = await makeKey(running, 'producer');
    const generate = (remoteAddress: string) =>
      running.app.inject({
        method: 'POST',
        url: '/api/v1/content/process',
        headers: bearer(api_key),
        remoteAddress,
        payload: {},
      });
    expect((await generate('198.51.100.20')).statusCode).toBe(422);
    expect((await generate('198.51.100.21')).statusCode).toBe(422);
    const over = await generate('198.51.100.22');
    expect([over.statusCode, over.headers['ratelimit-policy']]).toEqual([
      429,
      '"generation";q=2;w=60',
    ]);
    expect((await ask('198.51.100.22', bearer(api_key))).statusCode).toBe(200);
  });
});

describe('a station for this machine alone', () => {
  it('takes requests without keys where AUTH_MODE is off, from here and by its own name', async () => {
    const running = await startApp({ AUTH_MODE: 'off' });
    try {
      const ask = (method: 'GET' | 'POST', headers: object) =>
        running.app.inject({
          method,
          url: method === 'GET' ? '/api/v1/keys' : '/api/v1/database/preload',
          headers: { ...headers },
        });
      const host = 'localhost:8000';
      expect((await ask('GET', { host })).statusCode).toBe(200);
      expect((await ask('POST', { host })).statusCode).toBe(200);
      expect((await ask('POST', { host, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
      expect((await ask('POST', { host, origin: 'http://evil.example' })).statusCode).toBe(403);
      expect((await ask('GET', { host: 'rebound.evil.example' })).statusCode).toBe(403);
    } finally {
      await running.stop();
    }
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'radio.example'])(
    'is refused on %s without keys',
    async (HOST) => {
      await expect(startApp({ AUTH_MODE: 'off', HOST })).rejects.toThrow(
        /only on a loopback address/,
      );
    },
  );
});

describe('the metrics token', () => {
  const token = 'a-token-for-the-scraper';
  let running: RunningApp;
  beforeAll(async () => {
    running = await startApp({ SECURITY_METRICS_TOKEN: token });
  });
  afterAll(() => running.stop());

  it('reads telemetry and nothing else', async () => {
    const ask = async (method: 'GET' | 'POST', url: string, shown = token) =>
      (await running.app.inject({ method, url, headers: bearer(shown) })).statusCode;
    expect(await ask('GET', '/api/v1/database/stats')).toBe(200);
    expect(await ask('GET', '/api/v1/http/stats')).toBe(200);
    expect(await ask('GET', '/api/v1/http/stats', `${token}x`)).toBe(401);
    expect(await ask('POST', '/api/v1/database/preload')).toBe(401);
    expect(await ask('GET', '/api/v1/keys')).toBe(401);
    expect(await ask('GET', '/api/v1/presets')).toBe(401);
  });

  it('is not needed on this machine in development, but through a proxy and by another name', async () => {
    const developing = await startApp({ RADIOX_ENV: 'development', RADIOX_LOG_LEVEL: 'error' });
    try {
      const ask = async (
        headers: object,
        remoteAddress = '127.0.0.1',
        url = '/api/v1/http/stats',
      ) =>
        (
          await developing.app.inject({
            url,
            remoteAddress,
            headers: { host: 'localhost', ...headers },
          })
        ).statusCode;
      expect(await ask({})).toBe(200);
      expect(await ask({}, '192.0.2.1')).toBe(401);
      expect(await ask({ 'x-forwarded-for': '192.0.2.1' })).toBe(401);
      expect(await ask({ host: 'rebound.example' })).toBe(401);
      expect(await ask({}, '127.0.0.1', '/api/v1/keys')).toBe(401);
    } finally {
      await developing.stop();
    }
  });
});
