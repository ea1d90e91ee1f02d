import { rangeOf } from './range.js';

const NOW = new Date('2026-11-22T07:30:15Z');

describe('rangeOf', () => {
  it('is the last seven days where nothing is said', () => {
    expect(rangeOf({}, NOW)).toEqual({
      from: new Date('2026-11-16T00:00:00Z'),
      until: new Date('2026-11-23T00:00:00Z'),
      firstDay: '2026-11-16',
      lastDay: '2026-11-22',
    });
  });

  it('goes by whole days of UTC, whatever the zone', () => {
    const range = rangeOf(
      { from: '2026-11-20T00:30:00+01:00', to: '2026-11-21T23:30:00-01:00' },
      NOW,
    );

    expect(range.firstDay).toBe('2026-11-19');
    expect(range.until).toEqual(new Date('2026-11-23T00:00:00Z'));
  });

  it('goes by whole hours when asked', () => {
    const range = rangeOf(
      { from: '2026-11-22T05:59:59Z', to: '2026-11-22T07:00:00Z' },
      NOW,
      'hour',
    );

    expect(range.from).toEqual(new Date('2026-11-22T05:00:00Z'));
    expect(range.until).toEqual(new Date('2026-11-22T08:00:00Z'));
  });

  it.each([
    ['400 days', '2025-10-19T00:00:00Z', 'day', true],
    ['401 days', '2025-10-18T23:59:59Z', 'day', false],
    ['744 hours', '2026-10-22T08:00:00Z', 'hour', true],
    ['745 hours', '2026-10-22T07:59:59Z', 'hour', false],
    ['a time that ends before it begins', '2026-11-23T00:00:00Z', 'day', false],
  ] as const)('takes %s from %s by the %s: %s', (_what, from, unit, isTaken) => {
    const ask = () => rangeOf({ from }, NOW, unit);

    if (isTaken) expect(ask).not.toThrow();
    else expect(ask).toThrow('from: must');
  });
});
