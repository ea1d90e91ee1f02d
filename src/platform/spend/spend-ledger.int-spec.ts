import { freshDatabase } from '#test/database';
import { spendInstance, type SpendInstance } from '#test/spend';
import { EventBus } from '#platform/events';
import { Meters } from '#platform/metrics';
import { BudgetExhausted, BudgetWarned } from './spend.events.js';
import { BudgetUsedUp, type Purchase } from './spend.js';
import { SpendRepository } from './spend.repository.js';

let one: SpendInstance;
let other: SpendInstance;
let url: string;

const ENV = {
  SPEND_PRICES: 'paid.characters=1/1k,model.input_tokens=2/1M,model.output_tokens=10/1M',
  BUDGET_DAILY_USD: '1',
  BUDGET_MONTHLY_USD: '3',
  BUDGET_BY_PROVIDER_USD: 'model.daily=0.5',
};
const speech = (characters: number, more: Partial<Purchase> = {}): Purchase => ({
  provider: 'paid',
  operation: 'speak',
  units: { characters },
  ...more,
});
const buy = async (from: SpendInstance, purchase: Purchase) =>
  (await from.ledger.reserve(purchase)).settle();
const budget = async (provider: string, period: 'day' | 'month') =>
  (await one.ledger.budgets()).find((b) => b.provider === provider && b.period === period);

beforeAll(async () => {
  url = await freshDatabase();
  one = await spendInstance({ ...ENV, DATABASE_URL: url });
  other = await spendInstance({ ...ENV, DATABASE_URL: url });
});

beforeEach(async () => {
  await one.database.query('truncate spend, spend_day, budget, spend_reservation');
});

afterAll(async () => {
  await one.stop();
  await other.stop();
});

