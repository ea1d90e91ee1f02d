// Half an hour of a station's day: shows, reading, events and odd requests, all at once. No alert may fire that
// should not, memory may not grow, the event loop may not stall. Then faults, each of which has to raise its
// alert within its hold and 10 s, and the alert has to resolve once the fault is over.
//   npm run bench:soak [-- --minutes 30]
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, startStation, stopStation } from './station.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const SOAK_MS = Number(values.minutes) * 60_000;
/** Caches fill, code is compiled, pools are opened: growth is judged after it. */
const WARM_UP_MS = Math.min(10 * 60_000, SOAK_MS / 3);
const SLOPE_MB_PER_HOUR_MAX = 10;
const LOOP_P99_MS_MAX = 50;
const LOOK_EVERY_MS = 5_000;
const NOTICE_MS_MAX = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'radiox-soak-'));
let isGood = true;
const row = (what, isMet, words) => {
  isGood &&= isMet;
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${what.padEnd(44)} ${words}`);
};

const station = await startStation({
  dataDir: folder,
  env: { HTTP_ALLOWED_PRIVATE_HOSTS: '127.0.0.1' },
});

async function ask(path, { method = 'GET', body } = {}) {
  const answer = await fetch(`${station.url}${path}`, {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: {
      authorization: `Bearer ${station.key()}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, json: () => JSON.parse(text) };
}

async function until(isTrue, msMax) {
  const from = performance.now();
  while (!(await isTrue().catch(() => false))) {
    if (performance.now() - from > msMax) return Infinity;
    await sleep(200);
  }
  return performance.now() - from;
}

