import type { Language } from '#kernel';
import { numbersOfOthers } from './bindings.js';
import { readingOf } from './quantities.js';

const SOURCES: Readonly<Record<Language, string>> = {
  en: 'The bank clerk was sentenced to pay 5.2 million francs to the tax office. His victims get back 3.1 million francs of the money they lost, the court in Bern ruled.',
  de: 'Der Käufer zahlt 92 Millionen Euro für den Konkurrenten in Passau. Im vergangenen Geschäftsjahr setzten die beiden Firmen zusammen 415 Millionen Euro um.',
  fr: 'Le conseil limite les locations touristiques à 90 nuits par an à Roquevieille. La commune voisine avait fixé en 2023 un plafond de 120 nuits.',
  it: 'Il gruppo investirà 38 milioni di euro in un nuovo caseificio a Castelmora. Nel 2025 ha fatturato 310 milioni di euro.',
  es: 'El premio de novela está dotado con 40.000 euros. El finalista, Álvaro Quintana, obtuvo 10.000 euros por su obra.',
};

const found = (language: Language, text: string): string[] =>
  numbersOfOthers(readingOf(text, language), [readingOf(SOURCES[language], language)], language);

it.each<[Language, string]>([
  ['en', 'The court in Bern ruled that his victims get back 5.2 million francs of the lost money.'],
  ['fr', 'Les locations touristiques seront limitées à cent vingt nuits par an à Roquevieille.'],
  ['it', 'Il gruppo investirà nel nuovo caseificio di Castelmora trecentodieci milioni di euro.'],
  ['es', 'El finalista, Álvaro Quintana, obtuvo cuarenta mil euros por su obra.'],
])('finds a number that the source tells of something else, %s: %s', (language, text) => {
  expect(found(language, text)).toHaveLength(1);
});

it.each<[Language, string]>([
  ['en', 'His victims get back 3.1 million francs, the court in Bern ruled.'],
  ['en', 'He must pay the tax office 5.2 million francs, and his victims 3.1 million.'],
  ['de', 'Der Kaufpreis beträgt zweiundneunzig Millionen Euro.'],
  ['fr', 'Les locations touristiques seront limitées à nonante nuits par an.'],
  ['it', 'Il gruppo ha fatturato trecentodieci milioni di euro nel 2025.'],
  ['es', 'La novela recibe cuarenta mil euros.'],
])('lets a number pass that stands where it belongs, %s: %s', (language, text) => {
  expect(found(language, text)).toEqual([]);
});

it('says nothing of a number that no source has, which is another fault', () => {
  expect(found('en', 'His victims get back 7.7 million francs of the lost money.')).toEqual([]);
});

it('finds more of a thing than any source counts', () => {
  const source = 'Nine of the volunteers dug up 214 bones, 32 volunteers came in all.';
  const said = (text: string) =>
    numbersOfOthers(readingOf(text, 'en'), [readingOf(source, 'en')], 'en');

  expect(said('In all, 214 volunteers took part.')).toEqual(['214']);
  expect(said('Nine volunteers found the bones.')).toEqual([]);
  expect(said('They found 214 bones.')).toEqual([]);
});
