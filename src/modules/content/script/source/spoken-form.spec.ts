import type { Language } from '#kernel';
import { spokenForm } from './spoken-form.js';

describe('a sentence as it is spoken', () => {
  it.each<[Language, string, string]>([
    ['en', 'It cost 1.2 billion crowns ($112 million).', 'It cost 1.2 billion crowns.'],
    ['de', 'Ein Mann aus Wetzikon ZH stürzte.', 'Ein Mann aus Wetzikon stürzte.'],
    ['de', 'Bern siegt mit 4:3 (1:1, 0:2, 3:0).', 'Bern siegt mit 4:3.'],
    ['fr', 'Léa Berthoud (VD), élue en 2021, réplique.', 'Léa Berthoud, élue en 2021, réplique.'],
    ['it', 'Due gol di Rossi (12’) e Keller (31’).', 'Due gol di Rossi e Keller.'],
    ['en', 'The US ZH file stays.', 'The US ZH file stays.'],
    [
      'fr',
      'Elle a touché 4100 ménages, davantage que ce qui avait été annoncé cette nuit.',
      'Elle a touché 4100 ménages.',
    ],
    [
      'it',
      'Sono bruciati 4,5 ettari, uno e mezzo in più di quanto stimato in serata.',
      'Sono bruciati 4,5 ettari.',
    ],
    ['fr', 'L’héroïne de la soirée se nomme Kadia Berthoud.', 'L’héroïne se nomme Kadia Berthoud.'],
    ['en', 'The hero of the evening was Mia Sandoz.', 'The hero was Mia Sandoz.'],
    ['en', 'Twelve were hurt, more than first reported.', 'Twelve were hurt.'],
    ['de', 'Zwölf sind verletzt, mehr als zunächst gemeldet.', 'Zwölf sind verletzt.'],
    ['es', 'Hay doce heridos, más de lo anunciado por la mañana.', 'Hay doce heridos.'],
    ['en', 'Twelve were hurt, more than last year.', 'Twelve were hurt, more than last year.'],
  ])('%s: %s', (language, sentence, spoken) => {
    expect(spokenForm(sentence, language)).toBe(spoken);
  });
});
