import type { Events } from './objectives.js';

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

/** Times over which the speed is told at which a promise is broken, seconds, by their name on the wire. */
export const WINDOWS = {
  '5m': 5 * MINUTE_S,
  '30m': 30 * MINUTE_S,
  '1h': HOUR_S,
  '2h': 2 * HOUR_S,
  '6h': 6 * HOUR_S,
  '24h': DAY_S,
  '3d': 3 * DAY_S,
  '30d': 30 * DAY_S,
} as const;
export type WindowName = keyof typeof WINDOWS;
export const WINDOW_NAMES = Object.keys(WINDOWS) as WindowName[];

export const NO_EVENTS: Events = { good: 0, total: 0 };

/** Below so many events a share says nothing: one failed request in an empty night is no fire. */
export const EVENTS_MIN = 20;
export const BAD_EVENTS_MIN = 3;

/**
 * How many times faster than allowed the error budget is used up: 1 uses it up exactly over its whole time.
 * Google SRE workbook, chapter 5: share of bad events / (1 - promised share).
 */
export function burnRate({ good, total }: Events, targetRatio: number): number {
  return total === 0 ? 0 : (total - good) / total / (1 - targetRatio);
}

/** Part of the error budget that is left, 0 to 1; below 0 the promise is broken. */
export function budgetLeft(events: Events, targetRatio: number): number {
  return 1 - burnRate(events, targetRatio);
}

export function hasEnough({ good, total }: Events): boolean {
  return total >= EVENTS_MIN && total - good >= BAD_EVENTS_MIN;
}

export function sumOf(one: Events, other: Events): Events {
  return { good: one.good + other.good, total: one.total + other.total };
}