/** What a scrape says of one series; nothing where there is none. */
function valueIn(text, name, labels = '') {
  const line = text.split('\n').find((one) => one.startsWith(`${name}${labels}`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

const firing = async () =>
  (await ask('/performance/alerts?state=firing')).json().map(({ rule }) => rule);

let isOver = false;
const counts = { requests: 0, failures: 0, shows: 0 };
/** One kind of client: asks, pauses, asks again. */
async function client(pauseMs, paths) {
  for (let turn = 0; !isOver; turn++) {
    const [path, options] = paths[turn % paths.length](turn);
    const { status } = await ask(path, options).catch(() => ({ status: 0 }));
    counts.requests++;
    if (status === 0 || status >= 500) counts.failures++;
    await sleep(pauseMs);
  }
}

const readers = [
  () => ['/api/v1/shows'],
  () => ['/api/v1/presets'],
  () => ['/api/v1/speakers'],
  (turn) => [`/api/v1/shows?limit=${1 + (turn % 50)}`],
  () => ['/health'],
  () => ['/metrics'],
  () => ['/performance/overview'],
  (turn) => [`/no/such/path/${turn}`],
];
const writers = [
  (turn) => [
    '/api/v1/analytics/events',
    { method: 'POST', body: { type: 'page.viewed', subject: `page-${turn % 100}` } },
  ],
  () => ['/api/v1/shows/generate', { method: 'POST', body: { duration_minutes: 'long' } }],
];

/** A show of a minute every so often, each in full. */
async function producer() {
  for (let seed = 1; !isOver; seed++) {
    const body = { duration_minutes: 1, feeds: 'sample', seed };
    const { status } = await ask('/api/v1/shows/generate', { method: 'POST', body });
    if (status === 202) counts.shows++;
    await sleep(45_000);
  }
}

/** Least squares over [seconds, MB]: MB an hour. */
function slopeOf(points) {
  const mean = (of) => points.reduce((sum, one) => sum + of(one), 0) / points.length;
  const [x, y] = [mean(([at]) => at), mean(([, mb]) => mb)];
  const over = points.reduce((sum, [at, mb]) => sum + (at - x) * (mb - y), 0);
  return (3600 * over) / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}

async function soak() {
  const from = performance.now();
  const memory = [];
  const lags = [];
  const fired = new Set();
  const clients = [client(20, readers), client(50, readers), client(100, writers), producer()];
  while (performance.now() - from < SOAK_MS) {
    await sleep(LOOK_EVERY_MS);
    const { text } = await ask('/metrics');
    const atMs = performance.now() - from;
    const rss = valueIn(text, 'radiox_process_memory_bytes', '{kind="resident"}') / 1048576;
    if (process.env.KINDS) {
      const of = (kind) => (valueIn(text, 'radiox_process_memory_bytes', `{kind="${kind}"}`) / 1048576).toFixed(1);
      appendFileSync(process.env.KINDS, [Math.round(atMs / 1000), of('resident'), of('heap_total'), of('heap_used'), of('external'), of('array_buffers')].join(' ') + '\n');
    }
    if (atMs > WARM_UP_MS) memory.push([atMs / 1000, rss]);
    lags.push(valueIn(text, 'radiox_event_loop_lag_seconds', '{percentile="99"}') * 1000);
    for (const rule of await firing()) fired.add(rule);
  }
  isOver = true;
  await Promise.all(clients);
  const slope = slopeOf(memory);
  const loop = Math.max(...lags);
  const median = lags.toSorted((a, b) => a - b)[lags.length >> 1];
  row(
    'requests',
    counts.failures === 0,
    `${counts.requests}, 5xx or none ${counts.failures}; shows ${counts.shows}`,
  );
  row('alerts that should not fire', fired.size === 0, [...fired].join(', ') || 'none');
  const [first, last] = [memory[0][1], memory.at(-1)[1]].map((mb) => mb.toFixed(0));
  row(
    'memory after warm-up',
    slope < SLOPE_MB_PER_HOUR_MAX,
    `${slope.toFixed(1)} MB/h (${first} to ${last} MB)`,
  );
  row(
    'event loop, p99 of each look',
    loop < LOOP_P99_MS_MAX,
    `worst ${loop.toFixed(1)} ms, median ${median.toFixed(1)} ms`,
  );
}

/** Shows that failed count for a quarter of an hour. */
const RESOLVE_MS_MAX = 16 * 60_000;

async function ruleOf(wanted) {
  const rules = (await ask('/performance/rules')).json();
  return rules.find(({ name }) => name === wanted);
}

/** Waits for an alert of a fault that has just begun. */
async function noticed(rule, hold_s) {
  const isFiring = async () => (await firing()).includes(rule);
  const ms = await until(isFiring, hold_s * 1000 + 60_000);
  const words = `after ${(ms / 1000).toFixed(1)} s (hold ${hold_s} s)`;
  row(`alert ${rule} fires`, ms <= hold_s * 1000 + NOTICE_MS_MAX, words);
}

/** Waits for the end of an alert whose fault is over. */
async function resolved(rule) {
  const ms = await until(async () => !(await firing()).includes(rule), RESOLVE_MS_MAX);
  row(`alert ${rule} resolves`, ms < Infinity, `after ${(ms / 1000).toFixed(1)} s`);
}

/** The server and its connections, all of them: stopped, they hold their sockets and say nothing. */
function signalDatabase(signal) {
  const file = join(folder, 'postgres', 'postmaster.pid');
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (Number(name) === postmaster || parent === postmaster) process.kill(Number(name), signal);
    } catch {
      // Gone between two looks.
    }
  }
}

async function faults() {
  const databaseDown = await ruleOf('database_down');
  const origin = `http://127.0.0.1:${await freePort()}`; // Nobody listens there.
  const feeds = Array.from({ length: 8 }, (_, n) => `${origin}/${n}.xml`);
  await ask('/api/v1/shows/generate', { method: 'POST', body: { duration_minutes: 1, feeds } });
  await Promise.all([noticed('breaker_open', 0), noticed('show_failed', 0)]);
  await ask('/api/v1/http/breakers/reset', { method: 'POST', body: { origin } });
  await resolved('breaker_open');
  signalDatabase('SIGSTOP');
  await noticed('database_down', databaseDown.hold_s); // Alerts are listed from memory meanwhile.
  signalDatabase('SIGCONT');
  await resolved('database_down');
  await resolved('show_failed');
}

try {
  console.log(`${values.minutes} minutes of mixed load`);
  await soak();
  if (!process.env.KINDS) await faults();
} finally {
  await stopStation(station);
  rmSync(folder, { recursive: true, force: true });
}
console.log(isGood ? 'as promised' : 'NOT as promised');
process.exitCode = isGood ? 0 : 1;
