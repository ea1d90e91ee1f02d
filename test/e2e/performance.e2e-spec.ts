import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CacheWarmer, TieredCache } from '#platform/cache';
import { Database } from '#platform/database';
import { Meters } from '#platform/metrics';
import { History, METRIC_TYPES } from '#platform/performance';
import { packageRoot, WorkerPool } from '#platform/process';
import { type RunningApp, startApp } from '#test/app';
import { eventually } from '#test/cache';

let running: RunningApp;

beforeAll(async () => {
  running = await startApp();
});
afterAll(async () => {
  await running.stop();
});

const get = (url: string, headers: Record<string, string> = running.operator) =>
  running.app.inject({ url, headers });
const optimize = async (component: string, action: string, parameters?: object) => {
  const answer = await running.app.inject({
    method: 'POST',
    url: '/performance/optimize',
    headers: running.operator,
    payload: { component, action, ...(parameters && { parameters }) },
  });
  return { status: answer.statusCode, ...answer.json<Optimised>() };
};

interface Optimised {
  readonly success: boolean;
  readonly type?: string;
  readonly before: Record<string, number>;
  readonly after: Record<string, number>;
}

const number = expect.any(Number) as number;
const text = expect.any(String) as string;

describe('GET /performance', () => {
  it.each([
    'overview',
    'connection-pools',
    'caches',
    'audio-optimizer',
    'resilience',
    'prometheus',
  ])('tells %s to operators alone', async (path) => {
    expect((await get(`/performance/${path}`, {})).statusCode).toBe(401);
    expect((await get(`/performance/${path}`)).statusCode).toBe(200);
    expect((await get(`/api/v1/performance/${path}`)).statusCode).toBe(200);
  });

  it('tells the overview in just the promised form', async () => {
    expect((await get('/performance/overview')).json()).toEqual({
      timestamp: text,
      status: expect.stringMatching(/^(healthy|degraded|warning|critical)$/) as string,
      memory_usage_mb: number,
      cpu_usage_percent: number,
      event_loop_lag_ms: number,
      active_requests: 1,
      connection_pools_healthy: true,
      cache_systems_healthy: true,
      audio_optimizer_healthy: true,
      queue_healthy: true,
      avg_response_time_ms: number,
      p95_response_time_ms: number,
      requests_per_second: number,
      error_rate_percent: number,
      active_alerts: 0,
      critical_alerts: 0,
    });
  });

  it('tells the pools', async () => {
    const pools = (await get('/performance/connection-pools')).json<
      Array<{ pool_type: string; total_connections: number; health_status: { status: string } }>
    >();

    expect(pools.map(({ pool_type }) => pool_type)).toEqual(['database', 'redis', 'http']);
    expect(pools[0]).toEqual({
      pool_type: 'database',
      pools: [
        {
          pool_name: 'primary',
          pool_type: 'database',
          size: number,
          active: number,
          idle: number,
          waiting: 0,
          created_total: number,
          closed_total: number,
          errors_total: 0,
          last_error: null,
          last_error_time: null,
          memory_usage_mb: null,
        },
      ],
      total_connections: number,
      active_connections: number,
      idle_connections: number,
      health_status: { status: 'healthy', max_connections: 10 },
    });
    expect(pools[0]?.total_connections).toBeGreaterThan(0);
    expect(pools[1]?.health_status.status).toBe('not_configured');
  });

  it('says what went wrong last in a pool, without values', async () => {
    const database = running.app.get(Database, { strict: false });
    await database.query(`select 'secret-value'::integer`).catch(() => undefined);
    const [pool] = (await get('/performance/connection-pools')).json<
      Array<{ pools: Array<{ last_error: string; last_error_time: string }> }>
    >();

    expect(pool?.pools[0]?.last_error).toMatch(/^22P02 /);
    expect(pool?.pools[0]?.last_error).not.toContain('secret-value');
    expect(Date.parse(pool?.pools[0]?.last_error_time ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('tells the caches by their levels', async () => {
    const space = running.app.get(TieredCache, { strict: false }).space('told');
    await space.set('key', 'value');
    await space.get('key');
    const caches = (await get('/performance/caches')).json<Array<{ cache_name: string }>>();
    const level = {
      ...{ name: 'told', level: 'L1', total_entries: 1, total_size_bytes: number },
      ...{ hits: 1, misses: 0, hit_ratio: 1, gets: 1, sets: 1, deletes: 0, evictions: 0 },
      ...{ avg_get_time_ms: number, avg_set_time_ms: number, memory_usage_bytes: number },
      ...{ memory_usage_percent: number, last_updated: text },
    };

    expect(caches.find(({ cache_name }) => cache_name === 'told')).toEqual({
      cache_name: 'told',
      policy: 'adaptive',
      levels: {
        L1: level,
        L2: {
          ...level,
          ...{ level: 'L2', total_entries: null, total_size_bytes: null, hits: 0, hit_ratio: 0 },
          ...{ gets: 0, sets: 0, memory_usage_bytes: null, memory_usage_percent: null },
          last_updated: null,
        },
      },
      overall_hit_ratio: 1,
      total_entries: 1,
      total_size_mb: number,
      health_status: expect.objectContaining({ status: 'healthy', l2: 'not_configured' }) as object,
    });
  });

  it('tells what sound is made with: no streams yet', async () => {
    expect((await get('/performance/audio-optimizer')).json()).toEqual({
      active_streams: 0,
      total_memory_mb: number,
      mapped_mb: 0,
      buffer_pool_usage: { slabs: 0, in_use: 0, hit_ratio: 0 },
      gc_stats: { runs: 0, released_mb: 0, last_run: null },
      streams: [],
    });
  });

  it('tells breakers, rates, and what waits where', async () => {
    const { circuit_breakers, rate_limits, back_pressure } = (
      await get('/performance/resilience')
    ).json<{ circuit_breakers: object[]; rate_limits: object[]; back_pressure: object[] }>();

    expect(circuit_breakers[0]).toMatchObject({ name: 'database', state: 'closed' });
    expect(rate_limits[0]).toMatchObject({ direction: 'incoming', per_second: number });
    expect(back_pressure).toContainEqual(
      expect.objectContaining({ name: 'database', waiting: 0, running_max: 10 }),
    );
  });

  it('tells the history', async () => {
    const history = running.app.get(History, { strict: false });
    for (let count = 0; count < 3; count++) await get('/api/v1/shows');
    await history.note([...METRIC_TYPES]);
    const of = async (type: string) =>
      (await get(`/performance/metrics/history?metric_type=${type}&hours=1`)).json<{
        data_points: number;
        metrics: Array<Record<string, number>>;
      }>();
    const application = await of('application');

    expect(application).toEqual({
      metric_type: 'application',
      hours: 1,
      resolution_s: 10,
      data_points: 1,
      metrics: [expect.objectContaining({ timestamp: text, instances: 1 })],
    });
    expect(application.metrics[0]?.['requests']).toBeGreaterThanOrEqual(3);
    expect((await of('system')).metrics[0]?.['memory_usage_mb']).toBeGreaterThan(50);
    expect((await of('queue')).metrics[0]).toMatchObject({ depth: 0, failed_per_minute: 0 });
    expect((await of('gc')).metrics[0]).toMatchObject({ collections: number });
    expect(await of('stream')).toMatchObject({ data_points: 0, metrics: [] });
  });

  it.each(['metric_type=cheese', 'hours=0', 'hours=721', 'hours=1.5', 'hours=x'])(
    'refuses a history of %s',
    async (query) => {
      expect((await get(`/performance/metrics/history?${query}`)).statusCode).toBe(422);
    },
  );
});

describe('what is measured of requests', () => {
  const requests = async (endpoint: string, status: string) =>
    (await running.app.get(Meters, { strict: false }).snapshot()).value('http_requests_total', {
      endpoint,
      status,
    }) ?? 0;
  const series = async () =>
    (await get('/metrics')).body.split('\n').filter((line) => /^(http_|radiox_http_)/.test(line))
      .length;

  it('goes by the template of the route', async () => {
    const before = await requests('/api/v1/shows/:id', '404');
    await get(`/api/v1/shows/${randomUUID()}`);
    await get(`/api/v1/shows/${randomUUID()}`);

    expect(await requests('/api/v1/shows/:id', '404')).toBe(before + 2);
  });

  it('adds no series for 10,000 random paths, methods and queries', async () => {
    await get('/nothing/here');
    await get('/performance/overview?a=1');
    await series(); // Is itself a route that is asked for the first time.
    const before = await series();
    const unknown = await requests('unknown', '404');
    for (let at = 0; at < 10_000; at++)
      await running.app.inject({ url: `/${randomUUID()}/${at}?q=${at}` });
    await running.app.inject({ url: '/performance/overview?b=2', headers: running.operator });

    expect(await requests('unknown', '404')).toBeGreaterThan(unknown + 5_000);
    expect(await series()).toBe(before);
  }, 60_000);
});

describe('POST /performance/optimize', () => {
  const cache = () => running.app.get(TieredCache, { strict: false });

  it('empties one cache and leaves the others', async () => {
    await cache().space('one').set('a', 1);
    await cache().space('two').set('a', 1);
    const done = await optimize('cache', 'clear', { cache: 'one' });

    expect(done).toMatchObject({ status: 200, success: true });
    expect(done.before['entries']).toBe(1);
    expect(done.after['entries']).toBe(0);
    expect(await cache().space('two').get('a')).toBe(1);
  });

  it('warms what is registered', async () => {
    const warm = () =>
      cache()
        .space('warmed')
        .getOrSet('key', () => 'value');
    running.app.get(CacheWarmer, { strict: false }).register({ pattern: 'warmed:*', warm });
    await eventually(async () => (await cache().space('warmed').get('key')) === 'value', 2_000);
    await cache().clear('warmed');
    const done = await optimize('cache', 'warm', { pattern: 'warmed:*' });

    expect(done).toMatchObject({ status: 200, success: true });
    expect((done.after['entries'] ?? 0) - (done.before['entries'] ?? 0)).toBe(1);
    expect(await optimize('cache', 'warm', { pattern: 'nobody:*' })).toMatchObject({
      success: false,
    });
  });

  it('lets expired entries go', async () => {
    await cache().space('brief').set('key', 'value', { ttl: 0.02 });
    await sleep(40);
    for (const component of ['cache', 'memory']) {
      const name = component === 'cache' ? 'entries' : 'cache_entries';
      const done = await optimize(component, 'trim');
      const gone = (done.before[name] ?? 0) - (done.after[name] ?? 0);
      expect(gone).toBe(1);
      await cache().space('brief').set('key', 'value', { ttl: 0.02 });
      await sleep(40);
    }
  });

  it('collects garbage', async () => {
    const garbage = Array.from({ length: 300_000 }, (_, at) => ({ at, text: `number ${at}` }));
    expect(garbage.pop()?.at).toBe(299_999);
    garbage.length = 0;
    const { status, before, after } = await optimize('memory', 'gc');

    expect(status).toBe(200);
    expect(after['heap_used_mb']).toBeLessThan((before['heap_used_mb'] ?? 0) - 5);
  });

  it('closes idle connections and keeps those that shall always be', async () => {
    const database = running.app.get(Database, { strict: false });
    await Promise.all(Array.from({ length: 10 }, () => database.query('select pg_sleep(0.1)')));
    const { before, after } = await optimize('connections', 'trim');

    expect(before['database']).toBe(10);
    expect(after['database']).toBe(5);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('lets idle workers go and leaves those at work', async () => {
    const file = join(packageRoot(), 'test', 'fixtures', 'workers', 'tasks.mjs');
    const pool = new WorkerPool({ file, workersMax: 1, taskMsMax: 20_000 });
    try {
      await pool.run('slow', 1);
      const idle = await optimize('audio', 'trim');
      const work = pool.run('slow', 2_500); // Long enough for a machine that stands still for a second.
      await sleep(300);
      const busy = await optimize('audio', 'trim');

      expect(idle.before).toMatchObject({ workers: 1, busy: 0 });
      expect(idle.before['memory_mb']).toBeGreaterThan(20);
      expect(idle.after).toMatchObject({ workers: 0, memory_mb: 0 });
      expect(busy.after).toMatchObject({ workers: 1, busy: 1 });
      expect(await work).toBe('done');
      expect((await get('/performance/audio-optimizer')).json()).toMatchObject({
        gc_stats: { runs: 2, released_mb: number, last_run: text },
      });
    } finally {
      await pool.close();
    }
  });

  it('forgets jobs that ended long ago, and no others', async () => {
    const database = running.app.get(Database, { strict: false });
    for (const days of [1, 8])
      await database.query(
        `insert into job (id, type, payload, lane, options, state, relayed_at, finished_at)
          values ($1, 'old.work', '{}', 'default', '{}', 'completed', now(), now() - make_interval(days => $2))`,
        [randomUUID(), days],
      );
    const done = await optimize('queue', 'gc');

    expect(done.before['old_jobs']).toBe(1);
    expect(done.after['old_jobs']).toBe(0);
    expect((done.before['ended_jobs'] ?? 0) - (done.after['ended_jobs'] ?? 0)).toBe(1);
  });

  it.each(['cache', 'memory', 'connections', 'audio', 'queue'])(
    'looks at the health of %s',
    async (component) => {
      const first = await optimize(component, 'health_check');
      await sleep(2);
      const second = await optimize(component, 'health_check');

      expect(first.before['checked_at']).toBeNull();
      expect(first.after).toMatchObject({ checked_at: text, is_healthy: first.success });
      expect(second.before).toEqual(first.after);
      expect(second.after['checked_at']).not.toBe(first.after['checked_at']);
    },
  );

  it.each([
    ['cheese', 'clear', undefined, 400],
    ['queue', 'clear', undefined, 400],
    ['cache', 'explode', undefined, 400],
    ['cache', 'clear', { cheese: 1 }, 400],
    ['cache', 'clear', { cache: 7 }, 400],
    ['cache', 'clear', { cache: 'nope' }, 404],
  ])('refuses %s %s %j with %i', async (component, action, parameters, status) => {
    expect(await optimize(component, action, parameters)).toMatchObject({ status });
  });
});
