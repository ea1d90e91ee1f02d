import { Logger } from '@nestjs/common';
import {
  type AlertInstance,
  alertInstance,
  isSigned,
  type Receiver,
  startReceiver,
} from '#test/alert-instance';
import { freshDatabase } from '#test/database';
import { until } from '#test/queue-instance';
import { AlertFired, AlertResolved } from '../alert.events.js';

const SECRET = 'a secret between two';
const BUDGET = { provider: 'voices', period: 'day' };

let receiver: Receiver;
let env: Record<string, string>;
const instances: AlertInstance[] = [];

async function start(more: Record<string, string> = {}): Promise<AlertInstance> {
  const made = await alertInstance({ ...env, ...more });
  Logger.overrideLogger(false);
  instances.push(made);
  return made;
}

async function stop(one: AlertInstance): Promise<void> {
  instances.splice(instances.indexOf(one), 1);
  await one.stop();
}

const evaluate = async (...all: AlertInstance[]) => {
  for (const one of all) await one.engine.evaluate();
};
const told = () =>
  receiver.received.flatMap(({ text }) =>
    (JSON.parse(text) as { alerts: Array<{ event: string; rule: string }> }).alerts.map(
      ({ event, rule }) => `${rule} ${event}`,
    ),
  );
const noticeStates = async ({ database }: AlertInstance) =>
  (await database.query<{ state: string }>('select state from alert_notice order by kind')).map(
    ({ state }) => state,
  );
/** Every job there is has ended: what was to be told has been. */
const isQuiet = async ({ database }: AlertInstance) =>
  (await database.query('select 1 from job where finished_at is null')).length === 0;

beforeEach(async () => {
  receiver = await startReceiver();
  env = {
    DATABASE_URL: await freshDatabase(),
    ALERT_WEBHOOK_URL: receiver.url,
    ALERT_WEBHOOK_SECRET: SECRET,
    ALERT_INSTANCE: 'one',
  };
});

afterEach(async () => {
  for (const one of instances.splice(0)) await one.stop();
  await receiver.stop();
});

describe('an alert', () => {
  it('fires once, is told once, signed, and so is its end', async () => {
    const one = await start();
    const events: string[] = [];
    one.events.on(AlertFired, ({ rule }) => void events.push(`fired ${rule}`));
    one.events.on(AlertResolved, ({ rule }) => void events.push(`resolved ${rule}`));
    one.budget.set(0.9, BUDGET);
    await evaluate(one, one, one);
    await until(() => receiver.received.length > 0);
    one.budget.set(0.95, BUDGET);
    await evaluate(one);
    one.budget.set(0.1, BUDGET);
    await evaluate(one, one);
    await until(() => receiver.received.length > 1);
    await until(() => isQuiet(one));

    expect(told()).toEqual(['budget_high alert.fired', 'budget_high alert.resolved']);
    expect(events).toEqual(['fired budget_high', 'resolved budget_high']);
    expect(receiver.received.every((message) => isSigned(message, SECRET))).toBe(true);
    expect(receiver.received.some((message) => isSigned(message, 'another'))).toBe(false);
    expect(await one.alerts.list({})).toMatchObject([
      {
        ...{ rule: 'budget_high', severity: 'WARNING', instance: '', subject: 'voices day' },
        ...{ threshold: 80, unit: 'percent', acknowledgedBy: null, resolvedAt: expect.any(Date) },
        message: '95 % of the money budget voices day are spent', // As it was seen last.
      },
    ]);
  });

  it('of the whole station fires once in a fleet, that of a process in each', async () => {
    const [one, two] = [await start(), await start({ ALERT_INSTANCE: 'two' })];
    for (const { budget, meters } of [one, two]) {
      budget.set(0.9, BUDGET);
      meters.counter('radiox_take_fallbacks_total', 'Of the test.').add();
    }
    await evaluate(one, two, one, two);
    await until(() => told().length === 3);
    await until(() => isQuiet(one));

    expect([one, two].filter(({ engine }) => engine.isLeader)).toHaveLength(1);
    expect(told().filter((text) => text.startsWith('budget'))).toHaveLength(1);
    const list = await one.alerts.list({ state: 'firing' });
    expect(list.map(({ rule, instance }) => `${rule} ${instance}`).sort()).toEqual([
      'budget_high ',
      'fallback_in_use one',
      'fallback_in_use two',
    ]);
    expect(list.find(({ instance }) => instance === 'two')?.message).toContain('(two)');
    const report = two.alerts.rules().find(({ rule }) => rule.name === 'budget_high');
    expect(report).toMatchObject({ state: 'idle', idleBecause: expect.stringMatching(/^Another/) });
  });

  it('goes on after a restart, and ends by the process that comes after', async () => {
    const one = await start();
    one.deadAir.set(20, { mount: 'main' });
    one.budget.set(0.9, BUDGET);
    await evaluate(one, one);
    await until(() => told().length === 2);
    await stop(one);

    const next = await start({ ALERT_INSTANCE: 'next' });
    next.budget.set(0.9, BUDGET);
    next.deadAir.set(20, { mount: 'main' });
    await evaluate(next, next, next);
    expect(await next.alerts.list({})).toHaveLength(2);
    next.budget.set(0, BUDGET);
    await evaluate(next);
    await until(() => told().length === 3);
    await until(() => isQuiet(next));

    expect(told().sort()).toEqual([
      'budget_high alert.fired',
      'budget_high alert.resolved',
      'dead_air alert.fired',
    ]);
    expect(await next.alerts.list({ state: 'firing' })).toHaveLength(1);
  });

  it('of a process that is gone ends by itself', async () => {
    const one = await start();
    one.meters.counter('radiox_take_fallbacks_total', 'Of the test.').add();
    await evaluate(one, one);
    await stop(one);
    const next = await start({ ALERT_INSTANCE: 'next' });
    await next.database.query(`update alert set last_seen = now() - interval '11 minutes'`);
    await evaluate(next, next);

    expect(await next.alerts.list({ state: 'firing' })).toEqual([]);
  });

  it('is acknowledged by the first who does, and not when it is over', async () => {
    const one = await start();
    one.budget.set(0.9, BUDGET);
    await evaluate(one, one);
    const [alert] = await one.alerts.list({ state: 'firing' });
    const id = alert?.id ?? '';

    expect((await one.alerts.acknowledge(id, 'anna')).acknowledgedBy).toBe('anna');
    expect((await one.alerts.acknowledge(id, 'bert')).acknowledgedBy).toBe('anna');
    expect(await one.alerts.list({ state: 'acknowledged', severity: 'WARNING' })).toHaveLength(1);
    expect(await one.alerts.list({ severity: 'CRITICAL' })).toEqual([]);
    one.deadAir.set(20, { mount: 'main' });
    await evaluate(one);
    const [other] = await one.alerts.list({ severity: 'CRITICAL' });
    await one.database.query('update alert set resolved_at = now()');
    await expect(one.alerts.acknowledge(other?.id ?? '', 'anna')).rejects.toThrow('has resolved');
    await expect(one.alerts.acknowledge(crypto.randomUUID(), 'anna')).rejects.toThrow('no alert');
  });
});

