import { DomainEvent } from '#platform/events';
import type { Period } from './budget-limits.js';

/** Most of a money budget has been spent. Told once a period. */
export class BudgetWarned extends DomainEvent {
  static readonly eventName = 'budget.warned';
  constructor(
    readonly provider: string,
    readonly period: Period,
    /** First day of the period, UTC, YYYY-MM-DD. */
    readonly startsOn: string,
    readonly limitUsd: number,
    readonly spentUsd: number,
  ) {
    super();
  }
}

/** A money budget cannot pay what was asked for: the embedded provider takes over. Told once a period. */
export class BudgetExhausted extends DomainEvent {
  static readonly eventName = 'budget.exhausted';
  constructor(
    readonly provider: string,
    readonly period: Period,
    /** First day of the period, UTC, YYYY-MM-DD. */
    readonly startsOn: string,
    readonly limitUsd: number,
    readonly spentUsd: number,
  ) {
    super();
  }
}
