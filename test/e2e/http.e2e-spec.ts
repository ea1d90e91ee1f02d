import { HttpClient, TIME_LIMITS } from '#platform/http';
import { type RunningApp, startApp } from '#test/app';
import { type FeedServer, startFeedServer } from '#test/feed-server';

let running: RunningApp;
let upstream: FeedServer;

beforeAll(async () => {
  upstream = await startFeedServer();
  running = await startApp();
});

afterAll(async () => {
  await running.stop();
  await upstream.stop();
});

const stats = async () =>
  (await running.app.inject({ url: '/api/v1/http/stats', headers: running.operator })).json<
    Record<string, unknown>
  >();

const post = (path: string, origin: unknown, headers: Record<string, string> = running.operator) =>
  running.app.inject({
    method: 'POST',
    url: `/api/v1/http/breakers/${path}`,
    payload: { origin },
    headers,
  });

describe('the HTTP client of the app', () => {
  it('tells how it does, in just the promised form', async () => {
    upstream.answers.set('/fine', (_request, response) => response.end('fine'));
    const client = running.app.get(HttpClient, { strict: false });
    for (let call = 0; call < 4; call++)
      await client.get(`${upstream.base}/fine`, {
        deadlineMs: TIME_LIMITS.FAST,
        bodyBytesMax: 1_000,
      });

    expect(await stats()).toEqual({
      requests: {
        total: 4,
        successful: 4,
        failed: 0,
        timeout: 0,
        retries: 0,
        success_rate_percent: 100,
        error_rate_percent: 0,
      },
      performance: {
        avg_response_time_ms: expect.any(Number),
        p95_ms: expect.any(Number),
        peak_response_time_ms: expect.any(Number),
        connection_reuse_percent: expect.any(Number),
      },
      circuit_breakers: {
        [upstream.base]: {
          state: 'closed',
          failure_count: 0,
          last_failure: null,
          next_attempt: null,
        },
      },
      clients: {
        active_clients: 1,
        connection_pool: {
          max_connections: 100,
          max_keepalive: 20,
          open: expect.any(Number),
          pending: 0,
        },
      },
      uptime: expect.any(Number),
      status: 'healthy',
    });
  });

  it('lets the operator isolate an origin and take it back', async () => {
    const isolated = await post('isolate', `${upstream.base}/any/path`);
    expect(isolated.statusCode).toBe(200);
    expect(isolated.json()).toMatchObject({ state: 'isolated' });
    expect(await stats()).toMatchObject({ status: 'degraded' });

    const reset = await post('reset', upstream.base);
    expect(reset.json()).toMatchObject({ state: 'closed' });
    expect(await stats()).toMatchObject({ status: 'healthy' });
  });

  it('lets nobody else', async () => {
    expect((await post('isolate', upstream.base, {})).statusCode).toBe(401);
    expect((await post('reset', upstream.base, {})).statusCode).toBe(401);
  });

  it('knows no breaker of an origin that was never asked, and takes only origins', async () => {
    expect((await post('reset', 'https://nobody.example')).statusCode).toBe(404);
    for (const wrong of ['', 'file:///etc/passwd', 'example.org', 7, undefined])
      expect((await post('isolate', wrong)).statusCode).toBe(422);
  });

  it('leaves a record of each call', async () => {
    await new Promise((done) => setTimeout(done, 1_500));
    const { Database } = await import('#platform/database');

    const rows = await running.app
      .get(Database, { strict: false })
      .query('select provider, operation, status, tries from external_call');

    expect(rows).toHaveLength(4);
    expect(rows[0]).toEqual({
      provider: new URL(upstream.base).host,
      operation: 'get',
      status: 200,
      tries: 1,
    });
  });
});
