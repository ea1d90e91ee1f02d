import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { DatabaseServer } from './database-server.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

/** The data of a test may be lost, so the server need not wait for the disk. */
const FLAGS = ['-c fsync=off'];

let base: string;
let folder: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'radiox-pg-'));
  folder = join(base, 'postgres');
  server = new EmbeddedPostgres(folder, FLAGS);
  await server.start();
}, 60_000);

afterAll(async () => {
  await server.stop();
  await rm(base, { recursive: true, force: true });
});

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

const postmaster = async (of = folder) =>
  Number((await readFile(join(of, 'postmaster.pid'), 'utf8')).split('\n')[0]);

async function killServer(of = folder): Promise<void> {
  process.kill(await postmaster(of), 'SIGKILL');
}

/** Starts the server of a folder in a process of its own, as a second RadioX does. */
async function startElsewhere(of: string): Promise<string> {
  const module = join(import.meta.dirname, 'embedded-postgres.ts');
  const code = `const { EmbeddedPostgres } = await import(${JSON.stringify(module)});
    console.log(await new EmbeddedPostgres(${JSON.stringify(of)}, ['-c fsync=off']).start());`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    code,
  ]);
  return stdout.trim();
}

async function isRunning(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

async function until(isTrue: () => Promise<boolean>, msMax: number): Promise<number> {
  const started = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - started > msMax) throw new Error(`Not within ${msMax} ms`);
    await sleep(50);
  }
  return performance.now() - started;
}

describe('EmbeddedPostgres', () => {
  it('adopts a server that runs already', async () => {
    const url = await server.start();
    const before = await postmaster();

    expect(await new EmbeddedPostgres(folder).start()).toBe(url);
    expect(await startElsewhere(folder)).toBe(url);
    expect(await postmaster()).toBe(before);
  });

  it('comes back after SIGKILL on its port and with its data', async () => {
    const url = await server.start();
    expect(Number(new URL(url).port)).toBeLessThan(32_768); // No connection to the outside can sit on it.
    await query(url, 'create table if not exists kept as select 42 as answer');

    await killServer();

    expect(await server.start()).toBe(url);
    expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it.each([
    ['sleeps', 'a program'],
    ['postgres: is only its name', 'a program that talks of postgres'],
  ])('starts although the pid file names %s', async (name) => {
    const url = await server.start();
    await server.stop();
    const other: ChildProcess = spawn('sleep', ['60'], { argv0: name, cwd: '/' });
    await once(other, 'spawn');
    try {
      const lines = [other.pid, folder, '1700000000', '1', '', '127.0.0.1', '  0  0', 'ready'];
      await writeFile(join(folder, 'postmaster.pid'), `${lines.join('\n')}\n`, { mode: 0o600 });

      expect(await server.start()).toBe(url);
      expect(await isRunning(url)).toBe(true);
      expect(other.exitCode).toBeNull();
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('is one server for two processes that start at once in an empty place', async () => {
    const shared = join(base, 'shared', 'postgres');
    try {
      const [one, other] = await Promise.all([startElsewhere(shared), startElsewhere(shared)]);

      expect(one).toMatch(/^postgres:\/\/radiox:[\w-]{24}@127\.0\.0\.1:\d+\/postgres$/);
      expect(other).toBe(one);
      expect(await readdir(join(base, 'shared'))).toEqual(['postgres']);
    } finally {
      await new EmbeddedPostgres(shared).stop();
    }
    expect(await readdir(shared)).not.toContain('postmaster.pid');
  }, 60_000);

  it('removes what a process left that died while it made the folder, and only that', async () => {
    const dead = spawn('true');
    await once(dead, 'exit');
    const other = join(base, 'half', 'postgres');
    const [gone, alive] = [`${other}.new-${dead.pid ?? 0}`, `${other}.new-${process.ppid}`];
    await mkdir(gone, { recursive: true });
    await writeFile(`${gone}.pw`, 'half made');
    await mkdir(alive, { recursive: true });
    const fresh = new EmbeddedPostgres(other, FLAGS);

    await fresh.start();
    await fresh.stop();

    expect((await readdir(join(base, 'half'))).sort()).toEqual([
      'postgres',
      `postgres.new-${process.ppid}`,
    ]);
  }, 60_000);

  it('goes on while somebody else is connected and stops with the last', async () => {
    const url = await server.start();
    const other = new pg.Client(url);
    await other.connect();

    await server.stop();
    expect(await isRunning(url)).toBe(true);

    await other.end();
    await server.stop();
    expect(await isRunning(url)).toBe(false);
  });

  it('stops right after its own connections have ended', async () => {
    for (let round = 0; round < 3; round++) {
      const url = await server.start();
      const pool = new pg.Pool({ connectionString: url, max: 10 });
      await Promise.all(Array.from({ length: 10 }, () => pool.query('select pg_sleep(0.05)')));
      await pool.end();

      await server.stop();

      expect(await isRunning(url)).toBe(false);
    }
  });
});

describe('DatabaseServer', () => {
  const open = () => new DatabaseServer({ poolMax: 2 } as never, { dataDir: base } as never);

  it('brings a killed server back within 5 s and stops it when all have left', async () => {
    const database = open();
    const url = await database.open();
    expect(await database.open()).toBe(url);

    await killServer();
    const tookMs = await until(() => isRunning(url), 10_000);
    expect(tookMs).toBeLessThan(5_000);

    await database.close();
    expect(await isRunning(url)).toBe(true);
    await database.close();
    expect(await isRunning(url)).toBe(false);
  });

  it('leaves no server behind when it is closed while it brings one back', async () => {
    const database = open();
    const url = await database.open();
    await killServer();
    await sleep(100);

    await database.close();
    await sleep(2_500);

    expect(await isRunning(url)).toBe(false);
  });

  it('tries again when the first start has failed', async () => {
    const blocked = join(base, 'blocked');
    await writeFile(blocked, 'a file where the data folder should be');
    const database = new DatabaseServer(
      { poolMax: 2 } as never,
      {
        dataDir: blocked,
      } as never,
    );
    await expect(database.open()).rejects.toThrow();
    await rm(blocked);

    const url = await database.open();

    expect(await isRunning(url)).toBe(true);
    await database.close();
    expect(await isRunning(url)).toBe(false);
  }, 60_000);

  it('leaves a server that was given by setting alone', async () => {
    const url = await server.start();
    const database = new DatabaseServer(
      { url, poolMax: 2 } as never,
      {
        dataDir: base,
      } as never,
    );

    expect(await database.open()).toBe(url);
    await database.close();

    expect(await isRunning(url)).toBe(true);
  });
});
