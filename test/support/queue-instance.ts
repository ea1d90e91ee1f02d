import { setTimeout as sleep } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import { ServiceModule } from '#platform/config';
import { Database, DatabaseModule } from '#platform/database';
import { JsonLogger } from '#platform/logging';
import { JobQueue, QueueModule } from '#platform/queue';

/** One process of RadioX as far as jobs go. */
export interface QueueInstance {
  readonly module: TestingModule;
  readonly queue: JobQueue;
  readonly database: Database;
  /** Runs the bootstrap hooks: jobs begin. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Nobody dies in these tests, and a machine under load may be late to renew a short one. */
const LOCK_MS = '10000';

/** @param env Its settings; they hold only while it is built. */
export async function queueInstance(env: Record<string, string>): Promise<QueueInstance> {
  const wanted = { QUEUE_LOCK_MS: LOCK_MS, ...env };
  const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, process.env[name]]));
  Object.assign(process.env, wanted);
  const module = await Test.createTestingModule({
    imports: [ServiceModule, DatabaseModule, QueueModule],
  })
    .setLogger(new JsonLogger('error'))
    .compile();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  return {
    module,
    queue: module.get(JobQueue),
    database: module.get(Database),
    start: async () => {
      await module.init();
    },
    stop: () => module.close(),
  };
}

export async function until(isTrue: () => boolean | Promise<boolean>, msMax = 10_000) {
  const deadline = performance.now() + msMax;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Not within ${msMax} ms`);
    await sleep(20);
  }
}
