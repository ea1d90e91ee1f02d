import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UNHURRIED } from '#test/app';
import { freshDatabase } from '#test/database';
import { until } from '#test/queue-instance';

/** The built program itself, for only a process can be killed. */
const MAIN = join(import.meta.dirname, '../../dist/src/main.js');

describe('events under load, when the process', () => {
  let folder: string;
  let station: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radiox-app-'));
  });

  afterEach(async () => {
    if (station?.exitCode === null && station.signalCode === null) station.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  async function start(url: string): Promise<{ base: string; key: string }> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    const env = { ...UNHURRIED, DATABASE_URL: url, RADIOX_DATA_DIR: folder, PORT: String(port) };
    station = spawn(process.execPath, [MAIN], {
      env: { ...process.env, ...env, RADIOX_LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    station.stdout?.on('data', (chunk) => (said += String(chunk)));
    await until(() => /rx_[\w-]+/.test(said), 20_000);
    return { base: `http://127.0.0.1:${port}`, key: /rx_[\w-]+/.exec(said)?.[0] ?? '' };
  }

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'gets %s, are all there that were answered',
    async (signal) => {
      const url = await freshDatabase();
      const { base, key } = await start(url);
      const answered: string[] = [];
      const refusals = new Set<number>();
      let isOver = false;
      const sender = async () => {
        while (!isOver) {
          const id = randomUUID();
          try {
            const { status } = await fetch(`${base}/api/v1/analytics/events`, {
              method: 'POST',
              headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
              body: JSON.stringify({ type: 'page.viewed', id }),
            });
            if (status === 202) answered.push(id);
            else refusals.add(status);
          } catch {
            return; // The process is gone: this one was not answered.
          }
        }
      };
      const senders = Array.from({ length: 12 }, sender);
      await sleep(1_000);

      const exited = once(station as ChildProcess, 'exit');
      station?.kill(signal);
      await Promise.all([exited, ...senders]);
      isOver = true;

      const reader = new pg.Client(url);
      await reader.connect();
      const { rows } = await reader.query<{ kept: number; summed: number; all: number }>(
        `select (select count(*)::int from analytics_event where id = any($1)) as kept,
                (select sum(events)::int from analytics_day) as summed,
                (select count(*)::int from analytics_event) as all`,
        [answered],
      );
      await reader.end();
      expect(answered.length).toBeGreaterThan(100);
      expect([...refusals]).toEqual([]);
      expect(rows[0]?.kept).toBe(answered.length);
      expect(rows[0]?.summed).toBe(rows[0]?.all);
    },
    60_000,
  );
});
