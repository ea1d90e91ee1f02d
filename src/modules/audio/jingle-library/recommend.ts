import type { Jingle, JingleKind } from './jingle.js';

/** What a show asks of a jingle. */
export interface JingleWish {
  readonly kind: JingleKind;
  /** Type or style of the show: "news", "morning", ... */
  readonly showType?: string | undefined;
  /** As long as it should be, seconds. */
  readonly durationS?: number | undefined;
  /** 0 (calm) to 1 (driving). */
  readonly energy?: number | undefined;
}

export interface Recommendation {
  readonly jingle: Jingle;
  /** 0 to 1. */
  readonly score: number;
  /** Why it fits, and where it does not, for people. */
  readonly reason: string;
}

const WEIGHTS = { type: 0.35, duration: 0.25, energy: 0.25, rest: 0.15 } as const;
/** One that is for any show fits a type less well than one that is for it. */
const ANY_TYPE = 0.6;
const OTHER_TYPE = 0.1;
/** Unused for a week counts as fresh. */
const RESTED_MS = 7 * 24 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

interface Judged {
  readonly score: number;
  readonly reason: string;
}

/** The best first. Pure: `now` decides how long a jingle has rested. */
export function recommend(
  jingles: readonly Jingle[],
  wish: JingleWish,
  now: Date,
): Recommendation[] {
  return jingles
    .filter(({ kind, status }) => kind === wish.kind && status === 'ready')
    .map((jingle) => judged(jingle, wish, now))
    .sort((a, b) => b.score - a.score || (a.jingle.id < b.jingle.id ? -1 : 1));
}

function judged(jingle: Jingle, wish: JingleWish, now: Date): Recommendation {
  const parts: ReadonlyArray<readonly [number, Judged]> = [
    [WEIGHTS.type, byType(jingle, wish)],
    [WEIGHTS.duration, byDuration(jingle, wish)],
    [WEIGHTS.energy, byEnergy(jingle, wish)],
    [WEIGHTS.rest, byRest(jingle, now)],
  ];
  const score = parts.reduce((sum, [weight, part]) => sum + weight * part.score, 0);
  const reason = parts
    .map(([, part]) => part.reason)
    .filter((text) => text !== '')
    .join('; ');
  return { jingle, score, reason };
}

function byType({ showTypes }: Jingle, { showType }: JingleWish): Judged {
  if (showType === undefined) return { score: 1, reason: '' };
  const isIts = showTypes.some((type) => type.toLowerCase() === showType.toLowerCase());
  if (isIts) return { score: 1, reason: `made for ${showType}` };
  return showTypes.length === 0
    ? { score: ANY_TYPE, reason: 'for any show' }
    : { score: OTHER_TYPE, reason: `made for ${showTypes.join(', ')}, not ${showType}` };
}

/** Twice or half as long is half as good. */
function byDuration({ analysis }: Jingle, { durationS }: JingleWish): Judged {
  const has = analysis?.durationS ?? 0;
  if (durationS === undefined) return { score: 1, reason: `${has.toFixed(1)} s long` };
  const octaves = Math.abs(Math.log2(Math.max(0.1, has) / durationS));
  return {
    score: 2 ** -octaves,
    reason: `${has.toFixed(1)} s long where ${durationS.toFixed(1)} s are asked`,
  };
}

function byEnergy({ analysis }: Jingle, { energy }: JingleWish): Judged {
  const has = analysis?.energy ?? 0;
  if (energy === undefined) return { score: 1, reason: `energy ${has.toFixed(2)}` };
  return {
    score: 1 - Math.abs(has - energy),
    reason: `energy ${has.toFixed(2)} where ${energy.toFixed(2)} is asked`,
  };
}

function byRest({ lastUsedAt, uses }: Jingle, now: Date): Judged {
  if (!lastUsedAt) return { score: 1, reason: 'not heard yet' };
  const restedMs = Math.max(0, now.getTime() - lastUsedAt.getTime());
  const days = Math.floor(restedMs / DAY_MS);
  const when = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  const shows = uses === 1 ? 'once' : `in ${uses} shows`;
  return { score: Math.min(1, restedMs / RESTED_MS), reason: `heard ${shows}, last ${when}` };
}
