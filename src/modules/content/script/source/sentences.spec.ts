import type { Language } from '#kernel';
import { hasBalancedQuotes, splitSentences } from './sentences.js';

describe('splitting into sentences', () => {
  it.each<[Language, string, string[]]>([
    [
      'en',
      'Dr. Smith of St. Gallen met Mr. Lee. They talked.',
      ['Dr. Smith of St. Gallen met Mr. Lee.', 'They talked.'],
    ],
    [
      'en',
      'The U.S. economy grew. It left at 5 p.m. The end.',
      ['The U.S. economy grew.', 'It left at 5 p.m.', 'The end.'],
    ],
    [
      'en',
      'It rose 3.4 percent to 10.5 points. Good.',
      ['It rose 3.4 percent to 10.5 points.', 'Good.'],
    ],
    [
      'en',
      'J. K. Rowling wrote it. "I am glad. It is done," she said. Fine.',
      ['J. K. Rowling wrote it.', '"I am glad. It is done," she said.', 'Fine.'],
    ],
    [
      'fr',
      'Les bougies ont brûlé entre 3 h et 6 h. « Tout est sauvé », dit M. Fardaz. Voilà.',
      ['Les bougies ont brûlé entre 3 h et 6 h.', '« Tout est sauvé », dit M. Fardaz.', 'Voilà.'],
    ],
    ['en', 'First paragraph\n\nSecond one.', ['First paragraph', 'Second one.']],
    ['en', '“We are not done.” The vote came.', ['“We are not done.”', 'The vote came.']],
    [
      'de',
      'Am 3. Mai um ca. 17.30 Uhr, z. B. in Bern. Das war es.',
      ['Am 3. Mai um ca. 17.30 Uhr, z. B. in Bern.', 'Das war es.'],
    ],
    [
      'de',
      'Im 19. Jahrhundert kam Prof. Dr. Meier auf Platz 3. Das Team jubelte.',
      ['Im 19. Jahrhundert kam Prof. Dr. Meier auf Platz 3.', 'Das Team jubelte.'],
    ],
    [
      'de',
      '«Wir haben Glück gehabt. Es war knapp», sagte sie. Mehr nicht.',
      ['«Wir haben Glück gehabt. Es war knapp», sagte sie.', 'Mehr nicht.'],
    ],
    ['de', '„Gut so. Weiter“, sagte er. Ende.', ['„Gut so. Weiter“, sagte er.', 'Ende.']],
    [
      'fr',
      'M. Dupont a dit : « Oui. Bien sûr. » Il est parti.',
      ['M. Dupont a dit : « Oui. Bien sûr. »', 'Il est parti.'],
    ],
    [
      'it',
      'Il dott. Rossi arriva alle 6.10. «Bene. Avanti», dice.',
      ['Il dott. Rossi arriva alle 6.10.', '«Bene. Avanti», dice.'],
    ],
    ['es', 'El Sr. López llegó. ¿Qué pasó? Nada.', ['El Sr. López llegó.', '¿Qué pasó?', 'Nada.']],
  ])('%s: %s', (language, text, sentences) => {
    expect(splitSentences(text, language)).toEqual(sentences);
  });

  it.each([
    ['He said "yes".', true],
    ['He said "yes.', false],
    ['«Ja», sagte er (leise).', true],
    ['leise).', false],
    ['„Ja“ und “no”', true],
  ])('knows whether %s is balanced', (text, balanced) => {
    expect(hasBalancedQuotes(text)).toBe(balanced);
  });
});
