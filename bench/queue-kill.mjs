// Kills workers with SIGKILL in the middle of their jobs: every job's effect must stand once, and a job
// whose worker died must run again within 10 s.
//   node bench/queue-kill.mjs [--kills 200] [--backend postgres]
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    backend: { type: 'string', default: 'postgres' },
    worker: { type: 'boolean', default: false },
  },
});
const WORKERS = 3;
const JOB_MS = 400;
const AGAIN_MS_MAX = 10_000;
const dist = (path) => import(join(import.meta.dirname, '../dist/src', path));

/** One process with jobs; all of them share one database. */
async function context() {
  const { NestFactory } = await import('@nestjs/core');
  const { Module } = await import('@nestjs/common');
  const { ServiceModule } = await dist('platform/config/index.js');
  const { Database, DatabaseModule } = await dist('platform/database/index.js');
  const { JobQueue, QueueModule } = await dist('platform/queue/index.js');
  class BenchModule {}
  Reflect.decorate(
    [Module({ imports: [ServiceModule, DatabaseModule, QueueModule] })],
    BenchModule,
  );
  const app = await NestFactory.createApplicationContext(BenchModule, { logger: ['error'] });
  const database = app.get(Database, { strict: false });
  const queue = app.get(JobQueue, { strict: false });
  queue.handle('work', async (_payload, { jobId }) => {
    await database.query('insert into bench_run (job_id, pid) values ($1, $2)', [
      jobId,
      process.pid,
    ]);
    await sleep(JOB_MS);
    await database.query('insert into bench_effect (job_id) values ($1) on conflict do nothing', [
      jobId,
    ]);
  });
  return { app, database, queue };
}

if (values.worker) {
  const { app } = await context();
  await app.init();
  process.send?.('working');
  process.once('disconnect', () => process.exit());
} else await judge();

async function judge() {
  const folder = mkdtempSync(join(tmpdir(), 'radiox-queue-kill-'));
  const redisPort = 7300 + Math.floor(Math.random() * 500);
  Object.assign(process.env, {
    RADIOX_DATA_DIR: folder,
    RADIOX_ROLE: 'api',
    QUEUE_BACKEND: values.backend,
  });
  if (values.backend === 'redis') process.env.REDIS_URL = `redis://127.0.0.1:${redisPort}`;
  const redis =
    values.backend === 'redis' &&
    spawn('redis-server', ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', ''], {
      stdio: 'ignore',
    });
  const workers = new Set();
  const hire = () => {
    const env = { ...process.env, RADIOX_ROLE: 'worker' };
    const worker = fork(import.meta.filename, ['--worker'], { env });
    worker.once('message', () => workers.add(worker));
  };
  const { app, database, queue } = await context();
  try {
    await database.query(
      'create table bench_run (job_id uuid not null, pid integer not null, at timestamptz not null default clock_timestamp())',
    );
    await database.query('create table bench_effect (job_id uuid primary key)');
    await app.init();
    for (let n = 0; n < WORKERS; n++) hire();
    const kills = [];
    let jobs = 0;
    while (kills.length < Number(values.kills)) {
      const [{ left }] = await database.query(
        'select count(*)::int as left from job where finished_at is null',
      );
      for (let n = left; n < WORKERS * 4; n++, jobs++) await queue.add('work', { n: jobs });
      await sleep(30 + Math.random() * 120);
      const [victim] = [...workers].sort(() => Math.random() - 0.5);
      if (!victim || workers.size < WORKERS) continue; // Somebody else must be alive to take up what it leaves.
      workers.delete(victim);
      victim.kill('SIGKILL');
      const [{ at }] = await database.query('select clock_timestamp() as at');
      const lost = await database.query(
        `select job_id from bench_run r where pid = $1 and not exists (select from bench_effect e where e.job_id = r.job_id)`,
        [victim.pid],
      );
      if (lost.length > 0)
        kills.push({ at, pid: victim.pid, ids: lost.map(({ job_id }) => job_id) });
      hire();
      if (lost.length > 0 && kills.length % 20 === 0)
        process.stderr.write(`${kills.length} kills, ${jobs} jobs\n`);
    }
    const deadline = performance.now() + 60_000;
    for (;;) {
      const [{ left }] = await database.query(
        'select count(*)::int as left from job where finished_at is null',
      );
      if (left === 0 || performance.now() > deadline) break;
      await sleep(100);
    }
    const times = [];
    for (const { at, pid, ids } of kills)
      for (const id of ids) {
        const [next] = await database.query(
          'select extract(epoch from min(at) - $2::timestamptz)::float8 * 1000 as ms from bench_run where job_id = $1 and pid <> $3 and at > $2',
          [id, at, pid],
        );
        times.push(next?.ms ?? Infinity);
      }
    const [sums] = await database.query(
      `select (select count(*)::int from job where state = 'completed') as completed, (select count(*)::int from bench_effect) as effects,
        (select count(*)::int from bench_run) as runs`,
    );
    const sorted = times.sort((a, b) => a - b);
    console.log(
      `${values.backend}: ${kills.length} kills hit ${times.length} jobs of ${jobs}; ${sums.runs} runs, ${sums.completed} completed, ${sums.effects} effects`,
    );
    console.log(
      `taken up again after p50 ${sorted[sorted.length >> 1].toFixed(0)} ms, worst ${sorted.at(-1).toFixed(0)} ms (at most ${AGAIN_MS_MAX})`,
    );
    const isGood =
      sums.completed === jobs && sums.effects === jobs && sorted.at(-1) <= AGAIN_MS_MAX;
    console.log(isGood ? 'every effect stands once' : 'NOT as promised');
    process.exitCode = isGood ? 0 : 1;
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await app.close();
    if (redis) redis.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit();
}
