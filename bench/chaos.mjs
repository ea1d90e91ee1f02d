// The fault matrix: hurts a station of its own (its process, its PostgreSQL, a Redis) on loopback and prints
// what each fault cost. Only processes that it started itself are touched.
//   npm run chaos      (Redis rows need redis-server on the PATH)
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, spawnStation } from './station.mjs';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'radiox-chaos-'));
const hasRedis = spawnSync('redis-server', ['--version']).error === undefined;
let app;
let key = '';
let redis;
let [port, redisPort] = [0, 0];
let isGood = true;

const base = () => `http://127.0.0.1:${port}`;
const row = (fault, isMet, words) => {
  isGood &&= isMet;
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${fault.padEnd(38)} ${words}`);
};

function startApp() {
  const env = hasRedis ? { REDIS_URL: `redis://127.0.0.1:${redisPort}` } : {};
  const station = spawnStation({ dataDir: folder, port, env, stderr: 'ignore' });
  app = station.process;
  app.stdout.on('data', () => (key = station.key() || key)); // It is printed at the first start only.
}

function startRedis() {
  const args = ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', ''];
  redis = spawn('redis-server', args, { stdio: 'ignore' });
}

/** @returns Status and duration of one request; status 0 when nobody answered. */
async function ask(path, options) {
  const from = performance.now();
  try {
    const answer = await fetch(base() + path, {
      signal: AbortSignal.timeout(15_000),
      headers: { authorization: `Bearer ${key}` },
      ...options,
    });
    await answer.arrayBuffer();
    return { status: answer.status, ms: performance.now() - from };
  } catch {
    return { status: 0, ms: performance.now() - from };
  }
}

const isReady = async () => (await ask('/readyz')).status === 200;
async function until(isTrue, msMax = 30_000) {
  const from = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - from > msMax) return Infinity;
    await sleep(25);
  }
  return performance.now() - from;
}

/** Asks again and again, several at once, until told to stop. */
function load(path, count = 8) {
  const answers = [];
  let isOn = true;
  const one = async () => {
    while (isOn) {
      answers.push({ at: performance.now(), ...(await ask(path)) });
      await sleep(5);
    }
  };
  const all = Promise.all(Array.from({ length: count }, one));
  return async () => {
    isOn = false;
    await all;
    return answers;
  };
}

const postmaster = () =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
const worst = (answers) => Math.max(0, ...answers.map(({ ms }) => ms));
const ms = (value) => `${value.toFixed(0)} ms`;
const CACHED = '/api/v1/presets';
const ASKS = '/api/v1/shows/00000000-0000-4000-8000-000000000000';
const generate = (headers = {}) => ({
  method: 'POST',
  headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
  body: JSON.stringify({
    preset_name: 'zurich',
    duration_minutes: 1,
    feeds: 'sample',
  }),
});

async function database(fault, hurt, mend) {
  await ask(CACHED);
  const stopAsking = load(ASKS);
  const stopReading = load(CACHED, 2);
  const stopLiving = load('/livez', 1);
  await sleep(500);
  hurt();
  const ends = await mend();
  const backMs = await until(async () => (await ask(ASKS)).status === 404, 20_000);
  await sleep(500);
  const [asked, read, lived] = [await stopAsking(), await stopReading(), await stopLiving()];
  const odd = asked.filter(({ status }) => ![404, 503].includes(status)).length;
  const unread = read.filter(({ status }) => status !== 200).length;
  const dead = lived.filter(({ status }) => status !== 200).length;
  row(
    fault,
    backMs < 5_000 && odd === 0 && unread === 0 && dead === 0 && worst(asked) < 5_000,
    `back ${ms(backMs)} after ${ends}; ${asked.filter(({ status }) => status === 503).length} of ${asked.length} refused, slowest ${ms(worst(asked))}; kept reads failed ${unread} of ${read.length}; liveness failed ${dead}; other answers ${odd}`,
  );
}

async function cache(fault, hurt, mend) {
  const stop = load(CACHED);
  await sleep(500);
  hurt();
  await sleep(3_000);
  await mend();
  await sleep(1_000);
  const answers = await stop();
  const failed = answers.filter(({ status }) => status !== 200).length;
  row(
    fault,
    failed === 0 && worst(answers) < 250,
    `${failed} of ${answers.length} failed, slowest ${ms(worst(answers))}`,
  );
}

