import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HttpClient } from './http-client.js';
import { HttpEngine } from './http-engine.js';
import { AnswerNotKept } from './http.problems.js';
import type { HttpRequest } from './outside-call.js';

const MEGABYTE = Buffer.alloc(1_000_000, 'sound ');

describe('an answer that goes into a file', () => {
  const engine = new HttpEngine(
    { connectionsMax: 10, originConcurrencyMax: 10, allowedPrivateHosts: [] },
    { retryBaseMs: 5, breakerOpenMs: 300 },
  );
  const client = HttpClient.over(engine);
  let server: Server;
  let folder: string;
  let file: string;
  let answer: (response: ServerResponse, asked: number) => void;
  let asked = 0;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      answer(response, asked++);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    folder = await mkdtemp(join(tmpdir(), 'answer-'));
    file = join(folder, 'sound');
  });
  beforeEach(() => {
    asked = 0;
    engine.origins.of(base()).breaker.reset();
  });
  afterAll(async () => {
    await client.onApplicationShutdown();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = (bodyBytesMax = 100_000_000, more: Partial<HttpRequest> = {}) =>
    client.get(`${base()}/`, { deadlineMs: 5_000, bodyBytesMax, file, ...more });

  it('is there whole, and not in memory', async () => {
    answer = (response) => {
      for (let part = 0; part < 30; part++) response.write(MEGABYTE);
      response.end();
    };

    const { status, body } = await get();

    expect(status).toBe(200);
    expect(body).toHaveLength(0);
    expect((await stat(file)).size).toBe(30_000_000);
    expect((await readFile(file)).subarray(-1_000_000).equals(MEGABYTE)).toBe(true);
  });

  it('is unpacked', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(MEGABYTE));
    };

    await get();

    expect((await readFile(file)).equals(MEGABYTE)).toBe(true);
  });

  it('is kept in memory where it is a refusal', async () => {
    answer = (response) => response.writeHead(404).end('no such voice');

    expect(String((await get()).body)).toBe('no such voice');
  });

  it('replaces what a try that broke off has left', async () => {
    answer = (response, at) => {
      if (at > 0) response.end('short');
      else {
        response.writeHead(200, { 'content-length': '2000000' });
        response.write(MEGABYTE, () => response.socket?.destroy());
      }
    };

    await get();

    expect(await readFile(file, 'utf8')).toBe('short');
  });

  it.each([
    ['on a full disk', '/dev/full', 'ENOSPC'],
    ['in a folder that is gone', '/nowhere/sound', 'ENOENT'],
  ])('that cannot be written %s is our own fault, and not asked for again', async (_, to, code) => {
    answer = (response) => response.end(MEGABYTE);
    const failure = await get(undefined, { file: to }).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(AnswerNotKept);
    expect((failure as Error).message).toContain(code);
    expect(asked).toBe(1);
    expect(engine.origins.of(base()).breaker.state.failureCount).toBe(0);
  });

  it('of so few bytes that the disk fails at their end is not taken for whole', async () => {
    answer = (response) => response.end('short');

    await expect(get(undefined, { file: '/dev/full' })).rejects.toThrow('ENOSPC');
  });

  it('is not asked for again where it is paid for and broke off', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '2000000' });
      response.write(MEGABYTE, () => response.socket?.destroy());
    };

    const failure = await get(undefined, { isPaid: true }).catch((error: unknown) => error);

    expect(failure).toMatchObject({ mayHaveWorked: true });
    expect(asked).toBe(1);
  });

  it('is no longer than it may be', async () => {
    answer = (response) => response.end(MEGABYTE);

    await expect(get(1_000)).rejects.toThrow('larger than 1000 bytes');
  });
});
