import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#platform/database';
import { EventBus } from '#platform/events';
import { type Counter, Meters } from '#platform/metrics';
import { limitOf, type Period, PERIODS } from './budget-limits.js';
import { BudgetRepository, type BudgetRow } from './budget.repository.js';
import { type PriceList, priceOf, readPrices } from './price-list.js';
import { BudgetUsedUp, type Purchase, type Reservation, Spend } from './spend.js';
import { BudgetExhausted, BudgetWarned } from './spend.events.js';
import { SpendRepository, type SubjectCost } from './spend.repository.js';
import { SpendSettings } from './spend.settings.js';
import type { Units } from './units.js';

/** Share of a budget from which on somebody should know. */
const WARN_SHARE = 0.8;
/** No purchase takes so long: who put the money aside is gone. */
const RESERVED_MS_MAX = 3_600_000;

/** A money budget as it stands. */
export interface BudgetState {
  readonly provider: string;
  readonly period: Period;
  /** First day, UTC, YYYY-MM-DD. */
  readonly startsOn: string;
  /** Nothing where nobody bounds it. */
  readonly limitUsd: number | undefined;
  readonly spentUsd: number;
  readonly reservedUsd: number;
}

/** The embedded engines: with them the series is there before anything has been bought. */
const EMBEDDED = PERIODS.map((period) => ({ labels: { provider: 'embedded', period }, value: 0 }));

function usedOf({ provider, period, limitUsd, spentUsd, reservedUsd }: BudgetState) {
  const used = spentUsd + reservedUsd;
  // A budget of nothing is used up.
  const value = limitUsd === undefined ? 0 : limitUsd === 0 ? 1 : used / limitUsd;
  return { labels: { provider, period }, value };
}

/**
 * What everything costs, and whether it may. Money is put aside before it is spent, in rows that all
 * processes share and lock: however many buy at once, a budget is never exceeded by what was estimated.
 */
@Injectable()
export class SpendLedger extends Spend {
  readonly #logger = new Logger(SpendLedger.name);
  readonly #spentUsd: Counter<'provider'>;
  readonly #savedUsd: Counter<'provider'>;
  #prices: { readonly of: readonly string[]; readonly list: PriceList } | undefined;

