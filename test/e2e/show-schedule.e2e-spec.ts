import { Database } from '#platform/database';
import { ShowScheduler } from '../../src/modules/show/schedule/show-scheduler.js';
import { Scheduler } from '../../src/platform/queue/schedule/scheduler.js';
import { type RunningApp, startApp } from '#test/app';

interface Batch {
  readonly id: string;
  readonly total: number;
  readonly by_status: Record<string, number>;
  readonly shows: ReadonlyArray<{ id: string; preset: string; batch_id: string }>;
  readonly errors: ReadonlyArray<{ field: string }>;
}

const DAILY = {
  preset_name: 'daily',
  display_name: 'Daily',
  auto_generate: true,
  generation_schedule: '30 2 * * *',
  generation_time_zone: 'America/New_York',
};
const MINUTE_MS = 60_000;
let running: RunningApp;
let database: Database;

// Nothing is made here: what is looked at is what is wanted, and that only once.
beforeAll(async () => {
  running = await startApp({ RADIOX_ROLE: 'api' });
  database = running.app.get(Database, { strict: false });
});
afterAll(() => running.stop());

const ask = async <T>(method: string, path: string, payload?: object, headers = {}) => {
  const answer = await running.app.inject({
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: { ...running.operator, ...headers },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? ({} as T) : answer.json<T>() };
};
const scheduled = () =>
  database.query<{ cron: string; timezone: string; next_at: Date }>(
    "select cron, timezone, next_at from schedule where name = 'preset daily'",
  );

describe('the schedule of a preset', () => {
  it('is set with it, changed with it, and gone with it', async () => {
    expect((await ask('POST', '/presets', DAILY)).status).toBe(201);
    expect(await scheduled()).toMatchObject([{ cron: '30 2 * * *', timezone: 'America/New_York' }]);

    await ask('PATCH', '/presets/daily', {
      generation_schedule: '0 7 * * *',
      generation_time_zone: 'channel',
    });
    const [changed] = await scheduled();
    expect(changed).toMatchObject({ cron: '0 7 * * *', timezone: 'Europe/Zurich' });
    const { body } = await ask<{ next_runs: string[]; time_zone: string }>(
      'GET',
      '/presets/daily/schedule',
    );
    expect(body.next_runs).toHaveLength(5);
    expect(body.next_runs[0]).toBe(changed?.next_at.toISOString());
    expect(body.time_zone).toBe('Europe/Zurich');

    await ask('PATCH', '/presets/daily', { auto_generate: false });
    expect(await scheduled()).toEqual([]);
    await ask('PATCH', '/presets/daily', { auto_generate: true });
    expect(await scheduled()).toHaveLength(1);
    expect((await ask('DELETE', '/presets/daily')).status).toBe(204);
    expect(await scheduled()).toEqual([]);
  });

  it.each([
    ['generation_schedule', { generation_schedule: '61 * * * *' }],
    ['generation_schedule', { generation_schedule: '0 0 6 * * *' }],
    ['generation_time_zone', { generation_time_zone: 'Mars/Olympus' }],
    ['generation_time_zone', { generation_time_zone: '+02:00' }],
    ['missed_run', { missed_run: 'sometimes' }],
    ['missed_run_grace_minutes', { missed_run_grace_minutes: 0 }],
  ])('refuses a wrong %s', async (field, wrong) => {
    const { status, body } = await ask<Batch>('PATCH', '/presets/zurich', wrong);

    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ field })]);
  });
});

