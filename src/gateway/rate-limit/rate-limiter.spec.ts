import { jest } from '@jest/globals';
import { RateLimiter } from './rate-limiter.js';
import { Windows } from './window.js';

const alone = { isConfigured: false, add: () => Promise.resolve(undefined) };
const limit = { name: 'reading', countMax: 3 };

afterEach(() => {
  jest.restoreAllMocks();
});

function at(ms: number): void {
  jest.spyOn(Date, 'now').mockReturnValue(ms);
}

it('lets in as many as may, and again once the minute is over', () => {
  const limiter = new RateLimiter(alone as never);
  at(0);
  const standings = [1, 2, 3, 4].map(() => limiter.take(limit, 'a'));

  expect(standings.map(({ isOver }) => isOver)).toEqual([false, false, false, true]);
  expect(standings.map(({ left }) => left)).toEqual([2, 1, 0, 0]);
  expect(standings.at(-1)?.resetS).toBe(60);
  expect(limiter.take(limit, 'b').isOver).toBe(false);
  at(59_999);
  expect(limiter.take(limit, 'a').isOver).toBe(true);
  at(60_001);
  expect(limiter.take(limit, 'a').isOver).toBe(false);
});

it('takes back what was no failure', async () => {
  const limiter = new RateLimiter(alone as never);
  for (let guess = 0; guess < 20; guess++) {
    expect((await limiter.takeShared(limit, 'a')).isOver).toBe(false);
    await limiter.giveBack(limit, 'a');
  }
});

it('remembers a bounded number of windows, and none that is over', () => {
  const windows = new Windows(100);
  for (let address = 0; address < 1_000; address++) windows.of(`a${address}`, 0);
  expect(windows.size).toBeLessThanOrEqual(100);
  for (let address = 0; address < 60; address++) windows.of(`b${address}`, 61_000);
  expect(windows.size).toBeLessThanOrEqual(60);
});