  constructor(
    private readonly database: Database,
    private readonly budgetRows: BudgetRepository,
    private readonly notes: SpendRepository,
    private readonly settings: SpendSettings,
    private readonly events: EventBus,
    meters: Meters,
  ) {
    super();
    this.#spentUsd = meters.counter('radiox_spend_usd_total', 'Money spent, US dollars.', [
      'provider',
    ]);
    this.#savedUsd = meters.counter(
      'radiox_saved_usd_total',
      'What reused takes would have cost, US dollars.',
      ['provider'],
    );
    meters.watch(
      'radiox_budget_used_ratio',
      'gauge',
      'Part of a money budget that is spent or put aside; 0 for what costs nothing or has no budget.',
      ['provider', 'period'],
      async () => (await this.budgets()).map(usedOf).concat(EMBEDDED),
    );
  }

  override async reserve(purchase: Purchase): Promise<Reservation> {
    const usd = this.priceOf(purchase.provider, purchase.units);
    if (usd === 0) return this.#free(purchase);
    const id = randomUUID();
    const refused = await this.database.transaction(async () => {
      const day = await this.budgetRows.today();
      const rows = await this.budgetRows.lock(purchase.provider, day);
      const full = await this.#firstFull(rows, usd);
      if (full) await this.#tellExhausted(full);
      else await this.budgetRows.hold(id, purchase, usd, day);
      return full;
    });
    if (refused) throw new BudgetUsedUp(purchase.provider, refused.period);
    return {
      settle: (units = purchase.units) => this.#settle(id, purchase, units),
      release: () => this.#orLater('released', () => this.#end(id, 0)),
    };
  }

  override async noteReuse(purchase: Purchase): Promise<void> {
    const usd = this.priceOf(purchase.provider, purchase.units);
    this.#savedUsd.add({ provider: purchase.provider }, usd);
    await this.#orSay({ purchase, units: purchase.units, usd, isReused: true });
  }

  override async mayUse(provider: string, estimatedUsd: number): Promise<boolean> {
    if (estimatedUsd === 0) return true;
    const rows = await this.database.transaction(async () =>
      this.budgetRows.lock(provider, await this.budgetRows.today()),
    );
    return (await this.#firstFull(rows, estimatedUsd)) === undefined;
  }

  /** What so much costs with a provider, US dollars; 0 for one that has no price. */
  priceOf(provider: string, units: Units): number {
    const { prices } = this.settings;
    if (this.#prices?.of !== prices) this.#prices = { of: prices, list: readPrices(prices) };
    return priceOf(this.#prices.list, provider, units);
  }

  /** What a show, or whatever else, has cost. */
  costOf(subject: string): Promise<SubjectCost> {
    return this.notes.costOf(subject);
  }

  /** Budgets of today and this month, of every provider that has cost anything or has a price. */
  async budgets(): Promise<BudgetState[]> {
    const rows = await this.budgetRows.current();
    const today = await this.budgetRows.today();
    const names = new Set([
      ...rows.map(({ provider }) => provider),
      ...readPrices(this.settings.prices).keys(),
    ]);
    return [...names].sort().flatMap((provider) =>
      PERIODS.map((period) => {
        const row = rows.find((one) => one.provider === provider && one.period === period);
        return {
          provider,
          period,
          startsOn: row?.starts_on ?? (period === 'day' ? today : `${today.slice(0, 7)}-01`),
          limitUsd: limitOf(this.settings, provider, period),
          spentUsd: row?.spent_usd ?? 0,
          reservedUsd: row?.reserved_usd ?? 0,
        };
      }),
    );
  }

  /**
   * Counts as spent what was put aside long ago and never settled: whoever died with it may have paid.
   * @returns How many there were.
   */
  async settleExpired(olderThanMs = RESERVED_MS_MAX): Promise<number> {
    const held = await this.budgetRows.expired(olderThanMs);
    for (const { id, provider, operation, subject, item, units } of held)
      await this.#settle(id, { provider, operation, subject, item, units }, units);
    return held.length;
  }

  #free(purchase: Purchase): Reservation {
    return {
      settle: (units = purchase.units) => this.#orSay({ purchase, units, usd: 0, isReused: false }),
      release: () => Promise.resolve(),
    };
  }

  async #settle(id: string, purchase: Purchase, units: Units): Promise<void> {
    const usd = this.priceOf(purchase.provider, units);
    await this.#orLater('settled', async () => {
      const day = await this.#end(id, usd);
      if (day === undefined) return; // It was settled for us, an hour after it was put aside.
      await this.database.onceCommitted(() => {
        this.#spentUsd.add({ provider: purchase.provider }, usd);
      });
      await this.notes.note({ purchase, units, usd, isReused: false }, day);
      const rows = await this.budgetRows.lock(purchase.provider, day);
      for (const row of rows) await this.#tellWarned(row);
    });
  }

  #end(id: string, spentUsd: number): Promise<string | undefined> {
    return this.budgetRows.end(id, spentUsd);
  }

  /** What cannot be written now stays put aside; in the end it counts as spent. */
  async #orLater(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await this.database.transaction(work);
    } catch (error) {
      this.#logger.warn({ message: `Money could not be ${what}; it counts as spent`, error });
    }
  }

  /** What costs nothing is counted as well as can be: nobody fails for it. */
  async #orSay(note: Parameters<SpendRepository['note']>[0]): Promise<void> {
    try {
      await this.notes.note(note);
    } catch (error) {
      this.#logger.warn({ message: 'Use of a provider was not counted', error });
    }
  }

  async #firstFull(rows: readonly BudgetRow[], usd: number): Promise<BudgetRow | undefined> {
    for (const row of rows) {
      const limitUsd = limitOf(this.settings, row.provider, row.period);
      if (limitUsd !== undefined && !(await this.budgetRows.fits(row, usd, limitUsd))) return row;
    }
    return undefined;
  }

  async #tellExhausted(row: BudgetRow): Promise<void> {
    const { provider, period, starts_on, spent_usd } = row;
    if (!(await this.budgetRows.mark(row, 'exhausted_at'))) return;
    const limitUsd = limitOf(this.settings, provider, period) ?? 0;
    this.#logger.warn({ message: 'A money budget is used up', provider, period, limitUsd });
    await this.events.publish(
      new BudgetExhausted(provider, period, starts_on, limitUsd, spent_usd),
    );
  }

  async #tellWarned(row: BudgetRow): Promise<void> {
    const { provider, period, starts_on, spent_usd } = row;
    const limitUsd = limitOf(this.settings, provider, period);
    if (limitUsd === undefined || limitUsd === 0 || spent_usd < WARN_SHARE * limitUsd) return;
    if (!(await this.budgetRows.mark(row, 'warned_at'))) return;
    this.#logger.warn({ message: 'A money budget runs out', provider, period, limitUsd });
    await this.events.publish(new BudgetWarned(provider, period, starts_on, limitUsd, spent_usd));
  }
}
