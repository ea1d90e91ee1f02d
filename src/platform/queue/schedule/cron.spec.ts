import { newestBetween, nextAfter } from './cron.js';

function moments(cron: string, timezone: string, from: string, until: string): string[] {
  const found: string[] = [];
  let at = nextAfter(new Date(from), cron, timezone);
  for (; at <= new Date(until); at = nextAfter(at, cron, timezone))
    found.push(at.toISOString().slice(0, 16));
  return found;
}

describe('moments of a schedule', () => {
  it.each([
    [
      'Zurich leaps from 02:00 to 03:00: 02:30 comes once, right after',
      'Europe/Zurich',
      '30 2 * * *',
      ['2026-03-28T00:00Z', '2026-03-31T00:00Z'],
      ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    [
      'two times in the gap are one',
      'Europe/Zurich',
      '*/30 2 * * *',
      ['2026-03-28T12:00Z', '2026-03-30T12:00Z'],
      ['2026-03-29T01:00', '2026-03-30T00:00', '2026-03-30T00:30'],
    ],
    [
      'Zurich shows 02:30 twice: it comes once',
      'Europe/Zurich',
      '30 2 * * *',
      ['2026-10-24T00:00Z', '2026-10-27T00:00Z'],
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'a morning show stays at six in Zurich, whatever the season',
      'Europe/Zurich',
      '0 6 * * *',
      ['2026-03-28T00:00Z', '2026-03-30T12:00Z'],
      ['2026-03-28T05:00', '2026-03-29T04:00', '2026-03-30T04:00'],
    ],
    [
      'New York leaps on another day',
      'America/New_York',
      '30 2 * * *',
      ['2026-03-07T05:00Z', '2026-03-10T05:00Z'],
      ['2026-03-07T07:30', '2026-03-08T07:00', '2026-03-09T06:30'],
    ],
    [
      'New York shows 01:30 twice: it comes once',
      'America/New_York',
      '30 1 * * *',
      ['2026-10-31T04:00Z', '2026-11-03T04:00Z'],
      ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30'],
    ],
    [
      'every hour goes on through the hour that comes twice',
      'Europe/Zurich',
      '0 * * * *',
      ['2026-10-24T23:30Z', '2026-10-25T02:30Z'],
      ['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'],
    ],
    [
      'every hour goes on over the leap',
      'Europe/Zurich',
      '0 * * * *',
      ['2026-03-28T23:30Z', '2026-03-29T02:30Z'],
      ['2026-03-29T00:00', '2026-03-29T01:00', '2026-03-29T02:00'],
    ],
  ] as const)('%s', (_what, timezone, cron, [from, until], expected) => {
    expect(moments(cron, timezone, from, until)).toEqual(expected);
    const newest = newestBetween(new Date(from), new Date(until), { cron, timezone });
    expect(newest?.toISOString().slice(0, 16)).toBe(expected.at(-1));
  });

  it.each([
    ['* * * * *', '2026-05-20T03:59:59.999Z', '2026-05-20T03:59:00.000Z'],
    ['* * * * *', '2026-05-20T04:00:00.000Z', '2026-05-20T04:00:00.000Z'],
    ['* 0-11 * * *', '2026-05-20T05:00:30.000Z', '2026-05-20T05:00:00.000Z'],
    ['0 6 * * *', '2026-05-20T03:59:59.999Z', '2026-05-19T04:00:00.000Z'],
    ['0 6 * * *', '2026-05-20T04:00:00.000Z', '2026-05-20T04:00:00.000Z'],
    ['0 6 1 1 *', '2026-05-20T04:00:00.000Z', undefined],
  ])('the newest of a day of %s, until %s', (cron, until, expected) => {
    const end = new Date(until);
    const after = new Date(end.getTime() - 24 * 3600_000);

    const newest = newestBetween(after, end, { cron, timezone: 'Europe/Zurich' });

    expect(newest?.toISOString()).toBe(expected);
  });

  it('find the newest of a day of minutes without counting through it', () => {
    const until = new Date('2026-05-20T04:00:30Z');
    const after = new Date(until.getTime() - 24 * 3600_000);
    const wish = { cron: '* * * * *', timezone: 'Europe/Zurich' };
    newestBetween(after, until, wish);
    const started = performance.now();
    for (let times = 0; times < 5; times++) newestBetween(after, until, wish);

    expect((performance.now() - started) / 5).toBeLessThan(150); // Some 15 ms; counting takes over 400.
  });

  it('does not come twice when it is asked again right after the leap', () => {
    const leap = nextAfter(new Date('2026-03-28T12:00Z'), '30 2 * * *', 'Europe/Zurich');
    const next = nextAfter(leap, '30 2 * * *', 'Europe/Zurich');

    expect([leap, next].map((at) => at.toISOString())).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it.each([
    ['61 * * * *', 'UTC'],
    ['0 6 * * *', 'Mars/Olympus'],
  ])('are none for %s in %s', (cron, timezone) => {
    expect(() => nextAfter(new Date(), cron, timezone)).toThrow();
  });
});
