import { disposition, readRange } from './serve-file.js';

it.each([
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=10-', { start: 10, end: 99 }],
  ['bytes=10-1000000', { start: 10, end: 99 }],
  ['bytes=-30', { start: 70, end: 99 }],
  ['bytes=-3000', { start: 0, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-3', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-9', undefined],
  [`bytes=${'0-,'.repeat(1000)}0-`, undefined],
  ['bytes=0-9999999999999999999999', undefined],
  ['chapters=1-2', undefined],
  ['bytes=a-b', undefined],
])('of 100 bytes, "%s" wants %j', (text, wanted) => {
  expect(readRange(text, 100)).toEqual(wanted);
});

it('has no range of an empty file', () => {
  expect(readRange('bytes=-5', 0)).toBe('unsatisfiable');
  expect(readRange('bytes=0-', 0)).toBe('unsatisfiable');
});

it.each([
  ['zurich.mp3', 'inline; filename="zurich.mp3"'],
  [
    'Zürich "ß".mp3',
    `inline; filename="Zurich _ss_.mp3"; filename*=UTF-8''Z%C3%BCrich%20%22%C3%9F%22.mp3`,
  ],
  ['日本.mp3', `inline; filename="__.mp3"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.mp3`],
  [
    'a\r\nset-cookie: x',
    `inline; filename="a__set-cookie: x"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x`,
  ],
])('names %j as %s', (name, said) => {
  expect(disposition(name)).toBe(said);
});
