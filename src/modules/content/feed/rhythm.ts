import type { HttpResponse } from '#platform/http';
import type { FeedPace } from './document/pace.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** However often a show is made, a feed is asked at most this often; its server may ask for more patience. */
const ASK_EVERY_MS = MINUTE_MS;
/** A show waits no longer for news that may be kept so long; a server that says when to come back is believed. */
const PATIENCE_MS_MAX = HOUR_MS;
/** Unasked, a feed is read no more often than this, and no less. */
const REFRESH_MS_MIN = 5 * MINUTE_MS;
const REFRESH_MS_MAX = DAY_MS;
/** Where the items do not tell how often there are new ones. */
const REFRESH_MS_USUAL = HOUR_MS;
/** What a publisher did longer ago says little of today. */
const RHYTHM_DAYS = 14;
/** So many failures in a row, and a feed is failing. */
export const FAILURES_TO_FAILING = 5;

/** When a feed may be asked again, and when it should be. */
export interface Turn {
  /** Not asked before, whoever wants it. */
  readonly notBefore: Date;
  /** Read again then by itself; between five minutes and a day from now. */
  readonly nextFetchAt: Date;
}

export interface Rhythm {
  /** Of its items, as far as they are known. */
  readonly publishedAt: ReadonlyArray<Date | null>;
  readonly pace: FeedPace;
}

/** After an answer: the server's word first (RFC 9111 max-age or Expires, RFC 9110 Retry-After, RSS ttl), then the feed's own rhythm. */
export function turnAfter(
  { headers }: Pick<HttpResponse, 'headers'>,
  rhythm: Rhythm,
  nowMs: number,
): Turn {
  const retryMs = Math.min(msUntil(headers['retry-after'], nowMs), DAY_MS);
  const keptMs = freshMs(headers, nowMs);
  const paceMs = rhythm.pace.everyMs ?? 0;
  const askedMs = Math.max(keptMs, retryMs);
  const notBeforeMs = Math.max(
    retryMs,
    clamp(Math.max(keptMs, paceMs), ASK_EVERY_MS, PATIENCE_MS_MAX),
  );
  const dueMs = clamp(
    Math.max(askedMs, paceMs, betweenItemsMs(rhythm.publishedAt, nowMs)),
    REFRESH_MS_MIN,
    REFRESH_MS_MAX,
  );
  return {
    notBefore: new Date(nowMs + notBeforeMs),
    nextFetchAt: new Date(
      Math.max(
        nowMs + notBeforeMs,
        outside(rhythm.pace.skipHours, nowMs + dueMs, nowMs + REFRESH_MS_MAX),
      ),
    ),
  };
}

/** After a failure: twice as long each time. Who fails again and again is left alone by shows as well. */
export function turnAfterFailure(failures: number, nowMs: number): Turn {
  const times = 2 ** Math.min(20, Math.max(0, failures - 1));
  const overdue = 2 ** Math.min(20, Math.max(0, failures - FAILURES_TO_FAILING));
  return {
    notBefore: new Date(nowMs + clamp(ASK_EVERY_MS * overdue, ASK_EVERY_MS, PATIENCE_MS_MAX)),
    nextFetchAt: new Date(nowMs + clamp(REFRESH_MS_MIN * times, REFRESH_MS_MIN, REFRESH_MS_MAX)),
  };
}

/** Half the usual time between two items, so that few come late; the longer ago the last one, the longer. */
function betweenItemsMs(publishedAt: Rhythm['publishedAt'], nowMs: number): number {
  const moments = publishedAt
    .flatMap((date) => date?.getTime() ?? [])
    .filter((ms) => ms <= nowMs)
    .sort((a, b) => b - a);
  const [newestMs] = moments;
  if (newestMs === undefined) return REFRESH_MS_USUAL;
  const recent = moments.filter((ms) => ms > nowMs - RHYTHM_DAYS * DAY_MS);
  const spanMs = nowMs - (recent.at(-1) ?? nowMs - RHYTHM_DAYS * DAY_MS);
  const usualMs = spanMs / Math.max(1, recent.length);
  return Math.max(usualMs / 2, (nowMs - newestMs) / 10);
}

/** The next hour in which somebody is there; where that is too late, the end of the last one before. */
function outside(skipHours: FeedPace['skipHours'], ms: number, latestMs: number): number {
  const skipped = new Set(skipHours);
  const isSkipped = (at: number) => skipped.has(new Date(at).getUTCHours());
  const hourOf = (at: number) => Math.floor(at / HOUR_MS) * HOUR_MS;
  if (skipped.size >= 24) return ms;
  let at = ms;
  while (isSkipped(at)) at = hourOf(at) + HOUR_MS;
  if (at <= latestMs) return at;
  at = latestMs;
  while (isSkipped(at)) at = hourOf(at) - 1;
  return at;
}

function freshMs(headers: HttpResponse['headers'], nowMs: number): number {
  const control = headers['cache-control'] ?? '';
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})/i.exec(control)?.[1];
  return maxAge === undefined ? msUntil(headers['expires'], nowMs) : Number(maxAge) * 1000;
}

/** @returns Milliseconds; negative or zero where the moment has passed or makes no sense. */
function msUntil(moment: string | undefined, nowMs: number): number {
  if (/^\d{1,12}$/.test(moment ?? '')) return Number(moment) * 1000;
  return (Date.parse(moment ?? '') || 0) - nowMs;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
