import { readFileSync } from 'node:fs';
import { request as askOverTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestLog } from '../../../src/gateway/request-log/request-log.js';
import { type RunningApp, startApp } from '#test/app';

let running: RunningApp;
let port = 0;
/** The head of a sound of 40 kB: mono, 44.1 kHz, 16 bits. */
const WAV = Buffer.from(
  '52494646649c000057415645666d74201000000001000100' +
    '44ac00008858010002001000' +
    '64617461409c0000',
  'hex',
);

beforeAll(async () => {
  running = await startApp({
    SECURITY_HEADERS_TIMEOUT_MS: '1000',
    SECURITY_REQUEST_TIMEOUT_MS: '1500',
    SECURITY_CORS_ORIGINS: 'https://studio.example',
    SECURITY_BODY_BYTES_MAX: '1000',
    RADIOX_LOG_LEVEL: 'log',
  });
  running.app.get(RequestLog, { strict: false }).write = (text) => (logged += text);
  await running.app.listen(0, '127.0.0.1');
  port = (running.app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => running.stop());

let logged = '';

/** Sends bytes as they are. @returns What came back until the server hung up, and when that was. */
function raw(text: string, drip?: { readonly text: string; readonly everyMs: number }) {
  const from = performance.now();
  return new Promise<{ readonly said: string; readonly ms: number }>((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const timer =
      drip &&
      setInterval(() => {
        socket.write(drip.text);
      }, drip.everyMs);
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ said, ms: performance.now() - from });
    });
  });
}
const statusOf = ({ said }: { said: string }) => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1]);

describe('a slow client', () => {
  it('is cut while its headers drip', async () => {
    const cut = await raw('GET /livez HTTP/1.1\r\nHost: a\r\n', {
      text: 'X-A: b\r\n',
      everyMs: 100,
    });
    expect(statusOf(cut)).toBe(408);
    expect(cut.said).toContain('application/problem+json');
    expect(cut.ms).toBeLessThan(3_500);
  });

  it('is cut while its body drips', async () => {
    const key = running.operator.authorization;
    const head = `POST /api/v1/keys HTTP/1.1\r\nHost: a\r\nAuthorization: ${key}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n`;
    const cut = await raw(head, { text: ' ', everyMs: 100 });
    expect(cut.ms).toBeLessThan(4_500);
    expect([408, 400, NaN]).toContain(statusOf(cut));
  });
});

