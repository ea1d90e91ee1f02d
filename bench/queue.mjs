// No-op jobs a second and time from enqueueing to start: our queue beside bare BullMQ on the same backend.
//   node bench/queue.mjs [--backend postgres|redis] [--jobs 4000]      (redis needs redis-server on the PATH)
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'postgres' },
    jobs: { type: 'string', default: '4000' },
  },
});
const JOBS = Number(values.jobs);
const CONCURRENCY = 4;
const SAMPLES = 200;
const folder = mkdtempSync(join(tmpdir(), 'radiox-queue-'));
const redisPort = 7300 + Math.floor(Math.random() * 500);
process.env.RADIOX_DATA_DIR = folder;
process.env.QUEUE_CONCURRENCY = String(CONCURRENCY);
process.env.QUEUE_BACKEND = values.backend;
process.env.RADIOX_LOG_LEVEL = 'error';
if (values.backend === 'redis') process.env.REDIS_URL = `redis://127.0.0.1:${redisPort}`;

const dist = (path) => import(join(import.meta.dirname, '../dist/src', path));
const { NestFactory } = await import('@nestjs/core');
const { ServiceModule } = await dist('platform/config/index.js');
const { Database, DatabaseModule, DatabaseServer } = await dist('platform/database/index.js');
const { JobQueue, QueueModule } = await dist('platform/queue/index.js');
const bullmq = await import('bullmq');
const { default: pg } = await import('pg');

class BenchModule {}
const imports = [ServiceModule, DatabaseModule, QueueModule];
Reflect.decorate([(await import('@nestjs/common')).Module({ imports })], BenchModule);

const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const figures = (times) => {
  const sorted = [...times].sort((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
};

async function bare(url) {
  let connection = { url: process.env.REDIS_URL };
  let { Queue, Worker } = bullmq;
  if (values.backend === 'postgres') {
    ({ Queue, Worker } = bullmq.withBackend(bullmq.createPostgresBackend));
    connection = new pg.Pool({
      connectionString: url,
      max: 13,
      options: '-c search_path=bullmq,public',
    });
  } else {
    const { Redis } = await import('ioredis');
    connection = new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null });
  }
  const kept = {
    removeOnComplete: { age: 3600, count: 1000 },
    removeOnFail: { age: 3600, count: 1000 },
  };
  const queue = new Queue('bare', { connection, defaultJobOptions: kept });
  let done = 0;
  let onJob = () => undefined;
  const process_ = async (job) => {
    onJob(job);
    done++;
  };
  const start = () =>
    new Worker('bare', process_, {
      connection,
      concurrency: CONCURRENCY,
      lockDuration: 5000,
      stalledInterval: 2000,
    });
  const bulk = Array.from({ length: JOBS }, (_, n) => ({ name: 'noop', data: { n } }));
  for (let at = 0; at < JOBS; at += 200) await queue.addBulk(bulk.slice(at, at + 200));
  const from = performance.now();
  const worker = start();
  while (done < JOBS) await sleep(2);
  const perSecond = (JOBS / (performance.now() - from)) * 1000;
  const waits = [];
  for (let n = 0; n < SAMPLES; n++) {
    const started = new Promise((resolve) => (onJob = resolve));
    const at = performance.now();
    await queue.add('noop', { n });
    await started;
    waits.push(performance.now() - at);
    await sleep(10);
  }
  await worker.close();
  await queue.close();
  if (values.backend === 'postgres') await connection.end();
  else connection.disconnect();
  return { perSecond, ...figures(waits) };
}

async function ours(app) {
  const queue = app.get(JobQueue, { strict: false });
  const database = app.get(Database, { strict: false });
  let done = 0;
  let onJob = () => undefined;
  queue.handle('noop', async () => {
    onJob();
    done++;
  });
  await app.init();
  await queue.setPaused('default', true);
  await database.query(
    `insert into job (id, type, payload) select gen_random_uuid(), 'noop', jsonb_build_object('n', n) from generate_series(1, $1::int) n`,
    [JOBS],
  );
  const relayFrom = performance.now();
  for (;;) {
    const [{ left }] = await database.query(
      'select count(*)::int as left from job where relayed_at is null',
    );
    if (left === 0) break;
    await sleep(20);
  }
  const relayPerSecond = (JOBS / (performance.now() - relayFrom)) * 1000;
  const from = performance.now();
  await queue.setPaused('default', false);
  while (done < JOBS) await sleep(2);
  const perSecond = (JOBS / (performance.now() - from)) * 1000;
  await sleep(200);
  await database.query('delete from job');
  const waits = [];
  for (let n = 0; n < SAMPLES; n++) {
    const started = new Promise((resolve) => (onJob = resolve));
    const at = performance.now();
    await queue.add('noop', { n });
    await started;
    waits.push(performance.now() - at);
    await sleep(10);
  }
  const [{ p95 }] = await database.query(
    `select percentile_cont(0.95) within group (order by extract(epoch from relayed_at - created_at) * 1000)::float8 as p95 from job`,
  );
  return { perSecond, relayPerSecond, outboxP95: p95, ...figures(waits) };
}

const redis =
  values.backend === 'redis' &&
  spawn('redis-server', ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });
let app;
try {
  app = await NestFactory.createApplicationContext(BenchModule, { logger: ['error'] });
  const theirs = await bare(await app.get(DatabaseServer, { strict: false }).open());
  const us = await ours(app);
  const again =
    values.backend === 'postgres'
      ? await bare(await app.get(DatabaseServer, { strict: false }).open())
      : theirs;
  const bareBest = Math.max(theirs.perSecond, again.perSecond);
  const ratio = us.perSecond / bareBest;
  const ms = (value) => `${value.toFixed(1)} ms`;
  console.log(`${values.backend}, ${JOBS} no-op jobs, concurrency ${CONCURRENCY}`);
  console.log(
    `bare BullMQ    ${theirs.perSecond.toFixed(0)} and ${again.perSecond.toFixed(0)} jobs/s   enqueue to start p50 ${ms(theirs.p50)}, p95 ${ms(theirs.p95)}`,
  );
  console.log(
    `RadioX queue   ${us.perSecond.toFixed(0)} jobs/s   enqueue (with record) to start p50 ${ms(us.p50)}, p95 ${ms(us.p95)}`,
  );
  console.log(
    `ratio ${(ratio * 100).toFixed(0)} % (at least 80)   record to engine p95 ${ms(us.outboxP95)} (under 50), ${us.relayPerSecond.toFixed(0)} records/s`,
  );
  if (ratio < 0.8 || us.outboxP95 >= 50) process.exitCode = 1;
} finally {
  await app?.close();
  if (redis) redis.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
