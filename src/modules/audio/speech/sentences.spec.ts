import { sentences } from './sentences.js';

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['Mr. Smith met Dr. Jones. They spoke.', ['Mr. Smith met Dr. Jones.', 'They spoke.']],
    ['He said "No." Then he left.', ['He said "No."', 'Then he left.']],
    ['This is Radio X. It is late.', ['This is Radio X.', 'It is late.']],
    ['J. R. R. Tolkien wrote it.', ['J. R. R. Tolkien wrote it.']],
    ['Two point 5 percent, no more', ['Two point 5 percent, no more']],
    ['  ', []],
  ])('of %j', (text, expected) => {
    expect(sentences(text).filter(Boolean)).toEqual(expected);
  });

  it('breaks an endless sentence at clauses, and loses no word', () => {
    const text = 'a clause of some words, '.repeat(60).trim();
    const pieces = sentences(text);

    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(400);
    expect(pieces.join(' ')).toBe(text);
  });
});
