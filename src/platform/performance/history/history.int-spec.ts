import { Test, type TestingModule } from '@nestjs/testing';
import { ServiceModule } from '#platform/config';
import { Database, DatabaseModule } from '#platform/database';
import { JsonLogger } from '#platform/logging';
import { Meters } from '#platform/metrics';
import { freshDatabase } from '#test/database';
import { freePort, hasRedis, RedisServer } from '#test/redis-server';
import { History, PerformanceModule } from '../index.js';
import { PointWriter } from './point-writer.js';

const RULES = {
  depth: { fleet: 'max', time: 'average' },
  done: { fleet: 'sum', time: 'average' },
  peak: { fleet: 'max', time: 'max' },
} as const;

interface Instance {
  readonly module: TestingModule;
  readonly history: History;
  readonly database: Database;
  figures: Record<string, number>;
}

const open: TestingModule[] = [];
const started: RedisServer[] = [];

async function instance(url: string, env: Record<string, string> = {}): Promise<Instance> {
  const wanted = { DATABASE_URL: url, PERF_APP_INTERVAL: '10', ...env };
  const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, process.env[name]]));
  Object.assign(process.env, wanted);
  const module = await Test.createTestingModule({
    imports: [ServiceModule, DatabaseModule, PerformanceModule],
  })
    .setLogger(new JsonLogger('error'))
    .compile();
  for (const [name, value] of Object.entries(before))
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  open.push(module);
  const history = module.get(History);
  const made: Instance = { module, history, database: module.get(Database), figures: {} };
  history.add({ metricType: 'queue', meters: [], rules: RULES, read: () => made.figures });
  return made;
}

async function redisIfThere(): Promise<Record<string, string>> {
  if (!hasRedis()) return {};
  const redis = new RedisServer(await freePort());
  started.push(redis);
  await redis.start();
  return { REDIS_URL: redis.url };
}

/** Points of the past, as if they had been noted then. */
async function remember(database: Database, rows: ReadonlyArray<[number, string, object]>) {
  for (const [secondsAgo, name, figures] of rows)
    await database.query(
      `insert into metric_point (metric_type, is_coarse, at, instance, figures)
        values ('queue', false, date_bin('5 minutes', now(), 'epoch') - make_interval(secs => $1), $2, $3)`,
      [secondsAgo, name, JSON.stringify(figures)],
    );
}

afterEach(async () => {
  for (const module of open.splice(0)) await module.close();
  for (const server of started.splice(0)) await server.stop();
});

describe('History', () => {
  it('keeps what it noted over a restart, and joins processes by the rule of each figure', async () => {
    const url = await freshDatabase();
    const one = await instance(url);
    const other = await instance(url);
    one.figures = { depth: 4, done: 10, peak: 1 };
    other.figures = { depth: 6, done: 5, peak: 3 };

    await one.history.note(['queue']);
    await other.history.note(['queue']);
    await one.module.close();
    await other.module.close();
    open.splice(0);
    const later = await instance(url);
    const { points, resolutionS } = await later.history.course('queue', 1);
    const figures = (name: string) => points.map((point) => point.figures[name] ?? 0);

    expect(resolutionS).toBe(10);
    // Two points where ten seconds ended between the two notes.
    expect(figures('done').reduce((sum, value) => sum + value, 0)).toBe(15);
    expect(Math.max(...figures('depth'))).toBe(6);
    expect(Math.max(...figures('peak'))).toBe(3);
  });

  it('makes coarse points once in a fleet, and forgets what is too old', async () => {
    const url = await freshDatabase();
    const one = await instance(url);
    const other = await instance(url);
    const hour = 3600;
    await remember(one.database, [
      [2 * hour, 'a', { depth: 2, peak: 7 }],
      [2 * hour - 1, 'a', { depth: 4, peak: 1 }],
      [26 * hour, 'a', { depth: 9, peak: 9 }],
    ]);

    await Promise.all([one.history.rollUp(), other.history.rollUp()]);
    await one.history.rollUp();
    const coarse = await one.database.query<{ figures: Record<string, number> }>(
      'select figures from metric_point where is_coarse',
    );
    const fine = await one.database.query('select 1 from metric_point where not is_coarse');
    const { points, resolutionS } = await other.history.course('queue', 25);

    expect(coarse).toHaveLength(1);
    expect(coarse[0]?.figures['peak']).toBe(7);
    expect(coarse[0]?.figures['depth']).toBe(3);
    expect(fine).toHaveLength(2);
    expect(resolutionS).toBe(300);
    expect(points).toHaveLength(1);
  });

  it('never tells more than 1,500 points', async () => {
    const { history } = await instance(await freshDatabase());

    expect((await history.course('queue', 24)).resolutionS).toBe(60);
    expect((await history.course('queue', 720)).resolutionS).toBe(1800);
  });

  it('goes on without the database, tells what Redis remembers, and loses nothing', async () => {
    const url = await freshDatabase();
    const env = await redisIfThere();
    const one = await instance(url, env);
    const other = await instance(url, env);
    const writer = one.module.get(PointWriter);
    Object.assign(one.database, { query: () => Promise.reject(new Error('away')) });
    one.figures = { done: 1 };
    other.figures = { done: 2 };
    await until(async () => {
      await one.history.note(['queue']);
      await other.history.note(['queue']);
      const { points } = await one.history.course('queue', 1);
      // Without Redis each process remembers only itself.
      return points.some(({ instances }) => instances === ('REDIS_URL' in env ? 2 : 1));
    });
    const waiting = writer.waiting;

    Reflect.deleteProperty(one.database, 'query');
    await writer.flush();
    const [row] = await one.database.query<{ count: number }>(
      'select count(*)::int as count from metric_point where instance = $1',
      [one.history.instance],
    );

    expect(waiting).toBeGreaterThan(0);
    expect(writer.waiting).toBe(0);
    expect(row?.count).toBe(waiting);
  });

  it('lets the oldest points go when the database is away for too long', async () => {
    const one = await instance(await freshDatabase());
    const writer = one.module.get(PointWriter);
    const at = new Date();
    for (let count = 0; count < 2_100; count++)
      writer.add({ metricType: 'queue', at, instance: String(count), figures: {} });

    expect(writer.waiting).toBe(2_000);
    expect(writer.dropped).toBe(100);
    await writer.flush();
    const meters = one.module.get(Meters);
    expect((await meters.snapshot()).value('radiox_history_points_dropped_total')).toBe(100);
    expect(await one.database.query('select 1 from metric_point')).toHaveLength(2_000);
  });
});

async function until(isTrue: () => Promise<boolean>) {
  const deadlineMs = performance.now() + 10_000;
  while (!(await isTrue())) {
    if (performance.now() > deadlineMs) throw new Error('Not within 10 s');
    await new Promise((again) => setTimeout(again, 100));
  }
}
