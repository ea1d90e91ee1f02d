import type { Language } from '#kernel';
import { unsupportedRelativeDays } from './relative-days.js';

const marks = (language: Language, own: string, source: string) =>
  unsupportedRelativeDays(own, [source], language).map(({ text }) => text);

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
});