/** Sends a sound in as many pieces, evenly, over so many milliseconds. */
async function uploadSlowly(path: string, overMs: number, authorization?: string) {
  const sound = Buffer.concat([WAV, Buffer.alloc(40_000)]);
  const pieceBytes = sound.length / 10;
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => (said += chunk.toString()));
  socket.on('error', () => undefined);
  const closed = new Promise((done) => socket.once('close', done));
  const from = performance.now();
  const key = authorization === undefined ? '' : `Authorization: ${authorization}\r\n`;
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: a\r\n${key}Content-Type: audio/wav\r\nContent-Length: ${sound.length}\r\nConnection: close\r\n\r\n`,
  );
  for (let at = 0; at < sound.length && !socket.destroyed; at += pieceBytes) {
    await sleep(overMs / 10);
    socket.write(sound.subarray(at, at + pieceBytes));
  }
  await closed;
  return { said, ms: performance.now() - from };
}

describe('an upload', () => {
  it('may take as long as it flows', async () => {
    const path = '/api/v1/media/upload?kind=bed&name=slow.wav';
    const taken = await uploadSlowly(path, 3_800, running.operator.authorization);
    expect(statusOf(taken)).toBe(201);
    expect(taken.ms).toBeGreaterThan(3_500);
  });

  it('is no way for who is not let in to keep a connection', async () => {
    const refused = await uploadSlowly('/api/v1/media/upload?kind=bed', 6_000);
    expect(statusOf(refused)).toBe(401);
    expect(refused.ms).toBeLessThan(3_000);
  });
});

describe('a request that two servers could read in two ways', () => {
  it.each([
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 40\r\n'],
    ['length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n'],
    ['chunks spelt wrong', 'Transfer-Encoding: xchunked\r\n'],
    ['chunks twice', 'Transfer-Encoding: chunked, identity\r\n'],
    ['a space before the colon', 'Content-Length : 4\r\n'],
    ['a folded header', 'X-A: b\r\n Content-Length: 4\r\n'],
    ['a header of two lines', 'X-A: b\nContent-Length: 4\r\n'],
  ])('is refused: %s', async (_what, headers) => {
    const answer = await raw(
      `POST /api/v1/auth/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${headers}Connection: close\r\n\r\n0\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n`,
    );
    expect(statusOf(answer)).toBe(400);
    expect(answer.said.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('is refused without a host, or with a method nobody knows', async () => {
    expect(statusOf(await raw('GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400);
    expect(
      statusOf(await raw('HACK /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')),
    ).toBe(400);
  });
});

describe('what is too much', () => {
  const get = (url: string, headers: object = {}) =>
    running.app.inject({ url, headers: { ...headers } });

  it('is refused: headers, addresses, parts of them, bodies', async () => {
    const big = await raw(`GET /livez HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(statusOf(big)).toBe(431);
    expect((await get(`/api/v1/shows?cursor=${'a'.repeat(5_000)}`)).statusCode).toBe(414);
    expect((await get(`/api/v1/presets/${'a'.repeat(300)}`)).statusCode).toBe(414);
    const body = await running.app.inject({
      method: 'POST',
      url: '/api/v1/auth/token',
      payload: { api_key: 'a'.repeat(2_000) },
    });
    expect(body.statusCode).toBe(413);
    expect(body.headers['content-type']).toContain('application/problem+json');
  });

  it('is refused as a problem document: addresses that are none', async () => {
    const answer = await raw('GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(statusOf(answer)).toBe(400);
    expect(answer.said).toContain('application/problem+json');
  });

  it.each([
    '{"__proto__": {"scope": "operator"}}',
    '{"constructor": {"prototype": {"a": 1}}}',
    '{"a":',
  ])('is refused: %s', async (payload) => {
    const answer = await running.app.inject({
      method: 'POST',
      url: '/api/v1/auth/token',
      headers: { 'content-type': 'application/json', ...running.operator },
      payload,
    });
    expect(answer.statusCode).toBe(400);
    expect(({} as Record<string, unknown>)['scope']).toBeUndefined();
  });

  it('is nobody’s before he has said who he is: the body is not even read', async () => {
    const answer = await raw(
      'POST /api/v1/keys HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900\r\nConnection: close\r\n\r\n',
    );
    expect(statusOf(answer)).toBe(401);
    expect(answer.ms).toBeLessThan(1_000);
  });
});

