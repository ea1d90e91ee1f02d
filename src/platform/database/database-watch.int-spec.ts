import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freezeServer, killServer, until } from '#test/postgres-process';
import { Connections } from './connections.js';
import { DatabaseServer } from './database-server.js';
import { DatabaseSettings } from './database.settings.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { askOnce, Pool } from './postgres-client.js';
import { Signals } from './signals.js';

const FLAGS = ['-c fsync=off'];
/** Failure and recovery are seen within this time, milliseconds. */
const SEEN_MS_MAX = 5_000;

let base: string;
const ends: Array<() => unknown> = [];

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'radiox-watch-'));
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
}, 20_000);

afterAll(() => rm(base, { recursive: true, force: true }));

/** The whole of what an app has, on our own server or on one that is given. */
async function start(dataDir: string, wishes: Partial<DatabaseSettings> = {}) {
  const settings = Object.assign(new DatabaseSettings(), { poolMin: 2, poolMax: 5 }, wishes);
  const server = new DatabaseServer(settings, { dataDir } as never);
  await server.open();
  const { pool, watch, breaker } = new Connections(server, settings);
  await watch.start();
  ends.push(async () => {
    await watch.stop();
    await pool.end();
    await server.close();
  });
  return { server, pool, watch, breaker };
}

type Started = Awaited<ReturnType<typeof start>>;

async function answers({ pool }: Started): Promise<boolean> {
  return pool.query('select 1').then(
    () => true,
    () => false,
  );
}

/** Everything that is asked from now on for a while succeeds. */
async function staysGood(started: Started): Promise<void> {
  for (let n = 0; n < 50; n++) expect(await answers(started)).toBe(true);
}

/** Takes a port the moment it is free. */
async function occupy(port: number): Promise<Server> {
  for (;;) {
    const other = createServer();
    const isOurs = await new Promise<boolean>((done) => {
      other.once('error', () => {
        setImmediate(done, false);
      });
      other.listen(port, '127.0.0.1', () => {
        done(true);
      });
    });
    if (isOurs) return other;
  }
}

