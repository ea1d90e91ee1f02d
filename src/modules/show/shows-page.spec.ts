import type { Show } from './show.entity.js';
import { showsPage } from './shows-page.js';

const show = (id: string, title: string) =>
  ({ id, title, percent: 0, createdAt: new Date('2026-11-22'), finishedAt: null }) as Show;
const read = (bytes: Buffer) =>
  JSON.parse(bytes.toString()) as { items: Show[]; next_cursor: string };

it('writes a page once for as long as its shows are the same', () => {
  const shows = [show('a', 'Ämter'), show('b', 'B')];
  const page = showsPage(shows, 2);

  expect(showsPage(shows, 2)).toBe(page);
  expect(read(page).items.map(({ title }) => title)).toEqual(['Ämter', 'B']);
  expect(read(page).next_cursor).toBeNull();
  expect(read(showsPage([show('a', 'changed')], 2)).items[0]?.title).toBe('changed');
});

it('tells where the next page begins, and leaves its first show to it', () => {
  const page = read(showsPage([show('a', 'A'), show('b', 'B'), show('c', 'C')], 2));

  expect(page.items).toHaveLength(2);
  expect(typeof page.next_cursor).toBe('string');
});

it('masks secrets, which the answer itself is not looked through for', () => {
  const page = showsPage([show('a', 'from postgres://user:very-secret@host/db')], 2).toString();

  expect(page).toContain('postgres://***@host');
  expect(page).not.toContain('very-secret');
});
