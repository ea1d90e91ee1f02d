import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { AddressRefused, filteredLookup, publicAddresses } from './address-guard.js';
import { HttpClient } from './http-client.js';
import { HttpEngine } from './http-engine.js';
import { Unreachable } from './http.problems.js';
import type { HttpRequest } from './outside-call.js';

const TLS = join(process.cwd(), 'test/fixtures/tls');
const CERT = readFileSync(join(TLS, 'localhost.cert.pem'), 'utf8');
const LIMITS: HttpRequest = { deadlineMs: 3_000, bodyBytesMax: 1_000_000, retriesMax: 0 };
const SETTINGS = { connectionsMax: 10, originConcurrencyMax: 50, allowedPrivateHosts: [] };
const TEMPO = { retryBaseMs: 20, breakerOpenMs: 200 };

let engine: HttpEngine;
let client: HttpClient;

beforeEach(() => {
  engine = new HttpEngine(SETTINGS, TEMPO);
  client = HttpClient.over(engine);
});

afterEach(() => client.onApplicationShutdown());

const portOf = (server: Server | Http2SecureServer) => (server.address() as AddressInfo).port;

async function listen<T extends Server | Http2SecureServer>(server: T): Promise<T> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('connections', () => {
  let servers: Server[];
  let open: Set<unknown>;
  let made: number;

  beforeEach(async () => {
    const sockets = (open = new Set());
    made = 0;
    servers = await Promise.all(
      Array.from({ length: 5 }, () =>
        listen(
          createServer({ keepAliveTimeout: 60_000 }, (_request, response) => {
            setTimeout(() => response.end('fine'), 20);
          }).on('connection', (socket) => {
            made++;
            sockets.add(socket);
            socket.once('close', () => sockets.delete(socket));
          }),
        ),
      ),
    );
  });

  afterEach(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  const ask = (server = servers[0] as Server) =>
    client.get(`http://127.0.0.1:${portOf(server)}/`, LIMITS);

  it('are never more than the bound over all origins, and every call gets one', async () => {
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, engine.pool.figures.open);
    }, 1);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, call) => ask(servers[call % servers.length])),
    );

    clearInterval(timer);

    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(made).toBeGreaterThanOrEqual(50);
    expect(most).toBe(10);
  });

  it('are used again and again', async () => {
    for (let round = 0; round < 10; round++)
      await Promise.all(Array.from({ length: 10 }, () => ask()));

    expect(made).toBe(10);
    expect(engine.pool.figures).toMatchObject({
      connects: 10,
      requests: 100,
      origins: 1,
      pending: 0,
    });
  });

  it('that are idle make room for another origin', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask()));
    const started = performance.now();

    expect((await ask(servers[1])).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(500);
    expect(engine.pool.figures).toMatchObject({ open: 10, connects: 11 });
  });

  it('that are idle beyond 20 to one origin are closed soon', async () => {
    const wide = HttpClient.over(new HttpEngine({ ...SETTINGS, connectionsMax: 50 }, TEMPO));
    await Promise.all(
      Array.from({ length: 40 }, () =>
        wide.get(`http://127.0.0.1:${portOf(servers[0] as Server)}/`, LIMITS),
      ),
    );
    expect(open.size).toBe(40);

    await sleep(1_500);

    expect(open.size).toBe(20);
    await wide.onApplicationShutdown();
  });

  it('of calls that gave up while they waited are not made', async () => {
    const slow = await listen(
      createServer((_request, response) => setTimeout(() => response.end(), 300)),
    );
    const url = `http://127.0.0.1:${portOf(slow)}/`;
    const busy = Array.from({ length: 10 }, () => client.get(url, LIMITS));
    const late = Promise.allSettled(
      Array.from({ length: 10 }, () =>
        client.get(`http://127.0.0.1:${portOf(servers[2] as Server)}/`, {
          ...LIMITS,
          deadlineMs: 100,
        }),
      ),
    );

    expect((await late).every(({ status }) => status === 'rejected')).toBe(true);
    await Promise.all(busy);
    expect((await ask()).status).toBe(200);
    slow.closeAllConnections();
    slow.close();
  });

  it('to a private host that we trust are not lent to a stranger', async () => {
    const url = `http://localhost:${portOf(servers[0] as Server)}/`;
    expect((await client.get(url, LIMITS)).status).toBe(200);

    await expect(client.get(url, { ...LIMITS, untrusted: true })).rejects.toThrow(AddressRefused);
  });

  it('that a trusted host sends us on to are guarded', async () => {
    const sly = await listen(
      createServer((_request, response) => {
        response
          .writeHead(302, { location: `http://127.0.0.1:${portOf(servers[0] as Server)}/` })
          .end();
      }),
    );

    await expect(client.get(`http://127.0.0.1:${portOf(sly)}/`, LIMITS)).rejects.toThrow(
      AddressRefused,
    );
    expect(made).toBe(0);
    sly.closeAllConnections();
    sly.close();
  });
});

