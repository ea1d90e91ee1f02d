export type Period = 'day' | 'month';
export const PERIODS: readonly Period[] = ['day', 'month'];

/** `elevenlabs.daily=5`: US dollars in a period, for one provider. */
export const LIMIT = /^[a-z0-9_-]{1,50}\.(daily|monthly)=\d{1,9}(\.\d{1,6})?$/;

export interface BudgetLimits {
  readonly dailyUsd?: number;
  readonly monthlyUsd?: number;
  readonly byProvider: readonly string[];
}

/** @returns What a provider may cost in a period, US dollars; nothing where nobody bounds it. */
export function limitOf(
  limits: BudgetLimits,
  provider: string,
  period: Period,
): number | undefined {
  const start = `${provider}.${period === 'day' ? 'daily' : 'monthly'}=`;
  const own = limits.byProvider.findLast((entry) => entry.startsWith(start));
  if (own !== undefined) return Number(own.slice(start.length));
  return period === 'day' ? limits.dailyUsd : limits.monthlyUsd;
}
