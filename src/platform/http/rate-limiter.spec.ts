import { RateLimiter } from './rate-limiter.js';

const ALWAYS = 1e9;

describe('RateLimiter', () => {
  it('lets a burst through at once and the rest one by one', () => {
    const limiter = new RateLimiter({ perSecond: 10, burst: 3 });

    const waits = Array.from({ length: 6 }, () => limiter.reserve(0, ALWAYS).waitMs);

    expect(waits).toEqual([0, 0, 0, 100, 200, 300]);
  });

  it('fills up again with time, but not beyond the burst', () => {
    const limiter = new RateLimiter({ perSecond: 10, burst: 2 });
    for (let call = 0; call < 4; call++) limiter.reserve(0, ALWAYS);

    const waits = Array.from({ length: 4 }, () =>
      Math.round(limiter.reserve(60_000, ALWAYS).waitMs),
    );

    expect(waits).toEqual([0, 0, 100, 200]);
  });

  it('refuses whoever cannot wait so long, and takes nothing from the others', () => {
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 });
    limiter.reserve(0, ALWAYS);

    expect(limiter.reserve(0, 900)).toEqual({ waitMs: 1_000, refused: true });
    expect(limiter.reserve(0, 1_000)).toEqual({ waitMs: 1_000, refused: false });
  });

  it('waits as long as the provider has asked', () => {
    const limiter = new RateLimiter({ perSecond: 100, burst: 10 });
    limiter.pauseUntil(5_000);
    limiter.pauseUntil(2_000);

    expect(limiter.reserve(1_000, ALWAYS).waitMs).toBe(4_000);
    expect(limiter.reserve(5_000, ALWAYS).waitMs).toBe(0);
  });

  it('is not thrown off by a clock that goes back', () => {
    const limiter = new RateLimiter({ perSecond: 10, burst: 1 });
    limiter.reserve(10_000, ALWAYS);

    expect(limiter.reserve(5_000, ALWAYS).waitMs).toBe(100);
  });
});
