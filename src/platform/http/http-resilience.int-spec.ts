import { inspect } from 'node:util';
import { type Answer, type FeedServer, startFeedServer } from '#test/feed-server';
import type { ExternalCall } from './call-recorder.js';
import { HttpClient } from './http-client.js';
import { HttpEngine } from './http-engine.js';
import { CircuitOpen, RateLimited, TooManyWaiting, Unreachable } from './http.problems.js';
import type { HttpRequest } from './outside-call.js';

const SETTINGS = { connectionsMax: 20, originConcurrencyMax: 20, allowedPrivateHosts: [] };
const TEMPO = { retryBaseMs: 20, breakerOpenMs: 200 };
const LIMITS: HttpRequest = { deadlineMs: 2_000, bodyBytesMax: 100_000 };

let server: FeedServer;
let engine: HttpEngine;
let client: HttpClient;
let recorded: ExternalCall[];

beforeAll(async () => {
  server = await startFeedServer();
});

beforeEach(() => {
  server.asked.length = 0;
  server.answers.clear();
  recorded = [];
  engine = new HttpEngine(SETTINGS, TEMPO);
  client = HttpClient.over(engine, { record: (call) => recorded.push(call) });
});

afterEach(() => client.onApplicationShutdown());
afterAll(() => server.stop());

const send = (path: string, request: Partial<HttpRequest> = {}) =>
  client.send(`${server.base}${path}`, { ...LIMITS, ...request });

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'It did not fail.',
    (error: unknown) => error,
  );

/** Answers in turn; the last one again and again. */
function serve(path: string, ...answers: Array<readonly [number, Record<string, string>?]>): void {
  let turn = 0;
  server.answers.set(path, (_request, response) => {
    const [status, headers = {}] = answers[Math.min(turn++, answers.length - 1)] ?? [500];
    response.writeHead(status, headers).end(`answer ${turn}`);
  });
}

const breakOff: Answer = (request) => request.socket.resetAndDestroy();

describe('a call that fails', () => {
  const mayHaveWorked = async (work: Promise<unknown>) =>
    ((await failure(work)) as Unreachable).mayHaveWorked;

  it('has not worked where nobody could be reached', async () => {
    expect(await mayHaveWorked(client.send('http://127.0.0.1:1/', LIMITS))).toBe(false);
    expect(await mayHaveWorked(client.send('http://nobody.invalid/', LIMITS))).toBe(false);
  });

  it('may have worked where its time ended after it went out, and not before', async () => {
    server.answers.set('/hang', () => undefined);
    const narrow = new HttpEngine({ ...SETTINGS, connectionsMax: 1 }, TEMPO);
    const one = HttpClient.over(narrow);
    const hang = (deadlineMs: number) =>
      mayHaveWorked(one.send(`${server.base}/hang`, { ...LIMITS, deadlineMs }));

    const [first, second] = await Promise.all([hang(500), hang(200)]);
    await one.onApplicationShutdown();

    expect({ first, second }).toEqual({ first: true, second: false });
  });
});

