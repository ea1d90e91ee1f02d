import { limitOf, LIMIT } from './budget-limits.js';
import { PRICE, priceOf, readPrices } from './price-list.js';

describe('prices', () => {
  const prices = readPrices([
    'eleven-labs.characters=0.30/1k',
    'openai.input_tokens=2.5/1M',
    'openai.output_tokens=10/1M',
    'openai.images=0.04',
  ]);

  it.each([
    ['eleven-labs', { characters: 1_500 }, 0.45],
    ['openai', { inputTokens: 1_000_000, outputTokens: 100_000 }, 3.5],
    ['openai', { images: 3 }, 0.12],
    ['openai', { characters: 1_000 }, 0],
    ['flite', { characters: 1_000 }, 0],
  ])('of %s for %j are %d dollars', (provider, units, usd) => {
    expect(priceOf(prices, provider, units)).toBeCloseTo(usd, 9);
  });

  it.each(['a.characters=1', 'a.images=0.04/1', 'a-b_9.input_tokens=0.000000001/1M'])(
    'may be written %s',
    (entry) => {
      expect(entry).toMatch(PRICE);
    },
  );

  it.each([
    'a.characters',
    'a.words=1',
    'A.images=1',
    'a.images=-1',
    'a.images=1/2',
    'a.images=1e3',
  ])('may not be written %s', (entry) => {
    expect(entry).not.toMatch(PRICE);
  });
});

describe('limits', () => {
  it('of a provider stand above those of all', () => {
    const limits = { dailyUsd: 5, byProvider: ['a.daily=1', 'a.monthly=20', 'a.daily=2'] };

    expect(limitOf(limits, 'a', 'day')).toBe(2);
    expect(limitOf(limits, 'a', 'month')).toBe(20);
    expect(limitOf(limits, 'b', 'day')).toBe(5);
    expect(limitOf(limits, 'b', 'month')).toBeUndefined();
  });

  it.each([
    ['a.daily=5', true],
    ['a.monthly=0', true],
    ['a.weekly=5', false],
    ['a.daily=', false],
  ])('%s is right: %s', (entry, isRight) => {
    expect(LIMIT.test(entry)).toBe(isRight);
  });
});
