import { cursorAt, readCursorAt } from './moment-cursor.js';

const ID = '7d9f2c6e-1111-4222-8333-444455556666';
const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('is read as it was written', () => {
  const at = { createdAt: new Date('2026-05-20T06:00:00.123Z'), id: ID };

  expect(readCursorAt(cursorAt(at))).toEqual(at);
});

it.each([
  ['no base64', 'nonsense'],
  ['no list', written({ createdAt: '2026-05-20T06:00:00.123Z', id: ID })],
  ['no id', written(['2026-05-20T06:00:00.123Z', '-'.repeat(36)])],
  ['no text', written([1, 2])],
  ['no moment', written(['yesterday', ID])],
  ['a month that is none', written(['2026-13-20T06:00:00.123Z', ID])],
  ['a year before the calendar of PostgreSQL', written(['-004800-01-01T00:00:00.000Z', ID])],
  ['a year after it', written(['+275760-01-01T00:00:00.000Z', ID])],
])('is refused: %s', (_what, cursor) => {
  expect(() => readCursorAt(cursor)).toThrow('must be the next_cursor of a page before');
});
