import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { AddressRefused } from './address-guard.js';
import { HttpClient } from './http-client.js';
import { HttpEngine } from './http-engine.js';
import { Unreachable } from './http.problems.js';
import type { HttpRequest } from './outside-call.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const TEXT = 'Guten Morgen, Zürich. '.repeat(200);
/** Packs badly, so that a part of it packed is a part of it unpacked. */
const NOISE = Array.from({ length: 1000 }, (_, n) => Math.sin(n).toString(36)).join(' ');
const LIMITS: HttpRequest = { deadlineMs: 5_000, bodyBytesMax: 1_000_000, untrusted: true };

let server: Server;
let base: string;
let seen: string[];
const SETTINGS = {
  connectionsMax: 10,
  originConcurrencyMax: 10,
  allowedPrivateHosts: ['127.0.0.1'],
};
const TEMPO = { retryBaseMs: 20, breakerOpenMs: 300 };
const client = HttpClient.over(new HttpEngine(SETTINGS, TEMPO));
const strict = HttpClient.over(new HttpEngine({ ...SETTINGS, allowedPrivateHosts: [] }, TEMPO));

const redirect =
  (status: number, location: string): Answer =>
  (_request, response) =>
    response.writeHead(status, { location }).end('moved');

const packed =
  (encoding: string, body: Uint8Array): Answer =>
  (_request, response) =>
    response.writeHead(200, { 'content-encoding': encoding }).end(body);

const ROUTES: Record<string, Answer> = {
  '/text': (_request, response) => response.end(TEXT),
  '/drip': (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => {
      clearInterval(timer);
    });
  },
  '/silent': () => undefined,
  '/reset': (request) => request.socket.resetAndDestroy(),
  '/reset-in-body': (request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half');
    setTimeout(() => request.socket.destroy(), 50);
  },
  '/endless': (_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(65_536, 'x');
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  },
  '/gzip': packed('gzip', gzipSync(TEXT)),
  '/x-gzip': packed('X-GZIP', gzipSync(TEXT)),
  '/br': packed('br', brotliCompressSync(TEXT)),
  '/deflate': packed('deflate', deflateSync(TEXT)),
  '/deflate-raw': packed('deflate', deflateRawSync(TEXT)),
  '/not-packed': packed('gzip', Buffer.from('<rss>as it is</rss>')),
  '/broken-gzip': packed('gzip', Buffer.from('this is not gzip at all')),
  '/cut-br': packed('br', brotliCompressSync(NOISE).subarray(0, 1_500)),
  '/cut-gzip': packed('gzip', gzipSync(NOISE).subarray(0, 1_500)),
  '/bomb': packed('gzip', gzipSync(Buffer.alloc(10_000_000))),
  '/br-bomb': packed('br', brotliCompressSync(Buffer.alloc(10_000_000))),
  '/loop': redirect(302, '/loop'),
  '/permanent': redirect(301, '/permanent-2'),
  '/permanent-2': redirect(308, '/text'),
  '/temporary': redirect(302, '/permanent-2'),
  '/permanent-then-temporary': redirect(301, '/temporary'),
  '/to-loopback-name': (request, response) => {
    redirect(302, `http://localhost:${port()}/text`)(request, response);
  },
  '/to-metadata': redirect(302, 'http://169.254.169.254/latest/meta-data/'),
  '/to-file': redirect(302, 'file:///etc/passwd'),
  '/to-nowhere': redirect(302, 'http://'),
};

