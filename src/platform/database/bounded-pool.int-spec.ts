import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '#test/database';
import { until } from '#test/postgres-process';
import type { BoundedPool } from './bounded-pool.js';
import { Connections } from './connections.js';
import { DatabaseBusy, DatabaseOverloaded, DatabaseUnavailable } from './database.problems.js';
import { DatabaseSettings } from './database.settings.js';
import { connectTo, type PostgresClient } from './postgres-client.js';

/** Nobody listens there. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

let url: string;
let admin: PostgresClient;
const opened: BoundedPool[] = [];

beforeAll(async () => {
  url = await freshDatabase();
  admin = await connectTo(url);
});

afterEach(async () => {
  for (const pool of opened.splice(0)) await pool.end();
});

afterAll(() => admin.end());

/** A pool on the test's database. @param place Where that is for it, which a test may change. */
function open(wishes: Partial<DatabaseSettings> = {}, place = { url }): Connections {
  const settings = Object.assign(new DatabaseSettings(), wishes);
  const connections = new Connections(place as never, settings);
  opened.push(connections.pool);
  return connections;
}

/** Connections of pools as the server counts them. */
async function counted(): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'radiox'`,
  );
  return rows[0]?.n ?? 0;
}

const pidOf = async (pool: BoundedPool) =>
  (await pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );
}

async function msOf(work: Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await failure(work);
  return performance.now() - startedMs;
}

describe('the pool, when there is much to do', () => {
  it('never has more connections than it may, replaced ones included', async () => {
    const { pool } = open({ poolMax: 5, poolUsesMax: 3 });
    let left = 200;
    const work = Array.from({ length: left }, () =>
      pool.query('select pg_sleep(0.005)').finally(() => left--),
    );
    let most = 0;
    while (left > 0) most = Math.max(most, await counted());
    await Promise.all(work);

    expect(most).toBeGreaterThanOrEqual(4);
    expect(most).toBeLessThanOrEqual(5);
    expect(pool.figures()).toMatchObject({ active: 0, waiting: 0, peak: 5, max_allowed: 5 });
  });

  it('serves those who wait in the order they came', async () => {
    const { pool } = open({ poolMax: 1 });
    const order: number[] = [];

    await Promise.all(
      [1, 2, 3, 4].map(async (n) => {
        await pool.query('select 1');
        order.push(n);
      }),
    );

    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('tells the one too many to come back, at once, and serves the others', async () => {
    const { pool } = open({ poolMax: 2, poolWaitingMax: 3 });
    const slow = Array.from({ length: 5 }, () => pool.query('select pg_sleep(0.4)'));

    const tooMany = pool.query('select 1');
    expect(pool.figures()).toMatchObject({ waiting: 3 });
    expect(await msOf(tooMany)).toBeLessThan(300);

    expect(await failure(tooMany)).toBeInstanceOf(DatabaseBusy);
    expect(await failure(tooMany)).toMatchObject({
      kind: 'unavailable',
      facts: { retry_after_s: 2 },
    });
    await Promise.all(slow);
  });

  it('lets nobody wait longer than the limit, and forgets who has left', async () => {
    const { pool } = open({ poolMax: 1, poolAcquireMsMax: 400 });
    const held = await pool.connect();

    const late = Promise.all([1, 2, 3].map(() => failure(pool.query('select 1'))));
    const tookMs = await msOf(late);

    expect((await late).every((error) => error instanceof DatabaseBusy)).toBe(true);
    expect(tookMs).toBeGreaterThan(390);
    expect(tookMs).toBeLessThan(1_000); // One after the other they would wait 1,200.
    held.release();
    await pool.query('select 1');
    expect(pool.figures()).toMatchObject({ active: 0, waiting: 0, idle: 1 });
  });

  it('cancels a statement at its limit and says so as a problem', async () => {
    const { pool, breaker } = open({ statementMsMax: 100 });
    const client = await pool.connect();

    expect(await failure(client.query('select pg_sleep(3)'))).toBeInstanceOf(DatabaseOverloaded);

    client.release();
    expect(breaker.state(performance.now())).toBe('closed');
  });
});

describe('the pool, as time goes by', () => {
  it('keeps the least number open and closes what is above it', async () => {
    const { pool } = open({ poolMin: 3, poolMax: 6, poolIdleMsMax: 150 });
    await pool.topUp();
    await until(() => pool.figures().idle === 3, 1_000);
    expect(pool.figures()).toMatchObject({ total: 3, active: 0 });

    await Promise.all(Array.from({ length: 6 }, () => pool.query('select pg_sleep(0.02)')));
    expect(pool.figures().total).toBe(6);

    await until(() => pool.figures().total === 3, 2_000);
  });

  it('replaces a connection that has been used or has lived for long enough', async () => {
    const { pool: used } = open({ poolUsesMax: 2 });
    const pids = [await pidOf(used), await pidOf(used), await pidOf(used)];
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);

    const { pool: old } = open({ poolLifetimeMsMax: 200 });
    const first = await pidOf(old);
    expect(await pidOf(old)).toBe(first);
    await until(() => old.figures().total === 0, 2_000);
    expect(await pidOf(old)).not.toBe(first);
    expect(old.figures()).toMatchObject({ active: 0, total: 1 });
  });

  it('tries a connection that was idle for long, and takes another where it hangs', async () => {
    const { pool } = open({ poolPingAfterIdleMs: 50 });
    const pid = await pidOf(pool);
    await sleep(100);
    process.kill(pid, 'SIGSTOP');
    try {
      expect(await pidOf(pool)).not.toBe(pid);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(pool.figures()).toMatchObject({ active: 0, total: 1 });
  });

  it('would run into the one that hangs if it did not try', async () => {
    const { pool } = open({ poolPingAfterIdleMs: 60_000 });
    const pid = await pidOf(pool);
    await sleep(100);
    process.kill(pid, 'SIGSTOP');
    const query = pidOf(pool);
    const first = await Promise.race([query, sleep(500)]);
    process.kill(pid, 'SIGCONT');

    expect(first).toBeUndefined();
    expect(await query).toBe(pid);
  });
});

describe('the pool without a server', () => {
  it('tries three times, then says that the database is away', async () => {
    const { pool, breaker } = open({}, { url: NOWHERE });

    const error = await failure(pool.connect());

    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect((error as Error).cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(breaker.state(performance.now())).toBe('closed');
  });

  it('opens the breaker after ten failures; then calls fail without being tried', async () => {
    const place = { url: NOWHERE };
    const { pool, breaker } = open({}, place);
    for (let calls = 0; calls < 4; calls++) await failure(pool.query('select 1'));
    expect(breaker.state(performance.now())).toBe('open');

    place.url = url; // It would succeed if it were tried.
    const refused = await failure(pool.query('select 1'));

    expect(refused).toMatchObject({ code: 'database/unavailable', facts: { retry_after_s: 5 } });
    expect((refused as Error).cause).toBeUndefined();
    expect(pool.figures().total).toBe(0);
  });

  it('is not opened by wrong SQL, however often', async () => {
    const { pool, breaker, log } = open();

    for (let calls = 0; calls < 15; calls++)
      await failure(pool.query('select $1::uuid', ['secret value']));

    expect(breaker.state(performance.now())).toBe('closed');
    const { errors, last_error } = log.figures();
    expect(errors).toBe(15);
    expect(last_error).toContain('22P02 invalid input syntax for type uuid');
    expect(last_error).not.toContain('secret');
  });

  it('does not try a wrong password again', async () => {
    const { pool } = open({}, { url: url.replace(/:[^:@]+@/, ':wrong@') });

    expect(await msOf(pool.connect())).toBeLessThan(1_000);
    expect(await failure(pool.connect())).toMatchObject({ cause: { code: '28P01' } });
  });

  it('throws away every connection at once, those in use too', async () => {
    const { pool } = open({ poolMin: 3 });
    await pool.topUp();
    const running = failure(pool.query('select pg_sleep(10)'));
    await until(async () => (await counted()) === 3, 1_000);

    pool.evict();

    expect(await running).toBeInstanceOf(Error);
    await until(() => pool.figures().total === 0, 1_000);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('the log of statements', () => {
  it('lists slow ones without their values', async () => {
    const { pool, log } = open({ slowQueryMs: 50 });

    await pool.query(`select pg_sleep(0.1), $1::text, 'literal'`, ['private']);
    await pool.query('select 1');

    const { slow, executed, p99_ms, avg_response_time_ms } = log.figures();
    expect(executed).toBe(2);
    expect(p99_ms).toBeGreaterThan(90);
    expect(avg_response_time_ms).toBeGreaterThan(40);
    expect(slow).toEqual([
      {
        sql: 'select pg_sleep(0.1), $1::text, ?',
        duration_ms: expect.any(Number),
        at: expect.any(String),
      },
    ]);
  });
});
