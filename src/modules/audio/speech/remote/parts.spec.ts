import { partsOf } from './parts.js';

describe('a long text', () => {
  it('is cut where sentences end, into as few parts as may be', () => {
    const sentence = 'This is a sentence of forty-four characters.';
    const text = Array.from({ length: 100 }, () => sentence).join(' ');

    const parts = partsOf(text, 1_000);

    expect(parts.join(' ')).toBe(text);
    expect(parts.every((part) => part.length <= 1_000 && part.endsWith('.'))).toBe(true);
    expect(parts).toHaveLength(Math.ceil(100 / Math.floor(1_001 / 45)));
  });

  it('that fits stays whole', () => {
    expect(partsOf('One. Two.', 100)).toEqual(['One. Two.']);
  });

  it('without a full stop is cut at its clauses', () => {
    const parts = partsOf('and so on, '.repeat(200), 500);

    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(500);
  });
});
