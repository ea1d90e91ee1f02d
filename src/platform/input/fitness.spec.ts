import { DEPTH_MAX, unfitness } from './fitness.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

it.each([
  [nested(DEPTH_MAX), 'is read'],
  [nested(DEPTH_MAX + 1), 'must not be nested deeper than 32 levels'],
  [{ a: ['x', 1, null, '😀'] }, 'is read'],
  ['a\u0000b', 'must be text without U+0000 and without halves of surrogate pairs'],
  [{ a: [{ b: '\ud800' }] }, 'must be text without U+0000 and without halves of surrogate pairs'],
  [{ 'a\u0000': 1 }, 'must be text without U+0000 and without halves of surrogate pairs'],
])('case %#: %j', (value, what) => {
  expect(unfitness(value) ?? 'is read').toBe(what);
});

it('survives what would end the stack', () => {
  expect(unfitness(nested(20_000))).toBe('must not be nested deeper than 32 levels');
});
