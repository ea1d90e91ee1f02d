// Our pool beside raw pg with the same settings, in one run, on an embedded server of its own; then the server
// is killed, and frozen, and every request is counted. Exits with 1 when a bound is missed.
//   node bench/pool.mjs [--rounds 5] [--seconds 2]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Connections } from '../dist/src/platform/database/connections.js';
import { DatabaseServer } from '../dist/src/platform/database/database-server.js';
import { DatabaseSettings } from '../dist/src/platform/database/database.settings.js';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '2' } },
});
const CALLERS = 500;
const CONNECTIONS_MAX = 25;
const SLOWER_MAX = 0.15;
const BACK_MS_MAX = 5_000;
const QUERY = 'select $1::int as n';

const base = mkdtempSync(join(tmpdir(), 'radiox-pool-'));
const settings = Object.assign(new DatabaseSettings(), { poolMax: CONNECTIONS_MAX });
const server = new DatabaseServer(settings, { dataDir: base });
const missed = [];
const check = (isMet, what) => {
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${what}`);
  if (!isMet) missed.push(what);
};

/** `CALLERS` loops that ask one after another. @returns Answers a second and the longest wait. */
async function load(pool, seconds) {
  const untilMs = performance.now() + seconds * 1000;
  let [answers, failed, longestMs] = [0, 0, 0];
  const startedMs = performance.now();
  const caller = async (n) => {
    while (performance.now() < untilMs) {
      const askedMs = performance.now();
      try {
        await pool.query(QUERY, [n]);
        answers++;
      } catch {
        failed++;
        await sleep(10);
      }
      longestMs = Math.max(longestMs, performance.now() - askedMs);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(n)));
  return { rate: (answers / (performance.now() - startedMs)) * 1000, failed, longestMs };
}

/** Watches from outside how many connections there are. */
function counting(url) {
  let [most, isDone] = [0, false];
  const run = (async () => {
    const client = new pg.Client(url);
    await client.connect();
    while (!isDone) {
      const { rows } = await client.query(
        `select count(*)::int as n from pg_stat_activity where application_name = 'radiox'`,
      );
      most = Math.max(most, rows[0].n);
      await sleep(20);
    }
    await client.end();
  })();
  return async () => {
    isDone = true;
    await run;
    return most;
  };
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

async function speed(connections, url) {
  const raw = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    min: settings.poolMin,
    connectionTimeoutMillis: settings.poolAcquireMsMax,
    idleTimeoutMillis: settings.poolIdleMsMax,
    maxLifetimeSeconds: settings.poolLifetimeMsMax / 1000,
    maxUses: settings.poolUsesMax,
    statement_timeout: settings.statementMsMax,
    keepAlive: true,
  });
  for (const pool of [raw, connections.pool]) await load(pool, 0.5); // Connections open, code compiled.
  const stop = counting(url);
  const [theirs, ours, waits] = [[], [], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    const pair = [
      [raw, theirs],
      [connections.pool, ours],
    ];
    for (const [pool, rates] of round % 2 ? pair.toReversed() : pair) {
      const { rate, longestMs, failed } = await load(pool, Number(values.seconds));
      if (failed > 0) throw new Error(`${failed} queries failed`);
      rates.push(rate);
      if (pool !== raw) waits.push(longestMs);
    }
  }
  const most = await stop();
  await raw.end();
  const share = median(ours) / median(theirs);
  console.log(
    `raw pg ${median(theirs).toFixed(0)}/s, ours ${median(ours).toFixed(0)}/s (${values.rounds} rounds of ${values.seconds} s, medians; ${CALLERS} callers)`,
  );
  check(
    share >= 1 - SLOWER_MAX,
    `throughput ${(100 * share).toFixed(1)} % of raw pg (at least 85 %)`,
  );
  const waitMs = Math.max(...waits);
  check(
    waitMs < settings.poolAcquireMsMax,
    `longest answer ${waitMs.toFixed(0)} ms (acquire timeout ${settings.poolAcquireMsMax} ms)`,
  );
  check(
    most <= CONNECTIONS_MAX,
    `connections at most ${most} of ${CONNECTIONS_MAX} (pg_stat_activity)`,
  );
}

const postmaster = () =>
  Number(readFileSync(join(base, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Everything hangs, as on a frozen machine. @returns What lets it go on. */
function freeze() {
  const first = postmaster();
  const children = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8')
    .trim()
    .split(/\s+/);
  const tell = (signal) =>
    [first, ...children.map(Number)].forEach((pid) => process.kill(pid, signal));
  tell('SIGSTOP');
  return () => tell('SIGCONT');
}

/** Requests go on all the while; each is noted with the moment of its answer. */
async function fault(connections, name, hurt) {
  const notes = [];
  let isDone = false;
  const callers = Array.from({ length: 50 }, async () => {
    while (!isDone) {
      const askedMs = performance.now();
      const isGood = await connections.pool.query(QUERY, [1]).then(
        () => true,
        () => false,
      );
      notes.push({ askedMs, tookMs: performance.now() - askedMs, isGood });
      await sleep(20);
    }
  });
  await sleep(500);
  const healedMs = await hurt();
  await sleep(BACK_MS_MAX + 3_000);
  isDone = true;
  await Promise.all(callers);
  const bad = notes.filter(({ isGood }) => !isGood);
  const lastBadMs = Math.max(0, ...bad.map(({ askedMs, tookMs }) => askedMs + tookMs - healedMs));
  const late = bad.filter(({ askedMs }) => askedMs > healedMs + BACK_MS_MAX).length;
  const slowestMs = Math.max(...notes.map(({ tookMs }) => tookMs));
  console.log(
    `${name}: ${notes.length} requests, ${bad.length} refused, the last ${(lastBadMs / 1000).toFixed(1)} s after the end of the fault; slowest answer ${(slowestMs / 1000).toFixed(1)} s`,
  );
  check(bad.length > 0, `${name}: the fault was felt`);
  check(late === 0, `${name}: no request failed later than 5 s after the end of the fault`);
  check(slowestMs < 5_000, `${name}: no request waited longer than 5 s for its answer`);
}

const url = await server.open();
const connections = new Connections(server, settings);
await connections.watch.start();
try {
  await speed(connections, url);
  await fault(connections, 'killed', async () => {
    process.kill(postmaster(), 'SIGKILL');
    return performance.now();
  });
  await fault(connections, 'frozen for 8 s', async () => {
    const thaw = freeze();
    await sleep(8_000);
    thaw();
    return performance.now();
  });
} finally {
  await connections.watch.stop();
  await connections.pool.end();
  await server.close();
  rmSync(base, { recursive: true, force: true });
}
process.exit(missed.length > 0 ? 1 : 0);
