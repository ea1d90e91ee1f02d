import { InvalidInput } from '#kernel';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAYS_MAX = 400;
const HOURS_MAX = 31 * 24;
const DAYS_DEFAULT = 7;

/** A time in whole days or hours of UTC. */
export interface Range {
  readonly from: Date;
  /** The end, itself not included. */
  readonly until: Date;
  /** First and last day, YYYY-MM-DD. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/**
 * From the beginning of the day (or hour) of `from` to the end of that of `to`; the last seven days where
 * nothing is said.
 * @throws InvalidInput where it ends before it begins, or is longer than 400 days (31 by the hour).
 */
export function rangeOf(
  asked: { readonly from?: string; readonly to?: string },
  now: Date,
  unit: 'day' | 'hour' = 'day',
): Range {
  const unitMs = unit === 'day' ? DAY_MS : HOUR_MS;
  const unitsMax = unit === 'day' ? DAYS_MAX : HOURS_MAX;
  const to = asked.to === undefined ? now : new Date(asked.to);
  const from =
    asked.from === undefined
      ? new Date(to.getTime() - (DAYS_DEFAULT - 1) * DAY_MS)
      : new Date(asked.from);
  const fromMs = Math.floor(from.getTime() / unitMs) * unitMs;
  const untilMs = (Math.floor(to.getTime() / unitMs) + 1) * unitMs;
  if (from.getTime() > to.getTime())
    throw new InvalidInput([{ field: 'from', rule: 'must not be after to' }]);
  if ((untilMs - fromMs) / unitMs > unitsMax)
    throw new InvalidInput([
      { field: 'from', rule: `must be at most ${unitsMax} ${unit}s before to` },
    ]);
  return {
    from: new Date(fromMs),
    until: new Date(untilMs),
    firstDay: dayOf(fromMs),
    lastDay: dayOf(untilMs - 1),
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
