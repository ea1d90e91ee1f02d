import { BUDGET_DAYS, burnRate, errorBudgetLeft, type Kept, WINDOW_NAMES } from '#platform/slo';

/** How many times faster than allowed the error budget was used up, by the length of the time looked at. */
export class BurnRatesDto {
  readonly '5m'!: number;
  readonly '30m'!: number;
  readonly '1h'!: number;
  readonly '2h'!: number;
  readonly '6h'!: number;
  readonly '24h'!: number;
  readonly '3d'!: number;
  readonly '30d'!: number;
}

export class ObjectiveDto {
  readonly name!: string;
  readonly description!: string;
  /** Share of good events that is promised, percent. */
  readonly target_percent!: number;
  /** Time over which it is promised, days. */
  readonly window_days!: number;
  /** `no_data`: nothing has happened yet. `broken`: nothing is left of the error budget. */
  readonly status!: 'no_data' | 'kept' | 'broken';
  /** Events of that time. */
  readonly total_events!: number;
  readonly good_events!: number;
  /** Share of good events, percent; null without data. */
  readonly achieved_percent!: number | null;
  /** Part of the error budget that is left, percent; below 0 the promise is broken; null without data. */
  readonly error_budget_left_percent!: number | null;
  readonly burn_rates!: BurnRatesDto;
}

export class SloDto {
  /** ISO time. */
  readonly timestamp!: string;
  readonly objectives!: ObjectiveDto[];
}

export function objectiveDto(kept: Kept): ObjectiveDto {
  const { objective, windows } = kept;
  const { good, total } = windows['30d'];
  const left = errorBudgetLeft(kept);
  const rates = WINDOW_NAMES.map((name) => [
    name,
    rounded(burnRate(windows[name], objective.targetRatio)),
  ]);
  return {
    name: objective.name,
    description: objective.description,
    target_percent: rounded(objective.targetRatio * 100),
    window_days: BUDGET_DAYS,
    status: total === 0 ? 'no_data' : left < 0 ? 'broken' : 'kept',
    total_events: total,
    good_events: good,
    achieved_percent: total === 0 ? null : rounded((good / total) * 100),
    error_budget_left_percent: total === 0 ? null : rounded(left * 100),
    burn_rates: Object.fromEntries(rates) as BurnRatesDto,
  };
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
