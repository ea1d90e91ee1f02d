import { settle } from './settle.js';

describe('settle', () => {
  it.each([
    ['a narrow text', 'x'.repeat(1_000), 1_000, 1_100],
    ['a wide text', 'ж'.repeat(1_000), 2_000, 2_100],
    ['a buffer', Buffer.alloc(5_000), 5_000, 5_100],
    [
      'a list of rows',
      Array.from({ length: 100 }, (_, id) => ({ id, name: 'Marcel' })),
      6_000,
      12_000,
    ],
    ['a map', new Map([['a', 'b'.repeat(500)]]), 500, 700],
  ])('weighs %s', (_what, value, atLeast, atMost) => {
    const bytes = settle(value);
    expect(bytes).toBeGreaterThanOrEqual(atLeast);
    expect(bytes).toBeLessThanOrEqual(atMost);
  });

  it('ends on cycles and on very large values', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(settle(cycle)).toBeLessThan(100);

    const many = Array.from({ length: 400_000 }, (_, at) => ({ at }));
    expect(settle(many)).toBeGreaterThan(400_000 * 20);
  });

  it('freezes objects and lists to their depth', () => {
    const value = { list: [{ deep: true }], at: new Map([['k', { inner: 1 }]]) };
    settle(value);
    expect(Object.isFrozen(value.list[0])).toBe(true);
    expect(Object.isFrozen(value.at.get('k'))).toBe(true);
  });
});