async function killApp() {
  const made = await fetch(`${base()}/api/v1/shows/generate`, generate());
  const { id } = await made.json();
  await sleep(1_500);
  app.kill('SIGKILL');
  await once(app, 'exit');
  startApp();
  const readyMs = await until(isReady);
  const state = async () => (await (await fetch(`${base()}/api/v1/shows/${id}`)).json()).status;
  const doneMs = await until(async () => (await state()) === 'completed', 60_000);
  row(
    'app: kill -9 during a show',
    readyMs < 5_000 && doneMs < 60_000,
    `ready ${ms(readyMs)} after the start, the show finished ${ms(doneMs)} later`,
  );
}

async function sameKey() {
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const answer = await fetch(
        `${base()}/api/v1/shows/generate`,
        generate({ 'idempotency-key': 'chaos' }),
      );
      return { status: answer.status, id: (await answer.json()).id };
    }),
  );
  const ids = new Set(answers.map(({ id }) => id));
  row(
    '50 requests with one Idempotency-Key',
    ids.size === 1,
    `${ids.size} show, statuses ${[...new Set(answers.map(({ status }) => status))].join(', ')}`,
  );
}

async function terminate() {
  let isServing = true;
  const answers = [];
  const one = async () => {
    while (isServing) answers.push(await ask(CACHED));
  };
  const all = Promise.all([
    ...Array.from({ length: 8 }, one),
    (async () => {
      while (isServing) {
        await sleep(50);
        isServing = await isReady();
      }
    })(),
  ]);
  await sleep(500);
  const from = performance.now();
  app.kill('SIGTERM');
  const [code] = await once(app, 'exit');
  const exitMs = performance.now() - from;
  await all;
  const failed = answers.filter(({ status }) => status !== 200).length;
  row(
    'app: SIGTERM under load',
    code === 0 && failed === 0 && exitMs < 10_000,
    `exit ${code} after ${ms(exitMs)}, ${failed} of ${answers.length} requests failed`,
  );
}

async function badSettings() {
  const env = { ...process.env, PORT: 'many', QUEUE_BACKEND: 'paper', DB_POOL_MAX_SIZE: '0' };
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/src/main.js')], {
    env,
    encoding: 'utf8',
  });
  const named = ['PORT', 'QUEUE_BACKEND', 'DB_POOL_MAX_SIZE'].filter((name) =>
    stderr.includes(name),
  );
  row(
    'bad configuration',
    status === 1 && named.length === 3,
    `exit ${status}, ${named.length} of 3 faults named at once`,
  );
}

try {
  [port, redisPort] = [await freePort(), await freePort()];
  if (hasRedis) startRedis();
  startApp();
  await until(isReady);
  await badSettings();
  await sameKey();
  await killApp();
  await database(
    'PostgreSQL: kill -9',
    () => process.kill(postmaster(), 'SIGKILL'),
    async () => 'the kill',
  );
  await until(isReady);
  const frozen = [];
  await database(
    'PostgreSQL: stopped for 8 s',
    () => {
      const main = postmaster();
      const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(main)], {
        encoding: 'utf8',
      });
      frozen.push(main, ...children.stdout.trim().split(/\s+/).map(Number));
      for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    },
    async () => {
      await sleep(8_000);
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
      return 'it went on';
    },
  );
  await until(isReady);
  if (hasRedis) {
    await cache(
      'Redis: kill -9',
      () => redis.kill('SIGKILL'),
      async () => startRedis(),
    );
    await cache(
      'Redis: hung for 3 s',
      () => redis.kill('SIGSTOP'),
      async () => redis.kill('SIGCONT'),
    );
  } else console.log('Redis rows left out: redis-server is not installed here.');
  await terminate();
} finally {
  if (app?.exitCode === null && app.signalCode === null) {
    app.kill('SIGTERM');
    await once(app, 'exit');
  }
  redis?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
console.log(isGood ? 'every fault survived as promised' : 'NOT as promised');
process.exitCode = isGood ? 0 : 1;
