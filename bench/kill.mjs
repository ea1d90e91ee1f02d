// Kills the app with SIGKILL at random points of a show, starts it again, and checks that the show is
// finished once: one row, one file, no finished take spoken twice, work resumed within 10 s of being ready.
//   node bench/kill.mjs [--kills 20] [--database]      (--database kills PostgreSQL instead of the app)
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, spawnStation } from './station.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    database: { type: 'boolean', default: false },
  },
});
const PORT = await freePort();
const BASE = `http://127.0.0.1:${PORT}`;
const data = mkdtempSync(join(tmpdir(), 'radiox-kill-'));
let app;
let key;

function start() {
  const station = spawnStation({ dataDir: data, port: PORT });
  app = station.process;
  app.stdout.on('data', () => (key = station.key() || key)); // It is printed at the first start only.
}

async function get(path) {
  try {
    const answer = await fetch(BASE + path);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined; // Not up: that is what is being tried.
  }
}

async function until(what, msMax, test) {
  const from = performance.now();
  for (;;) {
    const result = await test();
    if (result) return { result, ms: performance.now() - from };
    if (performance.now() - from > msMax) throw new Error(`${what} took longer than ${msMax} ms`);
    await sleep(50);
  }
}

const isReady = () =>
  fetch(`${BASE}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
const ready = () => until('ready', 15_000, isReady);
const takes = () => {
  const found = new Map();
  for (const name of readdirSync(join(data, 'takes'), { recursive: true }))
    if (String(name).endsWith('.wav')) found.set(name, statSync(join(data, 'takes', name)).ino);
  return found;
};

function postmaster() {
  return Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

async function round(n, showMs) {
  const body = JSON.stringify({
    preset_name: 'zurich',
    duration_minutes: 3,
    feeds: 'sample',
    seed: 1000 + n,
  });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const { id } = await (
    await fetch(`${BASE}/api/v1/shows/generate`, { method: 'POST', headers, body })
  ).json();
  const waitMs = Math.random() * showMs;
  await sleep(waitMs);
  const before = takesOrNone();
  const at = await get(`/api/v1/shows/${id}`);
  if (values.database) process.kill(postmaster(), 'SIGKILL');
  else {
    app.kill('SIGKILL');
    await new Promise((done) => app.once('exit', done));
    start();
  }
  const { ms: readyMs } = await ready();
  const attempts = (show) => show?.stages.reduce((sum, stage) => sum + stage.attempts, 0) ?? 0;
  const resumed =
    at?.status === 'completed'
      ? { ms: 0 }
      : await until('resuming', 20_000, async () => {
          const show = await get(`/api/v1/shows/${id}`);
          return show && (show.status === 'completed' || attempts(show) > attempts(at))
            ? show
            : undefined;
        });
  const { result: show } = await until('finishing', 120_000, async () => {
    const now = await get(`/api/v1/shows/${id}`);
    if (now?.status === 'failed') throw new Error(`failed: ${JSON.stringify(now.error)}`);
    return now?.status === 'completed' ? now : undefined;
  });
  const after = takesOrNone();
  const again = [...before].filter(
    ([name, inode]) => after.get(name) !== inode && after.has(name),
  ).length;
  const audio = show.files.filter(({ kind }) => kind === 'audio').length;
  const head = await fetch(BASE + show.audio_url, { method: 'HEAD' });
  const isWhole =
    Number(head.headers.get('content-length')) ===
    show.files.find(({ kind }) => kind === 'audio').size_bytes;
  console.log(
    `${String(n).padStart(2)}  killed at ${waitMs.toFixed(0).padStart(5)} ms in ${(at?.stage ?? '?').padEnd(8)} ready ${readyMs.toFixed(0).padStart(5)} ms  resumed ${resumed.ms.toFixed(0).padStart(5)} ms  takes spoken again ${again}  audio files ${audio}  whole ${isWhole}`,
  );
  return { readyMs, resumedMs: resumed.ms, again, ok: audio === 1 && isWhole };
}

function takesOrNone() {
  try {
    return takes();
  } catch {
    return new Map();
  }
}

try {
  start();
  await ready();
  await sleep(300);
  const rounds = [];
  for (let n = 1; n <= Number(values.kills); n++) rounds.push(await round(n, 8000));
  const shows = await get('/api/v1/shows?limit=100');
  const files = readdirSync(join(data, 'shows')).length;
  const max = (field) => Math.max(...rounds.map((one) => one[field])).toFixed(0);
  console.log(
    `shows ${shows.items.length}, files ${files}, ready at most ${max('readyMs')} ms, resumed at most ${max('resumedMs')} ms after ready, takes spoken again ${rounds.reduce((sum, { again }) => sum + again, 0)}`,
  );
  const isGood =
    files === rounds.length &&
    shows.items.length === rounds.length &&
    rounds.every(({ ok, again, resumedMs }) => ok && again === 0 && resumedMs < 10_000);
  console.log(isGood ? 'every show finished once' : 'NOT as promised');
  process.exitCode = isGood ? 0 : 1;
} finally {
  app.kill('SIGTERM');
  await new Promise((done) => (app.exitCode === null ? app.once('exit', done) : done()));
  rmSync(data, { recursive: true, force: true });
}
