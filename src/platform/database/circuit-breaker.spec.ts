import { CircuitBreaker } from './circuit-breaker.js';

const failing = (times: number, breaker = new CircuitBreaker()) => {
  for (let n = 0; n < times; n++) breaker.failed(1_000);
  return breaker;
};

describe('the circuit breaker of the database', () => {
  it('opens at the tenth failure in a row, not at the ninth', () => {
    expect(failing(9).state(1_000)).toBe('closed');
    expect(failing(10).state(1_000)).toBe('open');
  });

  it('counts from the last success on', () => {
    const breaker = failing(9);
    breaker.succeeded();

    expect(failing(9, breaker).state(1_000)).toBe('closed');
    expect(breaker.timesOpened).toBe(0);
  });

  it('lets nobody pass for five seconds, then one', () => {
    const breaker = failing(10);

    expect(breaker.pass(1_000)).toBe('refused');
    expect(breaker.retryAfterS(1_000)).toBe(5);
    expect(breaker.pass(5_999)).toBe('refused');
    expect(breaker.retryAfterS(5_999)).toBe(1);
    expect(breaker.state(6_000)).toBe('half_open');
    expect([breaker.pass(6_000), breaker.pass(6_000)]).toEqual(['trial', 'refused']);
  });

  it('closes when the trial succeeds, and waits again when it fails', () => {
    const good = failing(10);
    good.pass(6_000);
    good.succeeded();
    expect(good.pass(6_001)).toBe('free');

    const bad = failing(10);
    bad.pass(6_000);
    bad.failed(6_100);
    expect(bad.state(11_099)).toBe('open');
    expect(bad.pass(11_100)).toBe('trial');
    expect(bad.timesOpened).toBe(1);
  });

  it('can be opened from outside, once', () => {
    const breaker = new CircuitBreaker();

    expect([breaker.open(0), breaker.open(4_000)]).toEqual([true, false]);
    expect(breaker.state(5_000)).toBe('half_open');
  });
});