describe('answers', () => {
  const get = (url: string, headers: object = {}, method: 'GET' | 'OPTIONS' | 'PATCH' = 'GET') =>
    running.app.inject({ method, url, headers: { ...headers } });

  it('carry what browsers heed', async () => {
    const { headers } = await get('/livez');
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    const docs = await get('/docs');
    expect(docs.headers['content-security-policy']).toMatch(/script-src 'self';/);
    expect(docs.body).not.toMatch(/<script(?![^>]* src=)[^>]*>\s*\S/);
  });

  it('are for the pages of the list, and let none use a cookie', async () => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const ours = await get(
      '/api/v1/keys',
      { origin: 'https://studio.example', ...asked },
      'OPTIONS',
    );
    expect([ours.statusCode, ours.headers['access-control-allow-origin']]).toEqual([
      204,
      'https://studio.example',
    ]);
    expect(ours.headers['access-control-allow-credentials']).toBeUndefined();
    for (const origin of ['https://evil.example', 'null', 'https://studio.example.evil.example']) {
      const { headers } = await get('/api/v1/keys', { origin, ...asked }, 'OPTIONS');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('say 404 and 405 as problem documents', async () => {
    const missing = await get('/api/v1/nothing');
    const wrong = await get('/api/v1/shows/generate', {}, 'PATCH');
    expect([missing.statusCode, wrong.statusCode, wrong.headers.allow]).toEqual([
      404,
      405,
      'GET, HEAD, POST',
    ]);
    for (const answer of [missing, wrong])
      expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(wrong.json()).toMatchObject({
      title: 'Method Not Allowed',
      request_id: wrong.headers['x-request-id'],
    });
    const refused = await get('/api/v1/keys', { authorization: 'Bearer rx_wrong' });
    expect(refused.headers['www-authenticate']).toBe(
      'Bearer realm="radiox", error="invalid_token"',
    );
  });

  it.each([
    ['a-good-id.1:2', true],
    ['short', false],
    ['a'.repeat(65), false],
    ['a"b","level":"error', false],
    ['abc defgh', false],
  ])('carry the id %j of the caller: %s', async (id, isTaken) => {
    const { headers } = await get('/livez', { 'x-request-id': id });
    expect(headers['x-request-id'] === id).toBe(isTaken);
  });
});

it('each request is one line of the log, and no line can be forged', async () => {
  const log = running.app.get(RequestLog, { strict: false });
  log.flush();
  logged = '';
  const forged = '%0A{"level":"error"}"\u2028';
  await running.app.inject({
    url: `/api/v1/shows?cursor=${encodeURIComponent(forged)}`,
    headers: {
      ...running.operator,
      'user-agent': 'x"\u007f',
      'x-request-id': 'x"y',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    },
  });
  await running.app.inject({ url: `/nothing/${encodeURIComponent('"\n')}?a=${forged}` });
  log.flush();

  const lines = logged.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: expect.any(String),
    level: 'log',
    from: 'Request',
    message: 'Request answered',
    request_id: expect.stringMatching(/^[\w-]{36}$/),
    method: 'GET',
    route: '/api/v1/shows',
    status: 422,
    duration_ms: expect.any(Number),
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    client: '127.0.0.1',
    key: running.operator.authorization.slice(7, 15),
  });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    route: 'unmatched',
    status: 404,
    key: 'none',
  });
});

describe('HTTPS', () => {
  const [cert, key] = ['cert', 'key'].map((part) => `test/fixtures/tls/localhost.${part}.pem`) as [
    string,
    string,
  ];

  it('is spoken with a certificate, and browsers are told to stay with it', async () => {
    const secure = await startApp({ SECURITY_TLS_CERT_FILE: cert, SECURITY_TLS_KEY_FILE: key });
    try {
      await secure.app.listen(0, '127.0.0.1');
      const { port: tlsPort } = secure.app.getHttpServer().address() as AddressInfo;
      const headers = await new Promise<Record<string, unknown>>((found, failed) => {
        const options = {
          port: tlsPort,
          host: '127.0.0.1',
          servername: 'localhost',
          path: '/livez',
          ca: readFileSync(cert),
          agent: false as const,
        };
        askOverTls(options, (answer) => {
          answer.resume();
          found(answer.headers);
        })
          .on('error', failed)
          .end();
      });
      expect(headers['strict-transport-security']).toMatch(/^max-age=31536000/);
    } finally {
      await secure.stop();
    }
  });

  it.each([
    [{ SECURITY_TLS_CERT_FILE: cert }, /needs both/],
    [
      { SECURITY_TLS_CERT_FILE: '/nowhere.pem', SECURITY_TLS_KEY_FILE: key },
      /SECURITY_TLS_CERT_FILE: .*ENOENT/,
    ],
    [{ SECURITY_TLS_CERT_FILE: key, SECURITY_TLS_KEY_FILE: cert }, /are no pair/],
  ])('is refused with %j', async (env, sentence) => {
    await expect(startApp(env)).rejects.toThrow(sentence);
  });
});
