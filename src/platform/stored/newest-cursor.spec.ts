import { newestAfter, newestCursor } from './newest-cursor.js';

const ID = '0f9f4f5e-0000-4000-8000-00000000abcd';

it.each(['2026-02-10T10:00:00.123Z', '2026-02-10T23:59:59.123456Z', '0001-01-01T00:00:00.000Z'])(
  'tells %s again, exactly',
  (createdAt) => {
    expect(newestAfter(newestCursor({ createdAt, id: ID }))).toEqual({ createdAt, id: ID });
  },
);

it.each([
  'nonsense',
  `1 ${'-'.repeat(36)}`,
  `2026-02-10T10:00:00.123Z ${'-'.repeat(36)}`,
  `2026-02-30T10:00:00.123Z ${ID}`,
  `2026-02-10T24:00:00.000Z ${ID}`,
  `0000-02-10T10:00:00.123Z ${ID}`,
  `2026-02-10 10:00:00.123+00 ${ID}`,
])('refuses %s', (key) => {
  const cursor = Buffer.from(key).toString('base64url');

  expect(() => newestAfter(cursor)).toThrow('must be the next_cursor of a page before');
});

it('begins at the beginning without one', () => {
  expect(newestAfter(undefined)).toBeUndefined();
});