describe('retries', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('come after %d', async (status) => {
    serve('/x', [status], [status], [200]);

    expect(await send('/x')).toMatchObject({ status: 200, body: Buffer.from('answer 3') });
    expect(server.asked).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 410, 422, 501])('never after %d', async (status) => {
    serve('/x', [status], [200]);

    expect((await send('/x')).status).toBe(status);
    expect(server.asked).toHaveLength(1);
  });

  it('come after a connection that was reset', async () => {
    let turn = 0;
    server.answers.set('/x', (request, response) => {
      if (++turn === 1) breakOff(request, response);
      else response.end('fine');
    });

    expect((await send('/x')).status).toBe(200);
  });

  it('of what is paid for come only where it cannot have worked', async () => {
    serve('/busy', [503], [200]);
    server.answers.set('/reset', breakOff);
    const paid = { method: 'POST', idempotencyKey: 'k', isPaid: true } as const;

    expect((await send('/busy', paid)).status).toBe(200);
    const broken = await failure(send('/reset', paid));

    expect(broken).toMatchObject({ mayHaveWorked: true });
    expect(server.asked.filter(({ path }) => path === '/reset')).toHaveLength(1);
  });

  it('end after three, with the answer as it is', async () => {
    serve('/x', [503]);

    expect((await send('/x')).status).toBe(503);
    expect(server.asked).toHaveLength(4);
    expect(engine.stats.figures).toMatchObject({ total: 1, failed: 1, retries: 3 });
  });

  it('are as many as the caller wants', async () => {
    serve('/x', [503]);

    await send('/x', { retriesMax: 1 });

    expect(server.asked).toHaveLength(2);
  });

  it('repeat a POST only by its idempotency key', async () => {
    serve('/x', [503]);
    await send('/x', { method: 'POST', json: { text: 'hello' } });
    expect(server.asked).toHaveLength(1);

    serve('/y', [503], [200]);
    const answer = await send('/y', { method: 'POST', json: {}, idempotencyKey: 'take-1' });

    expect(answer.status).toBe(200);
    expect(server.asked.at(-1)?.headers).toMatchObject({
      'idempotency-key': 'take-1',
      'content-type': 'application/json',
    });
  });

  it.each([() => '1', () => new Date(Date.now() + 1_500).toUTCString()])(
    'wait as long as Retry-After says: %s',
    async (retryAfter) => {
      serve('/x', [429, { 'retry-after': retryAfter() }], [200]);
      const started = performance.now();

      expect((await send('/x', { deadlineMs: 4_000 })).status).toBe(200);
      expect(performance.now() - started).toBeGreaterThan(450);
    },
  );

  it('are not made when Retry-After lies beyond the deadline', async () => {
    serve('/x', [429, { 'retry-after': '3' }], [200]);
    const started = performance.now();

    expect((await send('/x')).status).toBe(429);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('share one deadline, which cuts a wait short', async () => {
    serve('/x', [503, { 'retry-after': '1' }], [503]);
    server.answers.set('/hang', () => undefined);
    const started = performance.now();

    const error = await failure(send('/hang', { deadlineMs: 300 }));

    expect(error).toBeInstanceOf(Unreachable);
    expect(performance.now() - started).toBeLessThan(900);
    expect(server.asked).toHaveLength(1);
  });

  it('stop when the caller gives up while they wait', async () => {
    serve('/x', [503, { 'retry-after': '1' }]);
    const abort = new AbortController();
    const reason = new Error('cancelled');
    setTimeout(() => {
      abort.abort(reason);
    }, 100);
    const started = performance.now();

    expect(await failure(send('/x', { signal: abort.signal }))).toBe(reason);
    expect(performance.now() - started).toBeLessThan(900);
    expect(engine.stats.figures.total).toBe(0);
    expect(recorded).toMatchObject([{ ending: 'cancelled', tries: 1 }]);
  });

  it('are few in all when everything is refused', async () => {
    serve('/x', [429]);

    await Promise.all(Array.from({ length: 200 }, () => send('/x')));

    expect(server.asked.length).toBeLessThanOrEqual(200 * 1.3);
  });
});

describe('circuit breakers', () => {
  const fail = (path = '/x') => failure(send(path, { retriesMax: 0 }));

  it('leave a failing origin alone, and find it well again', async () => {
    serve('/x', [500], [500], [500], [500], [500], [200]);
    for (let call = 0; call < 5; call++) await fail();

    const refusal = await fail();
    expect(refusal).toBeInstanceOf(CircuitOpen);
    expect(refusal).toMatchObject({ facts: { retry_after_s: 1 } });
    expect(server.asked).toHaveLength(5);

    await new Promise((done) => setTimeout(done, TEMPO.breakerOpenMs + 50));
    expect((await send('/x')).status).toBe(200);
    expect(engine.origins.find(server.base)?.breaker.isOpen).toBe(false);
  });

  it('refuse without a request, and so do dead connections', async () => {
    serve('/x', [500]);
    for (let call = 0; call < 8; call++) await fail();
    await failure(client.send('http://127.0.0.1:9/', { ...LIMITS, retriesMax: 0 }));

    expect(server.asked).toHaveLength(5);
    expect(engine.pool.figures.requests).toBe(5);
  });

  it('end the retries of a call', async () => {
    serve('/x', [500]);

    await fail();
    await fail();
    await send('/x'); // The third of its tries is the fifth failure.

    expect(server.asked).toHaveLength(5);
  });

  it('count slow answers and passed deadlines', async () => {
    server.answers.set('/slow', (_request, response) => setTimeout(() => response.end(), 90));
    server.answers.set('/hang', () => undefined);
    for (let call = 0; call < 3; call++) await send('/slow', { deadlineMs: 100 }).catch(() => 0);
    for (let call = 0; call < 2; call++) await failure(send('/hang', { deadlineMs: 50 }));

    expect(await fail()).toBeInstanceOf(CircuitOpen);
  });

  it('do not count names that nobody knows: a station without a network has many', async () => {
    const url = 'http://nowhere.invalid/';
    for (let call = 0; call < 8; call++) await failure(client.send(url, LIMITS));

    expect(engine.origins.find('http://nowhere.invalid')?.breaker.isOpen).toBe(false);
  });

  it.each([404, 429])('do not count %d', async (status) => {
    serve('/x', [status]);
    for (let call = 0; call < 8; call++) await fail();

    expect(server.asked).toHaveLength(8);
  });

  it('count of the addresses that strangers gave only that nobody is there', async () => {
    const stranger = HttpClient.over(
      new HttpEngine({ ...SETTINGS, allowedPrivateHosts: ['127.0.0.1'] }, TEMPO),
    );
    serve('/bad', [500]);
    server.answers.set('/reset', breakOff);
    const ask = (url: string) =>
      failure(stranger.get(url, { ...LIMITS, untrusted: true, retriesMax: 0 }));
    for (const path of [...Array<string>(6).fill('/reset'), ...Array<string>(6).fill('/bad')])
      await ask(`${server.base}${path}`);
    expect(server.asked).toHaveLength(12);

    const nobody = 'http://127.0.0.1:9/';
    for (let call = 0; call < 5; call++) expect(await ask(nobody)).toBeInstanceOf(Unreachable);
    expect(await ask(nobody)).toBeInstanceOf(CircuitOpen);
    await stranger.onApplicationShutdown();
  });
});

describe('bounds on what runs at once', () => {
  it('let no more than so many reach one origin, and the rest wait', async () => {
    let running = 0;
    let most = 0;
    server.answers.set('/x', (_request, response) => {
      most = Math.max(most, ++running);
      setTimeout(() => {
        running--;
        response.end();
      }, 10);
    });

    await Promise.all(Array.from({ length: 100 }, () => send('/x')));

    expect(most).toBe(20);
  });

  it('refuse the thousand-and-first that waits', async () => {
    serve('/x', [200]);

    const ends = await Promise.allSettled(
      Array.from({ length: 1_025 }, () => send('/x', { deadlineMs: 20_000 })),
    );
    const reasons = ends.map((end) => end.status === 'rejected' && (end.reason as unknown));

    expect(reasons.filter((one) => one instanceof TooManyWaiting)).toHaveLength(5);
    expect(server.asked).toHaveLength(1_020);
    expect(engine.origins.find(server.base)?.bulkhead).toMatchObject({ running: 0, waiting: 0 });
  });

  it('keep the rate agreed for a provider', async () => {
    serve('/x', [200]);
    client.limit('voices', { perSecond: 50, burst: 5 });
    const started = performance.now();

    await Promise.all(Array.from({ length: 20 }, () => send('/x', { provider: 'voices' })));

    expect(performance.now() - started).toBeGreaterThan(280);
    const hasty = { provider: 'voices', deadlineMs: 5 };
    client.limit('voices', { perSecond: 1, burst: 1 });
    await send('/x', { provider: 'voices' });
    expect(await failure(send('/x', hasty))).toBeInstanceOf(RateLimited);
  });

  it('leave a provider alone that asked for it', async () => {
    serve('/x', [429, { 'retry-after': '60' }]);
    client.limit('voices', { perSecond: 50, burst: 5 });
    await send('/x', { provider: 'voices' });

    const refusal = await failure(send('/x', { provider: 'voices' }));

    expect(refusal).toMatchObject({ facts: { retry_after_s: 60 } });
    expect(server.asked).toHaveLength(1);
  });
});

describe('an origin that says when to come back', () => {
  it.each([429, 503])('is left alone by later calls after %d', async (status) => {
    serve('/x', [status, { 'retry-after': '60' }]);
    serve('/y', [200]);
    expect((await send('/x')).status).toBe(status);
    const started = performance.now();

    const refusal = await failure(send('/y'));

    expect(refusal).toBeInstanceOf(RateLimited);
    expect(refusal).toMatchObject({ kind: 'unavailable', facts: { retry_after_s: 60 } });
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(server.asked).toHaveLength(1);
    expect(engine.origins.find(server.base)?.bulkhead.running).toBe(0);
  });

  it('is waited for by those who can, and only by those', async () => {
    serve('/x', [503, { 'retry-after': '1' }], [200]);
    await send('/x', { retriesMax: 0 });
    const started = performance.now();

    const ends = await Promise.all([
      send('/x'),
      failure(send('/x', { method: 'POST' })),
      failure(send('/x', { retriesMax: 0 })),
      failure(send('/x', { deadlineMs: 500 })),
    ]);

    expect(ends[0].status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(900);
    for (const end of ends.slice(1)) expect(end).toBeInstanceOf(RateLimited);
    expect(server.asked).toHaveLength(2);
  });

  it('is not left alone because of an address that a stranger gave', async () => {
    const stranger = HttpClient.over(
      new HttpEngine({ ...SETTINGS, allowedPrivateHosts: ['127.0.0.1'] }, TEMPO),
    );
    serve('/x', [429, { 'retry-after': '60' }]);
    serve('/y', [200]);
    await stranger.get(`${server.base}/x`, { ...LIMITS, untrusted: true });

    expect((await stranger.get(`${server.base}/y`, LIMITS)).status).toBe(200);
    await stranger.onApplicationShutdown();
  });

  it('is asked again after five minutes, however long it wants to be left alone', async () => {
    serve('/x', [503, { 'retry-after': '999999' }]);
    await send('/x');

    expect(await failure(send('/x'))).toMatchObject({ facts: { retry_after_s: 300 } });
  });

  it('is asked at once without a Retry-After, and after a reset by the operator', async () => {
    serve('/x', [429], [429, { 'retry-after': '60' }], [200]);
    await send('/x', { retriesMax: 0 });
    await send('/x', { retriesMax: 0 });
    engine.origins.find(server.base)?.pause.reset();

    expect((await send('/x')).status).toBe(200);
  });
});

describe('what is kept of a call', () => {
  const SECRET = 'sk-canary-4711';

  it('is who was asked what for, how it went, how long it took and what it cost', async () => {
    serve('/v1/speech', [503], [200]);

    await send(`/v1/speech?key=${SECRET}`, { method: 'GET' });
    serve('/v1/speech?key=1', [200]);
    await send('/v1/speech?key=1', {
      provider: 'voices',
      operation: 'speak',
      costUsd: ({ body }) => body.length / 1_000,
    });

    expect(recorded[1]).toEqual({
      at: expect.any(Date),
      provider: 'voices',
      operation: 'speak',
      method: 'GET',
      origin: server.base,
      status: 200,
      ending: 'success',
      durationMs: expect.any(Number),
      tries: 1,
      costUsd: 0.008,
    });
    expect(inspect(recorded)).not.toContain(SECRET);
  });

  it.each(['/reset', '/hang', '/x'])(
    'holds no key when %s fails, nor does its error',
    async (path) => {
      server.answers.set(`/reset?key=${SECRET}`, breakOff);
      server.answers.set(`/hang?key=${SECRET}`, () => undefined);

      const error = await failure(
        client.send(path === '/x' ? 'http://127.0.0.1:9/' : `${server.base}${path}?key=${SECRET}`, {
          ...LIMITS,
          method: 'POST',
          deadlineMs: 200,
          headers: { authorization: `Bearer ${SECRET}` },
          json: { prompt: SECRET },
        }),
      );

      expect(error).toBeInstanceOf(Unreachable);
      expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(SECRET);
      expect(inspect(recorded, { depth: 12 })).not.toContain(SECRET);
    },
  );
});
