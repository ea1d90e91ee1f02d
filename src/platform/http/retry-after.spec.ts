import { retryAfterMs } from './retry-after.js';

const NOW = Date.UTC(2026, 10, 22, 8, 0, 0);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7_000],
    ['Sun, 22 Nov 2026 08:01:30 GMT', 90_000],
    ['Sunday, 22-Nov-26 08:01:30 GMT', 90_000],
    ['Sun Nov 22 08:01:30 2026', 90_000],
    ['Sun, 22 Nov 2026 07:00:00 GMT', 0],
  ])('%j means to wait %d ms', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });

  it.each([undefined, '', 'soon', '-5', '1.5', '1e3', '9999999999999', '2026-11-22', '12:00:00'])(
    '%j says nothing',
    (header) => {
      expect(retryAfterMs(header, NOW)).toBeUndefined();
    },
  );
});
