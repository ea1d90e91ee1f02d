import type { Language } from '#kernel';
import { anArticle } from '#test/article';
import { renewed, SAMPLE_WRITTEN_AT } from './sample-newsroom.js';

const WRITTEN = new Date('2026-05-19T15:00:00Z'); // A Tuesday.
/** Monday, 23 November, sixteen minutes later in the day than the samples were written: 187 days, five weekdays. */
const NOW = new Date('2026-11-23T08:16:00Z');

const said = (language: Language, body: string, now = NOW): string =>
  renewed(anArticle({ body, language, publishedAt: WRITTEN }), now).body;

it.each<[Language, string, string]>([
  ['en', 'It opened on Tuesday afternoon.', 'It opened on Sunday afternoon.'],
  ['de', 'Ab Montag ist zu, am Dienstagabend auch.', 'Ab Samstag ist zu, am Sonntagabend auch.'],
  ['de', 'Am Dienstag 25,8 Grad.', 'Am Sonntag 25,8 Grad.'],
  ['fr', 'Le vote de jeudi est nul.', 'Le vote de mardi est nul.'],
  ['it', 'Il voto di venerdì è nullo.', 'Il voto di mercoledì è nullo.'],
  ['es', 'El voto del lunes es nulo.', 'El voto del sábado es nulo.'],
])('moves the weekdays of a sample with its date, %s: %s', (language, before, after) => {
  expect(said(language, before)).toBe(after);
});

it('leaves a weekday with its date, and all of them on the day the samples were written', () => {
  expect(said('en', 'It opens on Saturday, 13 June.')).toBe('It opens on Saturday, 13 June.');
  expect(said('de', 'Am Montag ist zu.', SAMPLE_WRITTEN_AT)).toBe('Am Montag ist zu.');
});

it('speaks of no week that would be another one on a later weekday', () => {
  const text =
    'From next week, anyone will walk. Work begins next week. Traffic doubled since the weekend.';

  expect(said('en', text)).toBe(
    'In the coming days, anyone will walk. Work begins in the coming days. Traffic doubled in the last few days.',
  );
  expect(said('en', text, SAMPLE_WRITTEN_AT)).toBe(text);
});

it('moves title, summary and date, and no article without one', () => {
  const article = anArticle({
    title: 'Open from Monday',
    summary: 'On Monday.',
    publishedAt: WRITTEN,
  });

  const moved = renewed(article, NOW);

  expect([moved.title, moved.summary]).toEqual(['Open from Saturday', 'On Saturday.']);
  expect(moved.publishedAt).toEqual(new Date('2026-11-22T15:16:00Z'));
  expect(renewed({ ...article, publishedAt: null }, NOW).title).toBe('Open from Monday');
});
