import type { RawPace } from './raw-feed.js';

/** How a publisher wants to be asked, as far as the document says it. */
export interface FeedPace {
  /** It changes no more often than this. */
  readonly everyMs?: number;
  /** Hours of the day, 0 to 23 in GMT, in which nobody is there. */
  readonly skipHours?: readonly number[];
}

const PERIOD_MS: Readonly<Record<string, number>> = {
  hourly: 3600_000,
  daily: 24 * 3600_000,
  weekly: 7 * 24 * 3600_000,
  monthly: 30 * 24 * 3600_000,
  yearly: 365 * 24 * 3600_000,
};

/** RSS 2.0 `ttl` and `skipHours`; else the syndication module of RSS 1.0. What makes no sense is left out. */
export function paceOf({ ttl, updatePeriod, updateFrequency, skipHours = [] }: RawPace): FeedPace {
  const ttlMs = /^\d{1,6}$/.test(ttl ?? '') ? Number(ttl) * 60_000 : 0;
  const periodMs = PERIOD_MS[updatePeriod?.toLowerCase() ?? ''] ?? 0;
  const times = Math.max(1, Number(updateFrequency ?? 1) || 1);
  const everyMs = ttlMs || periodMs / times;
  const hours = skipHours
    .map(Number)
    .filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24);
  return {
    ...(everyMs > 0 && { everyMs }),
    ...(hours.length > 0 && { skipHours: [...new Set(hours.map((hour) => hour % 24))] }),
  };
}
