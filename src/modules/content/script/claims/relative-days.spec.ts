import type { Language } from '#kernel';
import { readingOf } from './quantities.js';
import { unsupportedRelativeDays } from './relative-days.js';

/** A Wednesday. */
const PUBLISHED = new Date('2026-05-20T08:30:00Z');

const marks = (
  language: Language,
  own: string,
  text: string,
  publishedAt: Date | null = null,
  daysOld = publishedAt ? 0 : undefined,
) => {
  const source = { reading: readingOf(text, language), publishedAt };
  return unsupportedRelativeDays(own, [{ text, source, daysOld }], language).map(
    (claim) => claim.text,
  );
};

describe('a day such as yesterday', () => {
  it.each<[Language, string, string]>([
    ['en', 'It was decided yesterday.', 'It was decided yesterday.'],
    ['en', 'It was decided yesterday.', 'Il conseil a décidé hier soir.'],
    ['en', 'It happened last night.', 'Ocurrió anoche en el puerto.'],
    ['en', 'The day before yesterday it rained.', 'Avant-hier, il a plu.'],
    ['de', 'Gestern wurde entschieden.', 'It was decided last night.'],
    ['es', 'Ocurrió anoche.', 'It happened yesterday evening.'],
  ])('is known, %s: %s', (language, own, source) => {
    expect(marks(language, own, source)).toEqual([]);
  });

  it.each<[Language, string, string, string]>([
    ['en', 'The match is tonight.', 'El partido fue anoche.', 'tonight'],
    ['es', 'Ocurrió anoche.', 'The match is tonight.', 'anoche'],
    ['fr', 'Le conseil a décidé hier.', 'Le conseil a décidé avant-hier.', 'hier'],
    ['en', 'It was yesterday.', 'It was the day before yesterday.', 'yesterday'],
    ['en', 'It was the day before yesterday.', 'It was yesterday.', 'day before yesterday'],
    ['es', 'Se abre pasado mañana.', 'Se abre mañana por la tarde.', 'pasado mañana'],
    ['en', 'It was last night.', 'It was yesterday.', 'last night'],
  ])('is not another, %s: %s', (language, own, source, mark) => {
    expect(marks(language, own, source)).toEqual([mark]);
  });

  it.each<[Language, string, string]>([
    ['en', 'It was decided yesterday.', 'It was decided on Tuesday.'],
    ['en', 'It was decided yesterday evening.', 'It was decided on Tuesday evening.'],
    ['de', 'Vorgestern wurde entschieden.', 'Am 18. Mai wurde entschieden.'],
    ['fr', 'Le vote aura lieu demain.', 'Le vote aura lieu jeudi.'],
    ['es', 'Se abre pasado mañana.', 'Se abre el viernes.'],
  ])('is what the calendar of its source says, %s: %s', (language, own, source) => {
    expect(marks(language, own, source, PUBLISHED)).toEqual([]);
  });

  it.each<[Language, string, string, string]>([
    ['en', 'It was decided yesterday.', 'It was decided on Monday.', 'yesterday'],
    ['en', 'It was decided yesterday evening.', 'It was decided on Tuesday.', 'yesterday evening'],
    ['it', 'Si vota domani.', 'Si vota venerdì.', 'domani'],
  ])('is no other day of that calendar, %s: %s', (language, own, source, mark) => {
    expect(marks(language, own, source, PUBLISHED)).toEqual([mark]);
  });

  describe('of a source of the day before', () => {
    it.each<[Language, string, string]>([
      ['en', 'The council decided yesterday.', 'The council decided today.'],
      ['en', 'The council decided yesterday.', 'The council has decided to close the bridge.'],
      ['de', 'Der Rat entschied gestern Abend.', 'Der Rat entschied heute Abend.'],
      ['fr', 'Le match a lieu aujourd’hui.', 'Le match a lieu demain.'],
      ['it', 'Si vota oggi.', 'Si vota giovedì.'],
      ['es', 'El consejo decidió ayer.', 'El consejo decidió el miércoles.'],
      ['en', 'To this day nobody knows, up to today.', 'Nobody knows, up to today.'],
      ['de', 'Vorgestern brannte es.', 'Es brannte gestern.'],
    ])('is counted from the show, %s: %s', (language, own, source) => {
      expect(marks(language, own, source, PUBLISHED, 1)).toEqual([]);
    });

    it.each<[Language, string, string, string]>([
      ['en', 'The council decided yesterday.', 'The council decided yesterday.', 'yesterday'],
      ['en', 'The match is tonight.', 'The match is tonight.', 'tonight'],
      ['en', 'The match is today.', 'The match is today.', 'today'],
      ['de', 'Das Spiel ist heute.', 'Das Spiel ist heute Abend.', 'heute'],
      ['it', 'Si vota domani.', 'Si vota domani.', 'domani'],
      ['es', 'El consejo decidió ayer.', 'El consejo decidió el lunes.', 'ayer'],
    ])('is not what the source called so, %s: %s', (language, own, source, mark) => {
      expect(marks(language, own, source, PUBLISHED, 1)).toEqual([mark]);
    });
  });

  it('may be today of a source of today that does not say so, and of one without a date', () => {
    expect(marks('en', 'The council decided today.', 'The council decided.', PUBLISHED)).toEqual(
      [],
    );
    expect(marks('en', 'The council decided today.', 'The council decided.')).toEqual([]);
  });
});