describe('telling people', () => {
  it('puts several alerts into one message', async () => {
    const one = await start({ ALERT_GROUP_SECONDS: '1' });
    one.budget.set(0.9, BUDGET);
    one.budget.set(0.9, { provider: 'writer', period: 'month' });
    one.deadAir.set(20, { mount: 'main' });
    await evaluate(one, one);
    await until(() => receiver.received.length > 0);
    await until(() => isQuiet(one));

    expect(receiver.received).toHaveLength(1);
    expect(told().sort()).toEqual([
      'budget_high alert.fired',
      'budget_high alert.fired',
      'dead_air alert.fired',
    ]);
  });

  it('tries again what was not taken, as the same message', async () => {
    const one = await start();
    receiver.statuses.push(500, 429);
    one.budget.set(0.9, BUDGET);
    await evaluate(one, one);
    await until(() => receiver.received.length === 3, 20_000);
    await until(() => isQuiet(one));

    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await noticeStates(one)).toEqual(['sent']);
  }, 40_000);

  it('gives up what will never be taken, and says so', async () => {
    const one = await start();
    receiver.statuses.push(404, 200);
    one.budget.set(0.9, BUDGET);
    await evaluate(one, one);
    await until(async () => (await noticeStates(one))[0] === 'failed');
    await until(() => isQuiet(one));

    // Who was not told that it fired is not told that it is over.
    one.budget.set(0.1, BUDGET);
    await evaluate(one, one);
    await until(() => isQuiet(one));
    expect(receiver.received).toHaveLength(1);
    const [notice] = await one.database.query('select error from alert_notice');
    expect(notice).toEqual({ error: expect.stringContaining('status 404') });
  });

  it('does not reach into a private network unless that is allowed', async () => {
    const one = await start({ ALERT_PRIVATE_HOSTS: 'false' });
    one.budget.set(0.9, BUDGET);
    await evaluate(one, one);
    await until(async () => (await noticeStates(one))[0] === 'failed');

    expect(receiver.received).toEqual([]);
  });

  it('tells nobody during a silence, and what goes on then afterwards', async () => {
    const one = await start();
    const [fromAt, untilAt] = [new Date(), new Date(Date.now() + 3_600_000)];
    const [reason, createdBy] = ['maintenance', 'anna'];
    const silence = await one.alerts.silence({
      ...{ rule: 'budget_high', severity: null, fromAt, untilAt, reason, createdBy },
    });
    one.budget.set(0.9, BUDGET);
    one.budget.set(0.9, { provider: 'writer', period: 'day' });
    one.deadAir.set(20, { mount: 'main' });
    await evaluate(one, one);
    one.budget.set(0.1, { provider: 'writer', period: 'day' });
    await evaluate(one);
    await until(() => told().length === 1);
    await until(() => isQuiet(one));
    expect(told()).toEqual(['dead_air alert.fired']);

    await one.alerts.unsilence(silence.id);
    await evaluate(one, one);
    await until(() => told().length === 2);
    await until(() => isQuiet(one));
    expect(told()).toEqual(['dead_air alert.fired', 'budget_high alert.fired']);
  });

  it('sends what no worker takes up, a minute late', async () => {
    const one = await start({ RADIOX_ROLE: 'api' });
    one.budget.set(0.9, BUDGET);
    await evaluate(one, one);
    await one.database.query(`update alert_notice set created_at = now() - interval '2 minutes'`);
    await evaluate(one);

    expect(told()).toEqual(['budget_high alert.fired']);
    expect(await noticeStates(one)).toEqual(['sent']);
  });

  it('sends from the severity on that is wanted', async () => {
    const one = await start({ ALERT_DELIVER_FROM: 'CRITICAL' });
    one.budget.set(0.9, BUDGET);
    one.deadAir.set(20, { mount: 'main' });
    await evaluate(one, one);
    await until(() => told().length > 0);
    await until(() => isQuiet(one));

    expect(told()).toEqual(['dead_air alert.fired']);
  });
});