describe('HTTP/2', () => {
  let server: Http2SecureServer;
  let sessions: Set<ServerHttp2Session>;
  let seen: Array<{ version: string; type: string | undefined; body: string }>;
  let base: string;

  beforeAll(() => {
    setDefaultCACertificates([...getCACertificates('default'), CERT]);
  });

  beforeEach(async () => {
    sessions = new Set();
    seen = [];
    server = createSecureServer(
      { key: readFileSync(join(TLS, 'localhost.key.pem')), cert: CERT, allowHTTP1: true },
      (request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          seen.push({ version: request.httpVersion, type: request.headers['content-type'], body });
          if (request.url === '/reset') request.stream.close(2);
          else response.end(body || 'fine');
        });
      },
    );
    server.on('session', (session) => sessions.add(session));
    base = `https://127.0.0.1:${portOf(await listen(server))}`;
  });

  afterEach(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });

  it('is spoken where it is offered, many calls on one connection', async () => {
    await client.get(base, LIMITS);
    await Promise.all(Array.from({ length: 50 }, () => client.get(base, LIMITS)));

    expect(new Set(seen.map(({ version }) => version))).toEqual(new Set(['2.0']));
    expect(seen).toHaveLength(51);
    expect(sessions.size).toBe(1);
  });

  it('carries bodies, forms among them', async () => {
    const form = new FormData();
    form.set('model', 'whisper');
    form.set('file', new Blob(['RIFF']), 'call.wav');

    const json = await client.send(base, { ...LIMITS, method: 'POST', json: { text: 'Zürich' } });
    await client.send(base, { ...LIMITS, method: 'POST', body: form });

    expect(json.body.toString()).toBe('{"text":"Zürich"}');
    expect(seen[0]?.type).toBe('application/json');
    expect(seen[1]?.type).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen[1]?.body).toContain('filename="call.wav"');
  });

  it('that breaks off in any way fails a call and no more', async () => {
    await expect(client.get(`${base}/reset`, LIMITS)).rejects.toThrow(Unreachable);
    expect((await client.get(base, LIMITS)).status).toBe(200);

    for (const end of ['goaway', 'destroy', 'close'] as const) {
      for (const session of sessions) session[end]();
      sessions.clear();
      await sleep(20);
      const again = await client.get(base, { ...LIMITS, retriesMax: 2 });
      expect(again.status).toBe(200);
    }
  });

  it('makes room for others when it is idle', async () => {
    const narrow = HttpClient.over(new HttpEngine({ ...SETTINGS, connectionsMax: 1 }, TEMPO));
    const other = await listen(createServer((_request, response) => response.end('other')));
    for (let round = 0; round < 3; round++) {
      expect((await narrow.get(base, LIMITS)).status).toBe(200);
      expect((await narrow.get(`http://127.0.0.1:${portOf(other)}`, LIMITS)).status).toBe(200);
    }
    expect(sessions.size).toBe(3);
    other.closeAllConnections();
    other.close();
    await narrow.onApplicationShutdown();
  });
});

describe('a certificate nobody vouches for', () => {
  it('is refused at once, without a second try', async () => {
    setDefaultCACertificates(getCACertificates('bundled'));
    let made = 0;
    const server = await listen(
      createSecureServer({ key: readFileSync(join(TLS, 'localhost.key.pem')), cert: CERT }),
    );
    server.on('connection', () => made++);

    const url = `https://127.0.0.1:${portOf(server)}/`;
    await expect(client.get(url, { ...LIMITS, retriesMax: 3 })).rejects.toThrow(/self-signed/);

    expect(made).toBe(1);
    server.close();
  });
});

describe('servers that speak no HTTP', () => {
  it.each([
    ['garbage', 'this is no HTTP\r\n\r\n'],
    ['a lying length', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 9\r\n\r\nhello'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'x-pad: 1234567890\r\n'.repeat(5_000)}\r\n`],
    ['nothing', ''],
  ])('fail a call when they send %s', async (_name, text) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined).end(text);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');

    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(client.get(url, LIMITS)).rejects.toThrow(Unreachable);
    server.close();
  });
});

describe('a name that resolves to another address every time', () => {
  it('is judged by the address that is dialled, also when it is remembered', async () => {
    const answers = ['93.184.215.14', '169.254.169.254', '93.184.215.14'];
    const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
    const lookup = filteredLookup(resolve, publicAddresses(new Set()));
    const dialled = () =>
      new Promise((done) => {
        lookup('rebind.example', { all: true }, (error, addresses) => {
          done(error ?? addresses);
        });
      });

    expect(await dialled()).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(await dialled()).toBeInstanceOf(AddressRefused);
    expect(await dialled()).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(await dialled()).toBeInstanceOf(AddressRefused);
  });
});
