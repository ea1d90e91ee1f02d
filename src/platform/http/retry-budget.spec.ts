import { SeededRandom } from '#kernel';
import { RetryBudget } from './retry-budget.js';

/** Calls one after another, each with three retries at most. @returns What came of them. */
function simulate(calls: number, failureShare: number) {
  const budget = new RetryBudget();
  const chance = new SeededRandom('budget');
  let tries = 0;
  let well = 0;
  for (let call = 0; call < calls; call++) {
    budget.earn();
    for (let retry = 0; retry <= 3; retry++) {
      if (retry > 0 && !budget.spend()) break;
      tries++;
      if (chance.next() < failureShare) continue;
      well++;
      break;
    }
  }
  return { triesACall: tries / calls, successShare: well / calls };
}

describe('RetryBudget', () => {
  it('saves 99.9 % of the calls when a tenth fails, for less than 1.3 tries a call', () => {
    const { triesACall, successShare } = simulate(100_000, 0.1);

    expect(successShare).toBeGreaterThan(0.999);
    expect(triesACall).toBeLessThan(1.3);
  });

  it.each([0.5, 0.9, 1])('allows no storm when %d of all fails', (share) => {
    expect(simulate(10_000, share).triesACall).toBeLessThan(1.3);
  });

  it('gives a quiet origin a few retries, and saves no more up than that', () => {
    const budget = new RetryBudget();
    for (let call = 0; call < 1_000; call++) budget.earn();

    const spent = Array.from({ length: 100 }, () => budget.spend()).filter(Boolean);

    expect(spent).toHaveLength(25);
  });
});
