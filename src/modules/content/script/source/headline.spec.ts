import { anArticle } from '#test/article';
import type { Language } from '#kernel';
import { cleanTitle, isFragment } from './headline.js';

const article = (title: string, summary = '') =>
  anArticle({ outlet: 'Ostwick Gazette', title, summary });

describe('a title as it is shown', () => {
  it.each([
    [
      'BREAKING: MAYOR OF OSTWICK RESIGNS',
      'The mayor of Ostwick resigned.',
      'Mayor of Ostwick resigns',
    ],
    ['The last night bus drivers of Porto | Ana Reis', '', 'The last night bus drivers of Porto'],
    ['UPDATE 1-Bank keeps key rate', '', 'Bank keeps key rate'],
    ['Exclusive: Nordwind in talks to buy Halden', '', 'Nordwind in talks to buy Halden'],
    ['Bitcoin (BTC) slips below $97K', '', 'Bitcoin (BTC) slips below $97K'],
    ['Market falls - Ostwick Gazette', '', 'Market falls'],
  ])('of "%s"', (title, summary, shown) => {
    expect(cleanTitle(article(title, summary))).toBe(shown);
  });
});

describe('half a title', () => {
  it.each<[Language, string]>([
    ['en', 'Storm front to reach Zurich at ten tonight'],
    ['en', 'Tram line 4 to get longer trams'],
    ['de', 'Zürichsee so warm wie noch nie an diesem Datum'],
    ['de', 'Mehr Lohn für das Pflegepersonal'],
    ['fr', 'Retour de la bise : gel au sol en plaine'],
    ['fr', 'Fin de la grève à la gare de Lyon'],
  ])('%s: %s', (language, title) => {
    expect(isFragment(title, language)).toBe(true);
  });

  it.each<[Language, string]>([
    ['en', 'Council votes to close the pool'],
    ['en', 'Swiss central bank leaves key rate unchanged'],
    ['de', 'Gericht weist die Klage ab'],
    ['de', 'Bäume fallen auf die Strasse'],
    ['de', 'Backstube im Niederdorf schliesst'],
    ['fr', 'La grève est terminée'],
    ['fr', 'Accord entre les partis : le budget est sauvé'],
    ['fr', 'Record battu à Lausanne'],
  ])('%s, but not: %s', (language, title) => {
    expect(isFragment(title, language)).toBe(false);
  });
});
