import type { JobHandler, JobTypeOptions } from '#platform/queue';
import { freshDatabase } from './database.ts';
import { queueInstance, type QueueInstance } from './queue-instance.ts';

export { until } from './queue-instance.ts';

export interface Task {
  readonly n: number;
}

/** Instances of RadioX that share the jobs of one test. They stop with it. */
export function queueFleet(backend: () => Promise<Record<string, string>>) {
  const instances: QueueInstance[] = [];
  let env: Record<string, string>;

  beforeEach(async () => {
    env = { DATABASE_URL: await freshDatabase(), ...(await backend()) };
  });

  afterEach(async () => {
    for (const instance of instances.splice(0)) await instance.stop();
  });

  async function instance(more: Record<string, string> = {}): Promise<QueueInstance> {
    const made = await queueInstance({ ...env, ...more });
    instances.push(made);
    return made;
  }

  async function started(
    handler: JobHandler<Task>,
    options: JobTypeOptions = {},
    more: Record<string, string> = {},
  ): Promise<QueueInstance> {
    const made = await instance(more);
    made.queue.handle('task', handler, options);
    await made.start();
    return made;
  }

  const stop = async (one: QueueInstance) => {
    instances.splice(instances.indexOf(one), 1);
    await one.stop();
  };
  return { instances, instance, started, stop };
}

/** A handler that remembers what it did. */
export function collect() {
  const done: number[] = [];
  const handler: JobHandler<Task> = ({ n }) => {
    done.push(n);
    return Promise.resolve();
  };
  return { done, handler };
}

export const rows = <Row>({ database }: QueueInstance, sql: string) => database.query<Row>(sql);

export const isIdle = async (one: QueueInstance) =>
  (await rows(one, 'select 1 from job where finished_at is null')).length === 0;

export const states = async (one: QueueInstance) =>
  (await rows<{ state: string }>(one, 'select state from job order by created_at')).map(
    ({ state }) => state,
  );
