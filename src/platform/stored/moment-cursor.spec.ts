import { cursorAt, readCursorAt } from './moment-cursor.js';

const ID = '7d9f2c6e-1111-4222-8333-444455556666';

it('is read as it was written', () => {
  const at = { createdAt: new Date('2026-05-20T06:00:00.123Z'), id: ID };

  expect(readCursorAt(cursorAt(at))).toEqual(at);
});

it.each([
  'nonsense',
  Buffer.from(`2026-05-20T06:00:00.123Z ${'-'.repeat(36)}`).toString('base64url'),
])('is refused: %s', (cursor) => {
  expect(() => readCursorAt(cursor)).toThrow('must be the next_cursor of a page before');
});

it('is none where the list begins', () => {
  expect(readCursorAt(undefined)).toBeUndefined();
});