describe('our own server', () => {
  it('is seen to die and to come back, by a pool that was in use', async () => {
    const started = await start(base);
    const { pool, watch, breaker } = started;
    const running = Promise.all(
      Array.from({ length: 5 }, () => pool.query('select pg_sleep(5)').catch(String)),
    );
    await sleep(300); // All of them are under way: one that still waited would be answered after the return.

    await killServer(join(base, 'postgres'));
    const diedMs = performance.now();

    expect((await running).every((said) => typeof said === 'string')).toBe(true);
    expect(performance.now() - diedMs).toBeLessThan(1_000);
    expect(await until(() => answers(started), 10_000)).toBeLessThan(SEEN_MS_MAX);
    await until(() => watch.health.isUp, 2_000);
    await staysGood(started);
    expect(breaker.state(performance.now())).toBe('closed');
    await until(() => pool.figures().active === 0 && pool.figures().idle >= 2, 2_000);
  });

  it('is followed to another port when its own was taken meanwhile', async () => {
    const started = await start(base);
    const { server, watch, pool } = started;
    await pool.topUp();
    const other = new Pool({ Client: server.clientClass() });
    other.on('error', () => undefined);
    ends.push(() => other.end());
    await other.query('select 1');
    const { port } = new URL(server.url);
    const occupied = occupy(Number(port));
    ends.push(async () => (await occupied).close());

    await killServer(join(base, 'postgres'));

    await until(async () => !(await answers(started)), 2_000);
    expect(await until(() => answers(started), 15_000)).toBeLessThan(SEEN_MS_MAX);
    expect(new URL(server.url).port).not.toBe(port);
    expect((await other.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await until(() => watch.health.failovers === 1, 2_000);
    expect(watch.health.lastFailoverAt).toMatch(/^\d{4}-/);
    await staysGood(started);
  });

  it('that hangs is left alone until it goes on', async () => {
    const started = await start(base);
    const { pool, watch, breaker } = started;
    await pool.topUp();
    const hanging = pool.query('select pg_sleep(0.2)').catch(String);
    const thaw = await freezeServer(join(base, 'postgres'));
    ends.push(thaw);
    const frozenMs = performance.now();

    expect(await hanging).toBeDefined();
    expect(performance.now() - frozenMs).toBeLessThan(SEEN_MS_MAX);
    await until(() => !watch.health.isUp, SEEN_MS_MAX);
    expect(breaker.state(performance.now())).toBe('open');
    const askedMs = performance.now();
    expect(await answers(started)).toBe(false);
    expect(performance.now() - askedMs).toBeLessThan(100);

    thaw();

    expect(await until(() => watch.health.isUp, 10_000)).toBeLessThan(SEEN_MS_MAX);
    await staysGood(started);
  });
});

describe('what is connected beside the pool', () => {
  /** Signals and a pool of the queue's kind, on what an app has. */
  async function startBeside(wishes: Partial<DatabaseSettings> = {}) {
    const started = await start(base, wishes);
    const { server, pool } = started;
    const database = { query: (sql: string, values: unknown[]) => pool.query(sql, values) };
    const signals = new Signals(server, database as never);
    const own = server.ownPool({ max: 3, connectionTimeoutMillis: 2_000 });
    own.on('error', () => undefined);
    ends.push(
      () => own.end(),
      () => signals.onApplicationShutdown(),
    );
    const heard: string[] = [];
    signals.on('topic', (text) => heard.push(text));
    const hears = async (text: string) => {
      await signals.tell('topic', text).catch(() => undefined);
      return heard.includes(text);
    };
    await until(() => hears('before'), 2_000);
    return { ...started, own, hears };
  }

  it('is cut from a server that hangs, and back when it goes on', async () => {
    const { own, hears, watch } = await startBeside();
    const held = await own.connect();
    const hanging = held.query('select pg_sleep(0.2)').catch(String);
    const thaw = await freezeServer(join(base, 'postgres'));
    ends.push(thaw);
    const frozenMs = performance.now();

    expect(await hanging).toMatch(/Connection terminated/);
    held.release();
    expect(performance.now() - frozenMs).toBeLessThan(SEEN_MS_MAX);

    thaw();

    expect(await until(() => hears('after'), 15_000)).toBeLessThan(2 * SEEN_MS_MAX);
    await until(() => watch.health.isUp, SEEN_MS_MAX);
    expect((await own.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  }, 30_000);

  it('ends within a few seconds while the server hangs', async () => {
    const started = await start(base);
    const { server } = started;
    const signals = new Signals(server, {} as never);
    signals.on('topic', () => undefined);
    const own = server.ownPool({ max: 1 });
    await own.query('select 1');
    await started.watch.stop(); // As at the end of an app: nobody cuts any longer.
    const thaw = await freezeServer(join(base, 'postgres'));
    ends.push(thaw);
    const frozenMs = performance.now();

    await Promise.all([own.end(), signals.onApplicationShutdown()]);

    expect(performance.now() - frozenMs).toBeLessThan(4_000);
  }, 30_000);
});

describe('one of several servers', () => {
  it('is left for the one that takes over, with nothing lost', async () => {
    const [first, second] = [join(base, 'first'), join(base, 'second')];
    const primary = new EmbeddedPostgres(first, FLAGS);
    const copy = new EmbeddedPostgres(second, FLAGS);
    const primaryUrl = await primary.start();
    await primary.stop();
    await cp(first, second, { recursive: true });
    await rm(join(second, 'radiox.port'));
    const [password] = (await readFile(join(first, 'radiox.password'), 'utf8')).split('\n');
    await primary.start();
    const { port } = new URL(primaryUrl);
    const link = `host=127.0.0.1 port=${port} user=radiox password=${password}`;
    await writeFile(join(second, 'postgresql.auto.conf'), `primary_conninfo = '${link}'\n`);
    await writeFile(join(second, 'standby.signal'), '');
    const copyUrl = await copy.start();
    ends.push(async () => {
      await copy.stop();
      await primary.stop();
    });
    const hosts = `127.0.0.1:${new URL(copyUrl).port},127.0.0.1:${port}`;
    const url = primaryUrl.replace(/127\.0\.0\.1:\d+/, hosts);

    const started = await start(base, { url: `${url}?target_session_attrs=read-write` });
    expect(new URL(started.server.url).port).toBe(port);
    await started.pool.query('create table kept as select 1 as n');
    const arrived = () => askOnce(copyUrl, `select from pg_class where relname = 'kept'`);
    await until(async () => (await arrived()) === 1, 5_000);

    await killServer(first);
    await askOnce(copyUrl, 'select pg_promote()');

    const write = () => started.pool.query('insert into kept values (2)').then(...isDone);
    expect(await until(write, 15_000)).toBeLessThan(SEEN_MS_MAX);
    expect(new URL(started.server.url).port).toBe(new URL(copyUrl).port);
    expect((await started.pool.query('select n from kept order by n')).rows).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    await until(() => started.watch.health.failovers === 1, 2_000);
    await staysGood(started);
  }, 60_000);

  it('says which servers it asked and why none will do', async () => {
    const settings = { url: 'postgres://u:secret@127.0.0.1:1/x', poolMax: 5 };
    const server = new DatabaseServer(settings as never, { dataDir: base } as never);

    await expect(server.look()).rejects.toThrow('127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1');
  });
});

const isDone = [() => true, () => false] as const;