describe('SpendLedger', () => {
  it('puts money aside, then counts what it took', async () => {
    const held = await one.ledger.reserve(speech(400));
    expect(await budget('paid', 'day')).toMatchObject({ spentUsd: 0, reservedUsd: 0.4 });

    await held.settle({ characters: 300 });

    expect(await budget('paid', 'day')).toMatchObject({
      limitUsd: 1,
      spentUsd: 0.3,
      reservedUsd: 0,
    });
    expect(await budget('paid', 'month')).toMatchObject({ limitUsd: 3, spentUsd: 0.3 });
  });

  it('gives back what was put aside for nothing, and settles nothing twice', async () => {
    const held = await one.ledger.reserve(speech(400));
    await held.release();
    await held.settle();

    expect(await budget('paid', 'day')).toMatchObject({ spentUsd: 0, reservedUsd: 0 });
  });

  it('never exceeds a budget, however many processes buy at once', async () => {
    const tries = Array.from({ length: 60 }, (_, n) => buy(n % 2 ? one : other, speech(30)));
    const ends = await Promise.allSettled(tries);

    const bought = ends.filter(({ status }) => status === 'fulfilled').length;
    expect(bought).toBe(33); // 33 x 0.03 = 0.99 of 1 dollar.
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(BudgetUsedUp);
    expect((await budget('paid', 'day'))?.spentUsd).toBeCloseTo(0.99, 9);
  });

  it('spends a budget to the last cent and not beyond', async () => {
    await buy(one, speech(999));
    await buy(one, speech(1));

    await expect(one.ledger.reserve(speech(1))).rejects.toMatchObject({
      code: 'spend/budget-used-up',
      facts: { provider: 'paid', period: 'day' },
    });
    expect(await one.ledger.mayUse('paid', 0.001)).toBe(false);
    expect(await one.ledger.mayUse('elsewhere', 0)).toBe(true);
  });

  it('goes by the month as well', async () => {
    await buy(one, speech(900));
    await one.database.query(`update budget set spent_usd = 2.95 where period = 'month'`);

    await expect(one.ledger.reserve(speech(60))).rejects.toMatchObject({
      facts: { period: 'month' },
    });
  });

  it('begins anew with a new day', async () => {
    await buy(one, speech(1_000));
    await one.database.query(`update budget set starts_on = starts_on - 1 where period = 'day'`);

    await buy(one, speech(500));

    expect(await budget('paid', 'day')).toMatchObject({ spentUsd: 0.5 });
    expect(await budget('paid', 'month')).toMatchObject({ spentUsd: 1.5 });
  });

  it('lets a provider have a budget of its own, and prices tokens apart', async () => {
    const write = { provider: 'model', operation: 'write', units: { outputTokens: 60_000 } };
    await expect(one.ledger.reserve(write)).rejects.toThrow(BudgetUsedUp);

    await buy(one, { ...write, units: { inputTokens: 50_000, outputTokens: 20_000 } });

    expect((await budget('model', 'day'))?.spentUsd).toBeCloseTo(0.3, 9);
  });

  it('tells once a period that a budget runs out, and once that it is used up', async () => {
    const heard: unknown[] = [];
    const bus = one.module.get(EventBus);
    const ends = [
      bus.on(BudgetWarned, (event) => void heard.push(event)),
      bus.on(BudgetExhausted, (event) => void heard.push(event)),
    ];
    await buy(one, speech(799));
    expect(heard).toEqual([]);

    await buy(one, speech(1));
    await buy(one, speech(100));
    for (let n = 0; n < 3; n++)
      await expect(one.ledger.reserve(speech(200))).rejects.toThrow(BudgetUsedUp);
    for (const end of ends) end();

    expect(heard).toMatchObject([
      { provider: 'paid', period: 'day', limitUsd: 1, spentUsd: 0.8 },
      { provider: 'paid', period: 'day', limitUsd: 1, spentUsd: 0.9 },
    ]);
    expect(heard[0]).toBeInstanceOf(BudgetWarned);
    expect(heard[1]).toBeInstanceOf(BudgetExhausted);
  });

  it('counts a thing of a show once, as bought or as reused', async () => {
    const line = speech(100, { subject: 'show-1', item: 'take-1' });
    await buy(one, line);
    await one.ledger.noteReuse(line); // The stage runs again.
    await one.ledger.noteReuse(speech(100, { subject: 'show-2', item: 'take-1' }));
    await one.ledger.noteReuse(speech(100, { subject: 'show-2', item: 'take-1' }));

    expect(await one.ledger.costOf('show-1')).toEqual({
      tokens: 0,
      characters: 100,
      images: 0,
      usd: 0.1,
      saved_usd: 0,
    });
    expect(await one.ledger.costOf('show-2')).toMatchObject({ characters: 0, saved_usd: 0.1 });
    const today = new Date().toISOString().slice(0, 10);
    expect(await one.module.get(SpendRepository).sums(today, today)).toMatchObject({
      purchases: 1,
      reuses: 1,
      characters: 100,
      saved_characters: 100,
      usd: 0.1,
      saved_usd: 0.1,
    });
  });

  it('counts what costs nothing, and lets no budget stop it', async () => {
    const local = { provider: 'flite', operation: 'speak', units: { characters: 5_000 } };
    for (let n = 0; n < 3; n++)
      await (await one.ledger.reserve(local)).settle({ characters: 5_000, seconds: 300 });

    const today = new Date().toISOString().slice(0, 10);
    expect(await one.module.get(SpendRepository).byProvider(today, today)).toMatchObject([
      { provider: 'flite', operation: 'speak', characters: 15_000, seconds: 900, usd: 0 },
    ]);
    expect(await one.ledger.budgets()).not.toContainEqual(
      expect.objectContaining({ provider: 'flite' }),
    );
  });

  it('tells who scrapes what was spent and what was saved', async () => {
    const meters = one.module.get(Meters);
    const valueOf = async (name: string) => {
      const { body } = await meters.exposition('text');
      return Number(new RegExp(`^${name}\\{provider="paid"\\} (\\S+)$`, 'm').exec(body)?.[1] ?? 0);
    };
    const spent = await valueOf('radiox_spend_usd_total');
    const saved = await valueOf('radiox_saved_usd_total');

    await buy(one, speech(500));
    await one.ledger.noteReuse(speech(250));

    expect((await valueOf('radiox_spend_usd_total')) - spent).toBeCloseTo(0.5, 9);
    expect((await valueOf('radiox_saved_usd_total')) - saved).toBeCloseTo(0.25, 9);
  });

  it('tells who scrapes how much of each budget is used', async () => {
    await buy(one, speech(100));
    const { body } = await one.module.get(Meters).exposition('text');
    const told = /^radiox_budget_used_ratio\{provider="paid",period="day"\} (\S+)$/m.exec(
      body,
    )?.[1];
    const day = (await one.ledger.budgets()).find(
      ({ provider, period }) => provider === 'paid' && period === 'day',
    );

    expect(day?.spentUsd).toBeGreaterThan(0);
    expect(Number(told)).toBeCloseTo((day?.spentUsd ?? 0) / (day?.limitUsd ?? 0), 9);
    expect(body).toContain('radiox_budget_used_ratio{provider="embedded",period="month"} 0');
  });

  it('counts as spent what a process that died had put aside', async () => {
    await one.ledger.reserve(speech(500, { subject: 'show-3', item: 'take-9' }));
    expect(await one.ledger.settleExpired()).toBe(0);
    await one.database.query(`update spend_reservation set made_at = now() - interval '2 hours'`);

    expect(await other.ledger.settleExpired()).toBe(1);

    expect(await budget('paid', 'day')).toMatchObject({ spentUsd: 0.5, reservedUsd: 0 });
    expect(await one.ledger.costOf('show-3')).toMatchObject({ usd: 0.5, characters: 500 });
  });
});
