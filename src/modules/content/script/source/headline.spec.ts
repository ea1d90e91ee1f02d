import { anArticle } from '#test/article';
import { cleanTitle } from './headline.js';

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
