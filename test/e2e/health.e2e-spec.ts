import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { HttpEngine } from '#platform/http';
import { type RunningApp, startApp } from '#test/app';
import { eventually } from '#test/cache';
import { freePort, hasRedis, RedisServer } from '#test/redis-server';

const STRANGER = '203.0.113.7';
let running: RunningApp;

const ask = (url: string, remoteAddress?: string, headers: Record<string, string> = {}) =>
  running.app.inject({ method: 'GET', url, headers, ...(remoteAddress && { remoteAddress }) });

describe('health', () => {
  beforeAll(async () => {
    running = await startApp({ REDIS_URL: '', DB_POOL_MIN_SIZE: '1', DB_POOL_MAX_SIZE: '2' });
  }, 60_000);

  afterAll(() => running.stop());

  it('tells an operator what the specification names, and nothing else', async () => {
    const answer = await ask('/health');
    const number = expect.any(Number) as number;

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      status: 'healthy',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      uptime: number,
      checks: {
        database: { status: 'healthy', failovers: 0, last_failover_at: null },
        redis: { status: 'healthy', redis: 'not configured' },
        queue: expect.objectContaining({ status: 'healthy', active: number }) as object,
        external_apis: { status: 'healthy', origins: 0, breakers_open: [] },
        disk_space: { status: 'healthy', free_bytes: number, total_bytes: number },
        memory_usage: {
          status: 'healthy',
          rss_mb: number,
          limit_mb: number,
          used_percent: number,
        },
        audio_engine: {
          status: 'healthy',
          voices: number,
          engines: ['flite', 'espeak'],
          takes_in_progress: 0,
          takes_failed_in_row: 0,
          mixes_in_progress: 0,
        },
      },
      cache_stats: {
        entries: number,
        entries_max: number,
        size_bytes: number,
        bytes_max: number,
        hits: number,
        misses: number,
        hit_ratio: number,
      },
    });
  });

  it('tells a stranger the status alone; a wrong key opens nothing, an operator key all', async () => {
    const wrong = { authorization: 'Bearer rx_wrong' };

    expect((await ask('/health', STRANGER)).json()).toEqual({ status: 'healthy' });
    expect((await ask('/health', STRANGER, wrong)).json()).toEqual({ status: 'healthy' });
    expect((await ask('/health', STRANGER, { ...running.operator })).json()).toHaveProperty(
      'checks.database',
    );
  });

  it('is ready in one word, or in a line for each check', async () => {
    const short = await ask('/readyz', STRANGER);
    expect([short.statusCode, short.body]).toEqual([200, 'ok\n']);
    expect(short.headers['content-type']).toBe('text/plain; charset=utf-8');

    const long = await ask('/readyz?verbose&exclude=queue&exclude=moon,sun');
    expect(long.body.split('\n').sort()).toEqual(
      [
        '',
        '[+]process ok',
        '[+]database ok',
        '[+]queue excluded: ok',
        'warning: some checks cannot be excluded: no matches for "moon", "sun"',
        'readyz check passed',
      ].sort(),
    );
    expect((await ask('/readyz?colour=red')).statusCode).toBe(422);
  });

  it('tells in one word each how the components are, to anybody', async () => {
    const answer = await ask('/performance/health', STRANGER);

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      status: 'healthy',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      components: {
        memory_usage: 'healthy',
        database: 'healthy',
        redis: 'healthy',
        queue: 'healthy',
        disk_space: 'healthy',
        external_apis: 'healthy',
        audio_engine: 'healthy',
      },
    });
  });

  it('is degraded, and well, while a provider is left alone', async () => {
    const { origins } = running.app.get(HttpEngine, { strict: false });
    const { breaker } = origins.of('https://voices.example');
    breaker.isolate();
    try {
      const answer = await ask('/health');

      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        status: 'degraded',
        checks: {
          external_apis: {
            status: 'degraded',
            reason: '1 of 1 are left alone',
            breakers_open: ['https://voices.example'],
          },
        },
      });
      expect((await ask('/health', STRANGER)).json()).toEqual({ status: 'degraded' });
    } finally {
      breaker.reset();
    }
  });

  it('needs no connection of the pool: p95 under 100 ms while every one is in use', async () => {
    const source = running.app.get(DataSource);
    const held = Promise.all([1, 2].map(() => source.query('select pg_sleep(4)')));
    await sleep(50);
    const durations: number[] = [];
    for (let n = 0; n < 60; n++) {
      const from = performance.now();
      // A key that nobody knows would have to be looked up.
      const answer = await ask('/health', STRANGER, { 'x-api-key': `rx_unknown${n % 5}` });
      durations.push(performance.now() - from);
      expect(answer.statusCode).toBe(200);
    }
    for (const path of ['/livez', '/readyz?verbose', '/performance/health'])
      expect((await ask(path)).statusCode).toBe(200);
    const isHeld = await Promise.race([held.then(() => false), sleep(1, true)]);

    expect(isHeld).toBe(true); // The pool was exhausted all the while.
    expect(durations.sort((a, b) => a - b)[56]).toBeLessThan(100);
    await held;
  });

  it('lists every module with what it stands on and how its routes answer', async () => {
    for (let n = 0; n < 3; n++) await ask('/api/v1/presets', undefined, { ...running.operator });
    await ask('/no/such/path');
    const answer = await ask('/services/status', undefined, { ...running.operator });
    const { services } = answer.json<{ services: Array<Record<string, unknown>> }>();
    const service = (name: string) => services.find((one) => one['name'] === name);

    expect(answer.statusCode).toBe(200);
    expect(services.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['gateway', 'modules/show', 'modules/data', 'platform/database']),
    );
    expect(service('modules/data')).toEqual({
      name: 'modules/data',
      status: 'healthy',
      version: expect.any(String) as string,
      uptime: expect.any(Number) as number,
      dependencies: [
        'platform/access',
        'platform/audit',
        'platform/database',
        'platform/input',
        'platform/queue',
        'platform/stored',
      ],
      requests: {
        count: 3,
        errors: 0,
        avg_ms: expect.any(Number) as number,
        p95_ms: expect.any(Number) as number,
      },
    });
    expect(service('gateway')).toHaveProperty('requests.count', expect.any(Number));
  });
});

describe('health with Redis', () => {
  it('tells how fast it answers; without it the station is degraded and well', async () => {
    if (!hasRedis()) return;
    const server = new RedisServer(await freePort());
    await server.start();
    running = await startApp({ REDIS_URL: server.url });
    try {
      const redis = async () =>
        (await ask('/health')).json<{ checks: { redis: Record<string, unknown> } }>().checks.redis;
      await eventually(async () => (await redis())['redis'] === 'answers', 5_000);
      expect(await redis()).toEqual({
        status: 'healthy',
        redis: 'answers',
        latency_ms: expect.any(Number) as number,
      });
      await server.kill();
      await eventually(async () => (await redis())['status'] === 'degraded', 5_000);
      const answer = await ask('/health');

      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        status: 'degraded',
        checks: { redis: { status: 'degraded', reason: 'does not answer' } },
      });
    } finally {
      await running.stop();
      await server.stop();
    }
  }, 60_000);
});
