import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNHURRIED } from '#test/app';
import { freshDatabase } from '#test/database';
import { until } from '#test/queue-instance';

/** The built program itself, for only a process can be told to end. */
const MAIN = join(import.meta.dirname, '../../dist/src/main.js');

describe('a process that is told to end', () => {
  let folder: string;
  let process_: ChildProcess | undefined;
  let base: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radiox-app-'));
  });

  afterEach(async () => {
    if (process_?.exitCode === null) process_.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  async function start(env: Record<string, string> = {}): Promise<() => string> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    base = `http://127.0.0.1:${port}`;
    let said = '';
    process_ = spawn(process.execPath, [MAIN], {
      env: {
        ...process.env,
        DATABASE_URL: await freshDatabase(),
        ...UNHURRIED,
        RADIOX_DATA_DIR: folder,
        PORT: String(port),
        RADIOX_LOG_LEVEL: 'error',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process_.stdout?.on('data', (chunk) => (said += String(chunk)));
    process_.stderr?.on('data', (chunk) => (said += String(chunk)));
    return () => said;
  }

  const isReady = () =>
    fetch(`${base}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );

  it('answers everything it took, ends its streams and exits with 0', async () => {
    const said = await start();
    await until(isReady, 20_000);
    const key = /rx_[\w-]+/.exec(said())?.[0] ?? '';
    const made = await fetch(`${base}/api/v1/shows/generate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ preset_name: 'zurich', duration_minutes: 1, feeds: 'sample' }),
    });
    const { id } = (await made.json()) as { id: string };
    const stream = fetch(`${base}/api/v1/shows/${id}/events`).then((answer) => answer.text());
    let isServing = true;
    let answered = 0;
    const failures: string[] = [];
    // Sends as who balances load would: for as long as the process says that it is ready.
    const load = async () => {
      while (isServing) {
        try {
          const { status } = await fetch(`${base}/api/v1/shows`);
          if (status === 200) answered++;
          else failures.push(String(status));
        } catch (error) {
          failures.push(String((error as Error).cause ?? error));
        }
      }
    };
    const balance = async () => {
      while (isServing) {
        await sleep(100);
        isServing = await isReady();
      }
    };
    const loads = [...Array.from({ length: 8 }, load), balance()];
    await sleep(500);

    const exited = once(process_ as ChildProcess, 'exit');
    const from = performance.now();
    process_?.kill('SIGTERM');
    await Promise.all(loads);
    const [code] = (await exited) as [number | null];

    expect({ code, failures }).toEqual({ code: 0, failures: [] });
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(answered).toBeGreaterThan(50);
    expect(await stream).toContain('event: ');
  });

  it('is a worker that answers for its health and nothing else', async () => {
    await start({ RADIOX_ROLE: 'worker' });
    await until(isReady, 20_000);

    const refused = await fetch(`${base}/api/v1/shows`);

    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ type: '/problems/service/not-served-here' });
  });

  it('says in one sentence why it cannot start', async () => {
    const said = await start({ QUEUE_BACKEND: 'redis', REDIS_URL: 'redis://127.0.0.1:1' });
    const [code] = (await once(process_ as ChildProcess, 'exit')) as [number | null];

    expect(code).toBe(1);
    expect(said()).toMatch(/^RadioX could not start\. The queue did not start: .+\n$/m);
    expect(said()).not.toMatch(/\n\s+at /);
  });
});