describe('several shows at once', () => {
  const presets = {
    presets: ['zurich', 'tech', 'night'],
    options: { feeds: 'sample', duration_minutes: 1 },
  };

  it('are asked for together, once for a key, and followed together', async () => {
    const key = { 'idempotency-key': 'tonight' };
    const all = await Promise.all(
      Array.from({ length: 5 }, () => ask<Batch>('POST', '/shows/batch', presets, key)),
    );
    const [first] = all;
    const other = await ask('POST', '/shows/batch', { presets: ['bern'] }, key);
    const followed = await ask<Batch>('GET', `/show-batches/${first?.body.id ?? ''}`);

    expect(all.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
    expect(other.status).toBe(409);
    expect(followed.body).toMatchObject({ total: 3, by_status: { queued: 3 } });
    expect(followed.body.shows.map(({ preset }) => preset)).toEqual(presets.presets);
    const lanes = await database.query<{ lane: string }>(
      "select distinct lane from job where type = 'show.stage'",
    );
    expect(lanes).toEqual([{ lane: 'batch' }]);
  });

  it.each([
    ['items.1.duration_minutes', { items: [{}, { duration_minutes: 0 }] }],
    ['items.1.preset_name', { items: [{}, { preset_name: 'atlantis' }] }],
    ['items.1.channel', { items: [{}, { channel: 'mars' }] }],
    ['items.0.feeds.0', { items: [{ feeds: ['/etc/passwd'] }] }],
    ['presets.1', { presets: ['zurich', 'atlantis'] }],
    ['options.language', { presets: ['zurich'], options: { language: 'xx' } }],
    ['items', {}],
    ['items', { items: [] }],
    ['items', { items: Array.from({ length: 51 }, () => ({})) }],
  ])('are all refused for a wrong %s', async (field, wrong) => {
    const before = await database.query('select id from show');
    const { status, body } = await ask<Batch>('POST', '/shows/batch', wrong);

    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ field })]);
    expect(await database.query('select id from show')).toHaveLength(before.length);
  });

  it('are not found under another id', async () => {
    const id = '00000000-0000-4000-8000-000000000000';

    expect((await ask('GET', `/show-batches/${id}`)).status).toBe(404);
  });
});

describe('a moment of a schedule', () => {
  const HOURLY = { ...DAILY, preset_name: 'hourly', generation_schedule: '0 * * * *' };
  const OCLOCK = new Date('2026-05-20T06:00:00Z');
  const fire = (minutesLate: number, scheduledAt = OCLOCK) => {
    const due = { preset: 'hourly', scheduledAt: scheduledAt.toISOString() };
    const now = new Date(OCLOCK.getTime() + minutesLate * MINUTE_MS);
    // Each with a transaction of its own, as two processes would have.
    return running.app.get(ShowScheduler, { strict: false }).fire(due, now);
  };
  const found = async () => {
    const slots = await database.query<{ slot: Date; outcome: string }>(
      "select slot, outcome from show_slot where preset = 'hourly' order by slot",
    );
    const made = await database.query("select id from show where preset = 'hourly'");
    return [
      made.length,
      ...slots.map((one) => `${one.slot.toISOString().slice(11, 16)} ${one.outcome}`),
    ];
  };

  beforeAll(() => ask('POST', '/presets', { ...HOURLY, missed_run_grace_minutes: 30 }));

  it('makes one show, however many processes fire it at once', async () => {
    await Promise.all([fire(0), fire(0), fire(1), fire(1)]);

    expect(await found()).toEqual([1, '06:00 made']);
  });

  it('makes none again when the clock is set back over it', async () => {
    await expect(fire(-60)).rejects.toThrow('again in 3600000 ms');
    await fire(0);

    expect(await found()).toEqual([1, '06:00 made']);
  });

  it('is made up once where the station was down over it, the newest of many', async () => {
    await fire(5 * 60 + 20);

    expect(await found()).toEqual([2, '06:00 made', '11:00 made']);
  });

  it('is skipped where it is too old, and the next one is not', async () => {
    await fire(7 * 60 + 45, new Date('2026-05-20T13:00:00Z'));
    await fire(8 * 60, new Date('2026-05-20T14:00:00Z'));

    expect(await found()).toEqual([3, '06:00 made', '11:00 made', '13:00 skipped', '14:00 made']);
  });

  it('is nothing for a preset that makes no shows any more', async () => {
    await ask('PATCH', '/presets/hourly', { auto_generate: false });
    await fire(10 * 60);
    await ask('DELETE', '/presets/hourly');
    await fire(11 * 60);

    expect((await found())[0]).toBe(3);
  });

  it('is fired by the scheduler of whichever process looks first', async () => {
    await ask('POST', '/presets', DAILY);
    await database.query(
      "update schedule set next_at = now() - interval '1 second' where name = 'preset daily'",
    );
    const scheduler = running.app.get(Scheduler, { strict: false });
    await Promise.all([scheduler.fire(), scheduler.fire(), scheduler.fire()]);

    const jobs = await database.query("select payload from job where type = 'preset.due'");
    expect(jobs).toEqual([
      { payload: { preset: 'daily', scheduledAt: expect.stringMatching(/^\d{4}-/) } },
    ]);
    const [next] = await scheduled();
    expect(next?.next_at.getTime()).toBeGreaterThan(Date.now());
  });
});
