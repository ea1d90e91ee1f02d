import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Period } from './budget-limits.js';
import type { Purchase } from './spend.js';
import type { Units } from './units.js';

/** What a provider has cost in one period. */
export interface BudgetRow {
  readonly provider: string;
  readonly period: Period;
  /** First day, UTC, YYYY-MM-DD. */
  readonly starts_on: string;
  readonly spent_usd: number;
  /** Put aside for what is being done. */
  readonly reserved_usd: number;
}

/** A purchase whose end nobody has told. */
export interface HeldReservation {
  readonly id: string;
  readonly provider: string;
  readonly operation: string;
  readonly subject: string;
  readonly item: string;
  readonly units: Units;
  readonly usd: number;
}

const ROW = `provider, period, starts_on::text, spent_usd::float8 as spent_usd, reserved_usd::float8 as reserved_usd`;
/** Both periods that a day belongs to, always in this order: two that lock them never wait for each other. */
const OF_DAY = `provider = $1 and starts_on = case period when 'day' then $2::date else date_trunc('month', $2::date)::date end`;
const EXPIRED_MAX = 500;

/** The only file that queries the tables `budget` and `spend_reservation`. */
@Injectable()
export class BudgetRepository {
  constructor(private readonly database: Database) {}

  /** The day it is for the database, UTC. */
  async today(): Promise<string> {
    const [row] = await this.database.query<{ day: string }>(
      `select (now() at time zone 'UTC')::date::text as day`,
    );
    return row?.day ?? '';
  }

  /** Day and month of a provider, by `budget_pkey`; nobody else changes them until the transaction ends. */
  async lock(provider: string, day: string): Promise<BudgetRow[]> {
    await this.database.query(
      `insert into budget (provider, period, starts_on)
       values ($1, 'day', $2::date), ($1, 'month', date_trunc('month', $2::date)::date)
       on conflict do nothing`,
      [provider, day],
    );
    return this.database.query(
      `select ${ROW} from budget where ${OF_DAY} order by period for update`,
      [provider, day],
    );
  }

  /** Whether `usd` more fit under `limitUsd`, in exact decimals. */
  async fits(row: BudgetRow, usd: number, limitUsd: number): Promise<boolean> {
    const [answer] = await this.database.query<{ fits: boolean }>(
      `select spent_usd + reserved_usd + $4::numeric <= $5::numeric as fits from budget
        where provider = $1 and period = $2 and starts_on = $3::date`,
      [row.provider, row.period, row.starts_on, decimal(usd), decimal(limitUsd)],
    );
    return answer?.fits === true;
  }

  /** Puts money aside, with what it is for. */
  async hold(id: string, purchase: Purchase, usd: number, day: string): Promise<void> {
    const { provider, operation, subject = '', item = id, units } = purchase;
    await this.database.query(
      `insert into spend_reservation (id, provider, operation, subject, item, units, usd, day)
       values ($1, $2, $3, $4, $5, $6, $7::numeric, $8::date)`,
      [id, provider, operation, subject, item, JSON.stringify(units), decimal(usd), day],
    );
    await this.#move(provider, day, 0, usd);
  }

  /**
   * Ends a reservation: what was put aside is free again, what was paid is spent.
   * @returns The day it counts for; nothing when it has ended already.
   */
  async end(id: string, spentUsd: number): Promise<string | undefined> {
    const [held] = await this.database.query<{ provider: string; usd: number; day: string }>(
      'delete from spend_reservation where id = $1 returning provider, usd::float8 as usd, day::text',
      [id],
    );
    if (!held) return undefined;
    await this.lock(held.provider, held.day);
    await this.#move(held.provider, held.day, spentUsd, -held.usd);
    return held.day;
  }

  /** Marks a period once. @returns False when it is marked already. */
  async mark(row: BudgetRow, column: 'warned_at' | 'exhausted_at'): Promise<boolean> {
    const marked = await this.database.query(
      `update budget set ${column} = now()
        where provider = $1 and period = $2 and starts_on = $3::date and ${column} is null returning 1`,
      [row.provider, row.period, row.starts_on],
    );
    return marked.length > 0;
  }

  /** What every provider has cost today and this month, by `budget_current_idx`. */
  current(): Promise<BudgetRow[]> {
    return this.database.query(
      `select ${ROW} from budget
        where starts_on in ((now() at time zone 'UTC')::date, date_trunc('month', now() at time zone 'UTC')::date)
          and starts_on = case period when 'day' then (now() at time zone 'UTC')::date
            else date_trunc('month', now() at time zone 'UTC')::date end
        order by provider, period`,
    );
  }

  /** Reservations that are older than any purchase takes: who made them is gone. */
  expired(olderThanMs: number): Promise<HeldReservation[]> {
    return this.database.query(
      `select id, provider, operation, subject, item, units, usd::float8 as usd from spend_reservation
        where made_at < now() - make_interval(secs => $1 / 1000.0)
        order by made_at limit ${EXPIRED_MAX}`,
      [olderThanMs],
    );
  }

  async #move(provider: string, day: string, spentUsd: number, reservedUsd: number): Promise<void> {
    await this.database.query(
      `update budget set spent_usd = spent_usd + $3::numeric,
              reserved_usd = greatest(0, reserved_usd + $4::numeric) where ${OF_DAY}`,
      [provider, day, decimal(spentUsd), decimal(reservedUsd)],
    );
  }
}

/** Dollars as exact decimals of the ninth place: a token costs less than a millionth. */
export function decimal(usd: number): string {
  return usd.toFixed(9);
}
