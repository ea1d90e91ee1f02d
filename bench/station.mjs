import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');
const READY_MS_MAX = 60_000;

/** A port of loopback that was free a moment ago. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** What `npm start` tells Node and malloc, read from there: a bench measures the station that users start. */
export function startTerms() {
  const { start } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
  const [, name, value] = /([A-Z_]+)=(\d+) node/.exec(start) ?? [];
  return {
    flags: start.match(/--[\w-]+(?:=\d+)?(?=.*dist\/src\/main\.js)/g) ?? [],
    env: name === undefined ? {} : { [name]: value },
  };
}

/**
 * A station as users start it, with a folder and a database of its own: no measurement waits for the outside, none
 * writes to a database of somebody else, none is held up by the bounds of one client.
 * @param dataDir Where it keeps everything; its key is printed at the first start only.
 * @param env More settings.
 */
export function spawnStation({ dataDir, port, env = {}, stderr = 'inherit' }) {
  const own = { ...process.env };
  for (const name of ['DATABASE_URL', 'DATABASE_URL_FILE', 'REDIS_URL', 'REDIS_URL_FILE'])
    delete own[name];
  const terms = startTerms();
  const app = spawn(process.execPath, [...terms.flags, join(root, 'dist/src/main.js')], {
    env: {
      ...own,
      ...terms.env,
      RADIOX_DATA_DIR: dataDir,
      PORT: String(port),
      RADIOX_LOG_LEVEL: 'error',
      CONTENT_FEED_REFRESH: 'false',
      SECURITY_REQUESTS_PER_MINUTE: '1000000',
      SECURITY_WRITES_PER_MINUTE: '1000000',
      SECURITY_GENERATIONS_PER_MINUTE: '100000',
      ...env,
    },
    stdio: ['ignore', 'pipe', stderr],
  });
  let key = '';
  app.stdout.on('data', (chunk) => (key = /rx_[\w-]+/.exec(String(chunk))?.[0] ?? key));
  const url = `http://127.0.0.1:${port}`;
  return { process: app, url, key: () => key };
}

/** The same, ready to answer. @throws Error when it is not within a minute. */
export async function startStation(options) {
  const station = spawnStation({ ...options, port: options.port ?? (await freePort()) });
  const isReady = () =>
    fetch(`${station.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  const deadline = performance.now() + READY_MS_MAX;
  while (!(await isReady())) {
    if (performance.now() > deadline) {
      await stopStation(station);
      throw new Error('The station was not ready within a minute.');
    }
    await sleep(100);
  }
  return station;
}

/** Asks it to leave and waits until it has. */
export async function stopStation({ process: app }) {
  if (app.exitCode !== null || app.signalCode !== null) return;
  app.kill('SIGTERM');
  await once(app, 'exit');
}
