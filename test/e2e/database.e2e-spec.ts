import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { type RunningApp, startApp } from '#test/app';
import { freezeServer, killServer, until } from '#test/postgres-process';

let running: RunningApp;

beforeAll(async () => {
  running = await startApp({
    DATABASE_URL: '', // A server of its own, to be hurt.
    DB_POOL_MIN_SIZE: '1',
    DB_POOL_MAX_SIZE: '2',
    DB_POOL_ACQUIRE_TIMEOUT_MS: '300',
  });
}, 60_000);

afterAll(() => running.stop());

const get = (url: string) => running.app.inject({ method: 'GET', url, headers: running.operator });
const post = (url: string, headers: Record<string, string> = running.operator) =>
  running.app.inject({ method: 'POST', url, headers });
const folder = () => join(running.dataDir, 'postgres');
const isReady = async () => (await get('/health')).statusCode === 200;
/** A route that always asks PostgreSQL. */
const ASKS = '/api/v1/shows/00000000-0000-4000-8000-000000000000';

describe('GET /database/stats', () => {
  it('tells what the specification names, and nothing else', async () => {
    await get(ASKS);
    const answer = await get('/api/v1/database/stats');

    expect(answer.statusCode).toBe(200);
    const number = expect.any(Number);
    expect(answer.json()).toEqual({
      connections: {
        total: number,
        active: number, // The queue looks for work in the background.
        idle: number,
        waiting: 0,
        peak: number,
        max_allowed: 2,
      },
      queries: {
        executed: number,
        avg_response_time_ms: number,
        p95_ms: number,
        p99_ms: number,
        errors: 0,
        last_error: null,
        slow: expect.any(Array),
      },
      cache: {
        size: number,
        max_size: 1000,
        hit_rate_percent: number,
        hits: number,
        misses: number,
      },
      uptime: { hours: number, start_time: expect.stringMatching(/^\d{4}-.*Z$/) },
      circuit_breaker: { state: 'closed' },
      status: 'healthy',
    });
    expect(answer.json().queries.executed).toBeGreaterThan(0);
  });
});

describe('the kept answers', () => {
  it('are warmed and forgotten by the operator only', async () => {
    expect((await post('/api/v1/database/preload', {})).statusCode).toBe(401);
    expect((await post('/api/v1/database/cache/clear', {})).statusCode).toBe(401);

    const preloaded = await post('/api/v1/database/preload');
    expect(preloaded.statusCode).toBe(200);
    const { warmed } = preloaded.json<{ warmed: Array<{ name: string; is_warm: boolean }> }>();
    expect(warmed.map(({ name }) => name).sort()).toEqual([
      'channels',
      'feed entries',
      'feeds',
      'preset_schedules',
      'presets',
      'recent shows',
      'speakers',
      'styles',
    ]);
    expect(warmed.every(({ is_warm }) => is_warm)).toBe(true);

    const cleared = await post('/api/v1/database/cache/clear');
    expect(cleared.json().cleared).toBeGreaterThanOrEqual(4);
    expect((await get('/api/v1/database/stats')).json().cache.size).toBe(0);
  });

  it('spare PostgreSQL the second reader, and are never older than a change', async () => {
    const hits = async () => (await get('/api/v1/database/stats')).json().cache.hits as number;
    await get('/api/v1/presets/zurich');
    const before = await hits();
    await get('/api/v1/presets/zurich');
    expect(await hits()).toBeGreaterThan(before);

    const changed = await running.app.inject({
      method: 'PUT',
      url: '/api/v1/presets/zurich',
      headers: running.operator,
      payload: { display_name: 'Changed' },
    });
    expect(changed.statusCode).toBe(200);
    expect((await get('/api/v1/presets/zurich')).json().display_name).toBe('Changed');
  });
});

describe('when every connection is in use', () => {
  it('a request waits as long as it may, then is told when to come back; health does not wait', async () => {
    const source = running.app.get(DataSource);
    const held = Promise.all([1, 2].map(() => source.query('select pg_sleep(1)')));
    await sleep(50);

    const asked = performance.now();
    const health = await get('/health');
    expect(performance.now() - asked).toBeLessThan(600); // A connection is free after 950.
    expect(health.json().checks.database).toMatchObject({ status: 'healthy' });
    const refused = await get(ASKS);

    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('2');
    expect(refused.json()).toMatchObject({
      type: '/problems/database/busy',
      title: 'Database Busy',
      retry_after_s: 2,
    });
    await held;
  });
});

describe('when PostgreSQL', () => {
  it('is killed, requests wait or are refused, and the station comes back by itself', async () => {
    const statuses = new Set<number>();
    let isOver = false;
    // Our own server is back within a third of a second, so with luck nobody is refused at all.
    const askers = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!isOver) {
          statuses.add((await get(ASKS)).statusCode);
          await sleep(1);
        }
      }),
    );
    await killServer(folder());
    expect((await get('/livez')).statusCode).toBe(200);
    await sleep(500);

    expect(await until(async () => (await get(ASKS)).statusCode === 404, 10_000)).toBeLessThan(
      5_000,
    );
    isOver = true;
    await askers;
    expect([404, 503]).toEqual(expect.arrayContaining([...statuses]));
    await until(isReady, 5_000);
  });

  it('hangs, what is kept goes on being read, even past its time', async () => {
    await post('/api/v1/database/preload');
    const thaw = await freezeServer(folder());
    try {
      const isDown = async () => {
        const { status, circuit_breaker } = (await get('/api/v1/database/stats')).json();
        return status === 'unhealthy' && circuit_breaker.state === 'open';
      };
      expect(await until(isDown, 10_000)).toBeLessThan(5_000);
      const health = await get('/health');
      expect(health.statusCode).toBe(503);
      expect(health.json().checks.database).toMatchObject({ status: 'unhealthy' });
      await sleep(3_000);

      const kept = await get('/api/v1/presets');
      expect(kept.statusCode).toBe(200);
      expect(kept.json().items.length).toBeGreaterThan(5);
      expect((await get('/api/v1/shows?limit=20')).statusCode).toBe(200);
      const refused = await get(ASKS);
      expect(refused.headers['content-type']).toContain('application/problem+json');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(refused.json()).toMatchObject({ type: '/problems/database/unavailable', status: 503 });
      expect(refused.body).not.toMatch(/ECONN|127\.0\.0\.1|postgres/);
    } finally {
      thaw();
    }
    expect(await until(async () => (await get(ASKS)).statusCode === 404, 10_000)).toBeLessThan(
      5_000,
    );
  }, 30_000);
});
