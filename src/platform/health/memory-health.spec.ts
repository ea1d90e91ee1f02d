import { memoryLimitMb, memoryVerdict } from './memory-health.js';

const MIB = 1024 ** 2;

it.each([
  [450, 'up'],
  [900, 'up'],
  [901, 'impaired'],
])('%d of 1000 MiB are %s', (usedMb, health) => {
  expect(memoryVerdict(usedMb * MIB, 1_000)).toMatchObject({
    health,
    facts: { rss_mb: usedMb, limit_mb: 1_000, used_percent: usedMb / 10 },
  });
});

it('goes by the setting, and without one by what the machine has', () => {
  expect(memoryLimitMb(777)).toBe(777);
  expect(memoryLimitMb(0)).toBeGreaterThan(100);
  expect(memoryLimitMb(0)).toBeLessThan(100_000_000);
});
