import { CheckedQueries } from './checked-queries.js';

class One {}
class Other {}

it('keeps what was found good, by class and by what was asked', () => {
  const queries = new CheckedQueries();
  const checked = { limit: 2 };
  queries.keep({ limit: '2' }, One, checked);

  expect(queries.get({ limit: '2' }, One)).toBe(checked);
  expect(Object.isFrozen(checked)).toBe(true);
  expect(queries.get({ limit: ['2'] }, One)).toBeUndefined();
  expect(queries.get({ limit: '2' }, Other)).toBeUndefined();
  expect(queries.get({ limit: '2' }, undefined)).toBeUndefined();
});

it('keeps a thousand of a class, and none that is long', () => {
  const queries = new CheckedQueries();
  for (let at = 0; at <= 1_000; at++) queries.keep({ at }, One, { at });
  queries.keep({ q: 'x'.repeat(500) }, One, {});

  expect(queries.get({ at: 0 }, One)).toBeUndefined();
  expect(queries.get({ at: 1 }, One)).toEqual({ at: 1 });
  expect(queries.get({ at: 1_000 }, One)).toEqual({ at: 1_000 });
  expect(queries.get({ q: 'x'.repeat(500) }, One)).toBeUndefined();
});
