import { join } from 'node:path';
import { Meters } from '#platform/metrics';
import { isSigned, type Receiver, startReceiver } from '#test/alert-instance';
import { type RunningApp, startApp } from '#test/app';
import { freezeServer, until } from '#test/postgres-process';

const SECRET = 'a secret between two';
const MEMBERS = [
  ...['id', 'rule', 'severity', 'message', 'value', 'threshold', 'unit'],
  ...['started_at', 'last_seen', 'resolved_at', 'acknowledged_by'],
];

interface AlertAnswer {
  readonly id: string;
  readonly rule: string;
  readonly resolved_at: string | null;
  readonly acknowledged_by: string | null;
}

let receiver: Receiver;
let running: RunningApp;

beforeAll(async () => {
  receiver = await startReceiver();
  running = await startApp({
    ...{ DATABASE_URL: '', DB_POOL_MIN_SIZE: '1' }, // A server of its own, to be hurt.
    ...{ ALERT_INTERVAL: '1', ALERT_GROUP_SECONDS: '0', ALERT_PRIVATE_HOSTS: 'true' },
    ...{ ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: SECRET },
  });
}, 60_000);

afterAll(async () => {
  await running.stop();
  await receiver.stop();
});

async function call(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) {
  const url = `/performance/${path}`;
  const answer = await running.app.inject({
    method,
    url,
    headers: running.operator,
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}
const list = async (query = '') => (await call('GET', `alerts${query}`)).body as AlertAnswer[];
const told = (rule: string) =>
  receiver.received.flatMap(({ text }) =>
    (JSON.parse(text) as { alerts: Array<{ event: string; rule: string }> }).alerts
      .filter((alert) => alert.rule === rule)
      .map(({ event }) => event),
  );

describe('alerts over HTTP', () => {
  it.each(['alerts', 'rules', 'slo', 'silences'])('%s is for operators', async (path) => {
    expect((await running.app.inject(`/performance/${path}`)).statusCode).toBe(401);
    expect((await call('GET', path)).status).toBe(200);
  });

  it('tells of every rule how it stands', async () => {
    const ruleOf = async (wanted: string) =>
      ((await call('GET', 'rules')).body as Array<Record<string, unknown>>).find(
        ({ name }) => name === wanted,
      );
    // Fires or not: the process of the tests may well be that large.
    await until(async () => (await ruleOf('memory_high'))?.['state'] !== 'idle', 10_000);

    expect(await ruleOf('memory_high')).toMatchObject({
      ...{ severity: 'WARNING', threshold: 512, unit: 'MB', value: expect.any(Number) },
      idle_because: null,
    });
    expect(await ruleOf('dead_air')).toMatchObject({
      ...{ state: 'idle', value: null },
      idle_because: 'There is no meter radiox_dead_air_seconds: it comes with the live stream.',
    });
  });

  it('tells an alert by the members of the specification, counts it, takes its acknowledgement', async () => {
    const meters = running.app.get(Meters, { strict: false });
    const air = meters.gauge('radiox_dead_air_seconds', 'Of the test.', ['mount']);
    air.set(30, { mount: 'main' });
    await until(async () => (await list('?state=firing')).length > 0, 10_000);
    const [alert] = await list('?state=firing&severity=CRITICAL');

    expect(Object.keys(alert ?? {}).sort()).toEqual([...MEMBERS].sort());
    expect(alert).toMatchObject({
      ...{ rule: 'dead_air', severity: 'CRITICAL', message: 'Dead air on main for 30 s' },
      ...{ value: 30, threshold: 5, unit: 'seconds', resolved_at: null, acknowledged_by: null },
    });
    await until(
      async () =>
        ((await call('GET', 'overview')).body as { critical_alerts: number }).critical_alerts === 1,
      10_000,
    );
    const acknowledged = await call('POST', `alerts/${alert?.id ?? ''}/acknowledge`);
    expect(acknowledged.status).toBe(200);
    expect(acknowledged.body).toMatchObject({ acknowledged_by: expect.stringMatching(/^\w/) });

    air.set(0, { mount: 'main' });
    await until(async () => (await list('?state=firing')).length === 0, 20_000);
    expect(await list('?state=resolved')).toMatchObject([{ rule: 'dead_air' }]);
    await until(() => told('dead_air').length === 2, 10_000);
    expect(told('dead_air')).toEqual(['alert.fired', 'alert.resolved']);
  }, 60_000);

  it('refuses what it does not know', async () => {
    const unknown = 'alerts/00000000-0000-4000-8000-000000000000/acknowledge';

    expect((await call('GET', 'alerts?state=broken')).status).toBe(422);
    expect((await call('GET', 'alerts?severity=warning')).status).toBe(422);
    expect((await call('POST', 'alerts/nonsense/acknowledge')).status).toBe(422);
    expect(await call('POST', unknown)).toMatchObject({
      status: 404,
      body: { type: '/problems/alert/not-found' },
    });
  });

  it('keeps silences within bounds', async () => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const far = new Date(Date.now() + 31 * 24 * 3_600_000).toISOString();
    const reason = 'maintenance';
    const refused = [
      { until, reason },
      { until, rule: 'no_such_rule', reason },
      { until: far, rule: 'disk_low', reason },
      { until: 'tomorrow', rule: 'disk_low', reason },
      { until, from: far, rule: 'disk_low', reason },
      { until, rule: 'disk_low', reason: '' },
    ];
    for (const payload of refused)
      expect((await call('POST', 'silences', payload)).status).toBe(422);

    const made = await call('POST', 'silences', { until, severity: 'INFO', reason });
    expect(made).toMatchObject({
      status: 201,
      body: { rule: null, severity: 'INFO', until, reason },
    });
    const { id } = made.body as { id: string };
    expect((await call('GET', 'silences')).body).toEqual([made.body]);
    expect((await call('DELETE', `silences/${id}`)).status).toBe(204);
    expect((await call('DELETE', `silences/${id}`)).status).toBe(404);
    expect((await call('GET', 'silences')).body).toEqual([]);
  });

  it('tells how promises are kept', async () => {
    const slo = async () =>
      ((await call('GET', 'slo')).body as { objectives: Array<Record<string, unknown>> })
        .objectives;
    await running.app.inject('/api/v1/shows');
    await until(async () => Number((await slo())[0]?.['total_events']) > 0, 10_000);
    const objectives = await slo();

    expect(objectives.map(({ name, target_percent }) => [name, target_percent])).toEqual([
      ['api_availability', 99.9],
      ['api_latency', 99],
      ['cache_hit_latency', 99],
      ['database_query_latency', 95],
      ['show_success', 99],
      ['upload_accepted', 99.5],
    ]);
    expect(objectives[0]).toMatchObject({
      ...{ window_days: 30, status: 'kept', achieved_percent: 100 },
      error_budget_left_percent: 100,
      burn_rates: { '5m': 0, '30m': 0, '1h': 0, '2h': 0, '6h': 0, '24h': 0, '3d': 0, '30d': 0 },
    });
    expect(objectives[5]).toMatchObject({ status: 'no_data', error_budget_left_percent: null });
  });
});

describe('while the database hangs', () => {
  it('people are told within the hold time and ten seconds, once, and it is written down later', async () => {
    const goOn = await freezeServer(join(running.dataDir, 'postgres'));
    try {
      const waitedMs = await until(() => told('database_down').length > 0, 40_000);
      expect(waitedMs).toBeLessThan(10_000 + 10_000);
      const open = (await list('?state=firing')).map(({ rule }) => rule);
      expect(open).toContain('database_down');
      expect(await list('?state=resolved')).toEqual([]);
    } finally {
      goOn();
    }
    await until(() => told('database_down').includes('alert.resolved'), 60_000);
    await until(
      async () => (await list('?state=resolved')).some(({ rule }) => rule === 'database_down'),
      20_000,
    );

    expect(told('database_down')).toEqual(['alert.fired', 'alert.resolved']);
    expect(receiver.received.every((message) => isSigned(message, SECRET))).toBe(true);
  }, 150_000);
});