const port = () => (server.address() as AddressInfo).port;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    const answer = ROUTES[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end('nothing here');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${port()}`;
});

beforeEach(() => {
  seen = [];
});

afterAll(async () => {
  await client.onApplicationShutdown();
  await strict.onApplicationShutdown();
  server.closeAllConnections();
  server.close();
});

const get = (path: string, options: Partial<HttpRequest> = {}) =>
  client.get(`${base}${path}`, { ...LIMITS, ...options });

async function failure(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => error as Error,
  );
}

describe('HttpClient', () => {
  it('fetches a document, whatever its status', async () => {
    expect(await get('/text')).toMatchObject({ status: 200, url: `${base}/text` });
    expect(await get('/missing')).toMatchObject({
      status: 404,
      body: Buffer.from('nothing here'),
    });
  });

  it('takes plain text for what it is, whatever packing it claims', async () => {
    expect(String((await get('/not-packed')).body)).toBe('<rss>as it is</rss>');
  });

  it.each(['/gzip', '/x-gzip', '/br', '/deflate', '/deflate-raw'])('unpacks %s', async (path) => {
    expect((await get(path)).body.toString()).toBe(TEXT);
  });

  it.each(['/cut-gzip', '/cut-br'])('gives what came of %s, which breaks off', async (path) => {
    const { body } = await get(path);

    expect(body.length).toBeGreaterThan(500);
    expect(NOISE.startsWith(body.toString())).toBe(true);
  });

  it.each(['/drip', '/silent'])('stops waiting for %s at the deadline', async (path) => {
    const started = performance.now();

    const error = await failure(get(path, { deadlineMs: 400 }));

    expect(error).toBeInstanceOf(Unreachable);
    expect(error.message).toBe(`127.0.0.1:${port()} took longer than 400 ms.`);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it.each(['/bomb', '/br-bomb', '/endless'])(
    'refuses %s while memory stays small',
    async (path) => {
      const before = process.memoryUsage().arrayBuffers;
      let most = before;
      const timer = setInterval(() => {
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }, 1);

      const error = await failure(get(path, { bodyBytesMax: 100_000 }));
      clearInterval(timer);

      expect(error).toBeInstanceOf(Unreachable);
      expect(error.message).toBe('The answer is larger than 100000 bytes.');
      expect(most - before).toBeLessThan(5_000_000);
    },
  );

  it('takes a body of just the bound', async () => {
    const bytes = Buffer.byteLength(TEXT);

    expect((await get('/text', { bodyBytesMax: bytes })).body).toHaveLength(bytes);
    expect((await get('/gzip', { bodyBytesMax: bytes })).body).toHaveLength(bytes);
    expect(await failure(get('/text', { bodyBytesMax: bytes - 1 }))).toBeInstanceOf(Unreachable);
  });

  it.each(['/reset', '/reset-in-body', '/broken-gzip', '/to-nowhere', '/to-file'])(
    'says in a sentence that %s did not work, and goes on',
    async (path) => {
      const error = await failure(get(path));

      expect(error).toBeInstanceOf(Unreachable);
      expect(error.message).toMatch(
        /^(127\.0\.0\.1:\d+ did not answer: .+|Only http and https .+)$/,
      );
      expect((await get('/text')).status).toBe(200);
    },
  );

  it('says so when the address is none at all', async () => {
    expect(await failure(client.get('nonsense', LIMITS))).toBeInstanceOf(Unreachable);
  });

  it('gives the reason of the signal when aborted, before and during', async () => {
    const abort = new AbortController();
    const reason = new Error('the show was cancelled');
    const started = performance.now();
    setTimeout(() => {
      abort.abort(reason);
    }, 100);

    expect(await failure(get('/drip', { signal: abort.signal }))).toBe(reason);
    expect(await failure(get('/text', { signal: abort.signal }))).toBe(reason);
    expect(seen).toEqual(['/drip']);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('gives up on a redirect loop', async () => {
    const error = await failure(get('/loop'));

    expect(error.message).toBe(`127.0.0.1:${port()} redirects more than 5 times.`);
    expect(seen).toHaveLength(6);
  });

  it.each([
    ['/permanent', '/text'],
    ['/temporary', '/temporary'],
    ['/permanent-then-temporary', '/temporary'],
    ['/text', '/text'],
  ])('after %s asks next time at %s', async (path, next) => {
    const { url, permanentUrl } = await get(path);

    expect(url).toBe(`${base}/text`);
    expect(permanentUrl).toBe(`${base}${next}`);
  });

  it.each(['/to-loopback-name', '/to-metadata'])('refuses the redirect %s', async (path) => {
    expect(await failure(get(path))).toBeInstanceOf(AddressRefused);
    expect(seen).toEqual([path]);
  });
});

describe('addresses that are not public', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['short', '127.1'],
    ['decimal', '2130706433'],
    ['octal', '0177.0.0.1'],
    ['hexadecimal', '0x7f.0x0.0x0.0x1'],
    ['one hexadecimal number', '0x7f000001'],
    ['full-width digits', '１２７.0.0.1'],
    ['this network', '0.0.0.0'],
    ['private, 10', '10.0.0.1'],
    ['private, 172.16', '172.16.0.1'],
    ['private, 192.168', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['link-local', '169.254.0.1'],
    ['metadata', '169.254.169.254'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['benchmarking', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['protocol assignments', '192.0.0.1'],
    ['IPv6 loopback', '[::1]'],
    ['IPv6 any', '[::]'],
    ['mapped', '[::ffff:127.0.0.1]'],
    ['mapped, hexadecimal', '[::ffff:7f00:1]'],
    ['compatible', '[::127.0.0.1]'],
    ['translated', '[::ffff:0:127.0.0.1]'],
    ['NAT64', '[64:ff9b::7f00:1]'],
    ['NAT64 of a local network', '[64:ff9b:1::7f00:1]'],
    ['6to4', '[2002:7f00:1::]'],
    ['Teredo', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
    ['unique local', '[fd00::1]'],
    ['metadata of AWS, IPv6', '[fd00:ec2::254]'],
    ['IPv6 link-local', '[fe80::1]'],
    ['site-local', '[fec0::1]'],
    ['IPv6 multicast', '[ff02::1]'],
    ['IPv6 documentation', '[2001:db8::1]'],
    ['IPv6 discard', '[100::1]'],
  ])('%s is refused', async (_name, host) => {
    expect(await failure(strict.get(`http://${host}:${port()}/text`, LIMITS))).toBeInstanceOf(
      AddressRefused,
    );
    expect(seen).toEqual([]);
  });

  it.each(['localhost', 'LOCALHOST'])(
    'a name that resolves to one is refused: %s',
    async (host) => {
      const error = await failure(strict.get(`http://${host}:${port()}/text`, LIMITS));

      expect(error).toBeInstanceOf(AddressRefused);
      expect(seen).toEqual([]);
    },
  );

  it('are reached when the operator allows the host, and that host only', async () => {
    expect((await get('/text')).status).toBe(200);
    expect(await failure(client.get(`http://127.0.0.2:${port()}/text`, LIMITS))).toBeInstanceOf(
      AddressRefused,
    );
    const byName = HttpClient.over(
      new HttpEngine({ ...SETTINGS, allowedPrivateHosts: ['localhost'] }),
    );
    expect((await byName.get(`http://localhost:${port()}/text`, LIMITS)).status).toBe(200);
    await byName.onApplicationShutdown();
  });
});
