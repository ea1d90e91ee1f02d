import { isProperties } from './is-properties.js';

const members = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, n]));

describe('properties', () => {
  it.each([
    ['nothing', {}],
    ['plain values', { a: 'x', b: 1.5, c: true, d: null, e: [1, 'two'] }],
    ['three levels', { a: { b: { c: 1 } } }],
    ['fifty members', members(50)],
    ['a text of 500', { a: 'x'.repeat(500) }],
  ])('may be %s', (_what, value) => {
    expect(isProperties(value)).toBe(true);
  });

  it.each([
    ['a list', []],
    ['a text', 'x'],
    ['null', null],
    ['four levels', { a: { b: { c: { d: 1 } } } }],
    ['51 members', members(51)],
    ['51 members in two levels', { a: members(50) }],
    ['a text of 501', { a: 'x'.repeat(501) }],
    ['a long name', { ['x'.repeat(65)]: 1 }],
    [
      'more than 4 kB',
      Object.fromEntries(Object.keys(members(10)).map((m) => [m, 'x'.repeat(499)])),
    ],
    ['NUL', { a: '\0' }],
    ['half a character', { a: '\ud800' }],
    ['what JSON does not know', { a: Number.NaN }],
  ])('may not be %s', (_what, value) => {
    expect(isProperties(value)).toBe(false);
  });
});
