import type { HttpResponse } from '#platform/http';
import { type Rhythm, type Turn, turnAfter, turnAfterFailure } from './rhythm.js';

const NOW = Date.UTC(2026, 10, 22, 12, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const answer = (headers: Record<string, string> = {}) => ({ headers }) as unknown as HttpResponse;

/** Items so many minutes apart, the newest just now. */
const every = (minutes: number, items = 20): Rhythm => ({
  publishedAt: Array.from({ length: items }, (_, n) => new Date(NOW - n * minutes * MINUTE)),
  pace: {},
});

const minutes = ({ notBefore, nextFetchAt }: Turn) =>
  [notBefore, nextFetchAt].map((date) => Math.round((date.getTime() - NOW) / MINUTE));

describe('when a feed is asked again', () => {
  it.each([
    ['every minute', every(1), 5],
    ['every half hour', every(30), 14],
    ['every six hours', every(360), 171],
    ['once a week', every(7 * 24 * 60), 1440],
    ['long ago', { publishedAt: [new Date(NOW - 90 * 24 * HOUR)], pace: {} }, 1440],
    ['who knows when', { publishedAt: [null], pace: {} }, 60],
    ['tomorrow', { publishedAt: [new Date(NOW + 24 * HOUR)], pace: {} }, 60],
  ])('of a publisher that publishes %s', (_when, rhythm, due) => {
    expect(minutes(turnAfter(answer(), rhythm, NOW))).toEqual([1, due]);
  });

  it.each([
    ['max-age', { 'cache-control': 'public, max-age=1200' }, 20, 20],
    ['a quoted max-age', { 'cache-control': 'MAX-AGE="1200"' }, 20, 20],
    ['s-maxage alone', { 'cache-control': 's-maxage=1200' }, 1, 5],
    ['Expires', { expires: new Date(NOW + 20 * MINUTE).toUTCString() }, 20, 20],
    ['Retry-After', { 'retry-after': '7200' }, 120, 120],
    ['a negative Retry-After', { 'retry-after': '-5' }, 1, 5],
    ['an absurd Retry-After', { 'retry-after': '999999999999' }, 1440, 1440],
    ['an endless Retry-After', { 'retry-after': '9'.repeat(400) }, 1, 5],
    ['nonsense', { expires: 'soon', 'cache-control': 'max-age=never' }, 1, 5],
  ])('after %s', (_what, headers, notBefore, due) => {
    expect(minutes(turnAfter(answer(headers), every(1), NOW))).toEqual([notBefore, due]);
  });

  it('heeds the ttl of the document and the hours in which nobody is there', () => {
    const pace = { everyMs: 30 * MINUTE, skipHours: [12, 13] };

    expect(minutes(turnAfter(answer(), { ...every(1), pace }, NOW))).toEqual([30, 120]);
  });

  it('is no more than a day away, whoever is there by then', () => {
    const daily = { everyMs: 24 * HOUR, skipHours: [11, 12, 13] };
    const never = { skipHours: Array.from({ length: 24 }, (_, hour) => hour) };

    expect(minutes(turnAfter(answer(), { ...every(1), pace: daily }, NOW))).toEqual([60, 23 * 60]);
    expect(minutes(turnAfter(answer(), { ...every(1), pace: never }, NOW))).toEqual([1, 5]);
  });

  it('is later after each failure, for shows only once it is failing', () => {
    expect([1, 2, 3, 4, 5, 6, 8, 30].map((n) => minutes(turnAfterFailure(n, NOW)))).toEqual([
      [1, 5],
      [1, 10],
      [1, 20],
      [1, 40],
      [1, 80],
      [2, 160],
      [8, 640],
      [60, 1440],
    ]);
  });
});
