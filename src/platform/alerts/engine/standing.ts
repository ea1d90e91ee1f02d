import { type AlertRule, isBad, isWell } from '../rule/rule.js';

/** How one rule stands for one subject. Times are of the process's own clock, seconds. */
export type Standing =
  | { readonly phase: 'clear' }
  /** Beyond the threshold, but not yet for the whole hold time. */
  | { readonly phase: 'pending'; readonly sinceS: number }
  /** Told; `wellSinceS` while it may be over. */
  | { readonly phase: 'firing'; readonly wellSinceS?: number };

export type Change = 'fired' | 'resolved' | undefined;

export interface Step {
  readonly standing: Standing;
  readonly change: Change;
}

export const CLEAR: Standing = { phase: 'clear' };
export const FIRING: Standing = { phase: 'firing' };

/**
 * One evaluation: from how it stood to how it stands, and what there is to tell.
 * @param value Nothing where there is nothing to complain of: too little traffic, a subject that went.
 */
export function step(
  rule: AlertRule,
  before: Standing,
  value: number | undefined,
  nowS: number,
): Step {
  if (before.phase === 'firing') return fromFiring(rule, before, value, nowS);
  if (value === undefined || !isBad(rule, value)) return { standing: CLEAR, change: undefined };
  const sinceS = before.phase === 'pending' ? before.sinceS : nowS;
  return nowS - sinceS >= rule.holdS
    ? { standing: FIRING, change: 'fired' }
    : { standing: { phase: 'pending', sinceS }, change: undefined };
}

function fromFiring(
  rule: AlertRule,
  before: Standing & { readonly phase: 'firing' },
  value: number | undefined,
  nowS: number,
): Step {
  if (value !== undefined && !isWell(rule, value)) return { standing: FIRING, change: undefined };
  const wellSinceS = before.wellSinceS ?? nowS;
  return nowS - wellSinceS >= rule.resolveHoldS
    ? { standing: CLEAR, change: 'resolved' }
    : { standing: { phase: 'firing', wellSinceS }, change: undefined };
}
