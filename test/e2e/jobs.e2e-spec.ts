import { JobQueue } from '#platform/queue';
import { type RunningApp, startApp } from '#test/app';
import { until } from '#test/queue-instance';

interface JobAnswer {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
}

describe('jobs and queues over HTTP', () => {
  let running: RunningApp;
  let queue: JobQueue;
  let isBroken = true;

  beforeAll(async () => {
    running = await startApp();
    queue = running.app.get(JobQueue, { strict: false });
    queue.handle('test.task', () =>
      isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(),
    );
  });

  afterAll(() => running.stop());

  async function call(method: 'GET' | 'POST', url: string, headers = running.operator as object) {
    const path = `/api/v1${url}`;
    const answer = await running.app.inject({ method, url: path, headers: { ...headers } });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }
  const job = async (id: string) => (await call('GET', `/jobs/${id}`)).body as unknown as JobAnswer;

  it('shows a job that failed and lets an operator begin it again', async () => {
    const id = await queue.add('test.task', { secret: 'hunter2' }, { triesMax: 1, lane: 'low' });
    await until(async () => (await job(id)).state === 'failed');

    expect(await job(id)).toMatchObject({ queue: 'low', attempts: 1, error: 'broken' });
    expect(JSON.stringify(await job(id))).not.toContain('hunter2');
    const listed = await call('GET', '/jobs?state=failed&type=test.task&queue=low');
    expect(listed.body).toMatchObject({ items: [{ id }], next_cursor: null });

    isBroken = false;
    expect((await call('POST', `/jobs/${id}/retry`, {})).status).toBe(401);
    expect((await call('POST', `/jobs/${id}/retry`)).status).toBe(202);
    await until(async () => (await job(id)).state === 'completed');
    expect(await call('POST', `/jobs/${id}/retry`)).toMatchObject({
      status: 409,
      body: { type: '/problems/job/not-in-state' },
    });
  });

  it('pauses a queue, tells how much waits, and goes on', async () => {
    expect((await call('POST', '/queues/batch/pause')).body).toMatchObject({
      name: 'batch',
      priority: 1,
      is_paused: true,
    });
    const id = await queue.add('test.task', {}, { lane: 'batch' });
    await until(async () => {
      const { items } = (await call('GET', '/queues')).body as { items: Array<{ depth: number }> };
      return items.length === 5 && items[4]?.depth === 1;
    });

    expect((await call('POST', `/jobs/${id}/cancel`)).body).toMatchObject({ state: 'cancelled' });
    expect((await call('POST', '/queues/batch/resume')).body).toMatchObject({ is_paused: false });
  });

  it('pages through jobs without losing or repeating one', async () => {
    for (let n = 0; n < 7; n++) await queue.add('test.task', { n });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url = `/jobs?type=test.task&limit=3${cursor ? `&cursor=${cursor}` : ''}`;
      const { items, next_cursor } = (await call('GET', url)).body as unknown as {
        items: JobAnswer[];
        next_cursor: string | null;
      };
      seen.push(...items.map(({ id }) => id));
      cursor = next_cursor;
    }

    const all = (await call('GET', '/jobs?type=test.task&limit=200')).body as unknown as {
      items: JobAnswer[];
    };
    expect(seen).toEqual(all.items.map(({ id }) => id));
    expect(seen.length).toBeGreaterThanOrEqual(7);
  });

  it.each([
    ['GET', '/jobs?state=tired', 422, 'state'],
    ['GET', '/jobs?limit=0', 422, 'limit'],
    ['GET', '/jobs?cursor=bm90aGluZw', 422, 'cursor'],
    ['GET', '/jobs/42', 422, 'id'],
    ['POST', '/queues/express/pause', 422, 'name'],
  ] as const)('refuses %s %s, naming the field', async (method, url, status, field) => {
    const answer = await call(method, url);
    expect(answer.status).toBe(status);
    expect(answer.body['errors']).toMatchObject([{ field }]);
  });
});
