import type { Language } from '#kernel';
import { anArticle } from '#test/article';
import { checkClaims } from './check-claims.js';

/** A Thursday. */
const PUBLISHED = new Date('2026-03-12T08:30:00Z');

type Row = readonly [language: Language, source: string, right: string, wrong: string];

function marks(language: Language, source: string, text: string): string[] {
  const article = anArticle({ outlet: 'Herald', body: source, language, publishedAt: PUBLISHED });
  const onAir = { now: PUBLISHED, timeZone: 'UTC' };
  const held = { sources: [article], language, allowed: [], onAir };
  return checkClaims({ text }, held).map((mark) => `${mark.kind} ${mark.text}`);
}

/** What a host reckons or rounds passes, and the same words with another value do not. */
describe.each<readonly [string, readonly Row[]]>([
  [
    'parts of a whole',
    [
      ['en', 'Eighty percent voted.', 'Four fifths voted.', 'Three fifths voted.'],
      ['de', '80 Prozent zahlt die Stadt.', 'Vier Fünftel zahlt sie.', 'Drei Fünftel zahlt sie.'],
      ['fr', 'Il a repéré 78 % des cas.', 'Plus des trois quarts.', 'Près des deux tiers.'],
      ['it', 'Il 25 per cento in più.', 'Un quarto in più.', 'Un quinto in più.'],
      ['es', 'Votó el 60 %.', 'Votaron tres quintas partes.', 'Votaron dos quintas partes.'],
      [
        'de',
        'Es kostet 5,6 Millionen Euro, 2,1 Millionen davon trägt der Bund.',
        'Mehr als ein Drittel trägt der Bund.',
        'Mehr als die Hälfte der Kosten trägt der Bund.',
      ],
    ],
  ],
  [
    'measures in another unit',
    [
      ['en', 'It lies 210 kilometres off.', 'It lies 130 miles off.', 'It lies 150 miles off.'],
      ['en', 'It is 35 metres high.', 'It is over 100 feet high.', 'It is over 200 feet high.'],
      ['en', 'Gusts of 87 miles an hour.', 'Gusts of 140 km/h.', 'Gusts of 160 km/h.'],
      ['fr', 'Il a parcouru 1850 hectares.', 'Plus de 18 km².', 'Plus de 22 km².'],
      [
        'it',
        'È largo 6 metri e lungo 15.',
        'Misura 90 metri quadrati.',
        'Misura 95 metri quadrati.',
      ],
    ],
  ],
  [
    'shares of a sum, what it was, and so many of each',
    [
      [
        'fr',
        'Il vend pour 710 millions, dont 40 % ailleurs.',
        'Près de 300 millions ailleurs.',
        'Près de 400 millions ailleurs.',
      ],
      [
        'es',
        'Ganó 61 millones de euros, un 12 % menos.',
        'Hace un año ganó casi 70 millones de euros.',
        'Hace un año ganó casi 90 millones de euros.',
      ],
      [
        'es',
        'Cayeron 184 litros en tres horas.',
        'Cayeron unos 60 litros por cada hora.',
        'Cayeron unos 40 litros por cada hora.',
      ],
      [
        'fr',
        'Il coûte 1,9 milliard d’euros par an.',
        'Plus de 5 millions d’euros par jour.',
        'Plus de 8 millions d’euros par jour.',
      ],
      [
        'it',
        'Ha un raggio pari a 1,1 volte quello terrestre.',
        'Lo supera del 10 per cento.',
        'Lo supera del 20 per cento.',
      ],
      ['fr', 'Il y avait 20 autres films.', 'En tout, 21 films.', 'En tout, 25 films.'],
    ],
  ],
  [
    'everyday words for them',
    [
      [
        'de',
        'Der neunjährige Junge wartete fünf Jahre.',
        'Der Junge ist neun Jahre alt.',
        'Der Junge ist sieben Jahre alt.',
      ],
      [
        'fr',
        'Il marche 45 minutes.',
        'Il marche trois quarts d’heure.',
        'Il marche vingt-cinq minutes.',
      ],
      [
        'en',
        'It lost money in the first half of the year.',
        'In the first six months.',
        'In the first seven months.',
      ],
      ['fr', 'Parmi eux, 36 % ont rechuté.', 'Plus d’un sur trois.', 'Plus d’un sur deux mille.'],
      [
        'de',
        'Er fährt um 19.05 Uhr ab.',
        'Er fährt kurz nach sieben los.',
        'Er fährt kurz nach neun los.',
      ],
      [
        'en',
        'She won by 9 seconds.',
        'She won by less than ten seconds.',
        'She won by less than fifteen seconds.',
      ],
      [
        'it',
        'Alle 22.35 è deragliato; riapre alle 14.',
        'Più di quindici ore.',
        'Più di venti ore.',
      ],
    ],
  ],
  [
    'collective numbers',
    [
      ['fr', 'À 31 kilomètres du but.', 'Une trentaine de kilomètres.', 'Une vingtaine de jours.'],
      ['it', 'Ventidue feriti.', 'Una ventina di feriti.', 'Una quarantina di feriti.'],
      ['es', 'Hubo 19 heridos.', 'Una veintena de heridos.', 'Una treintena de heridos.'],
    ],
  ],
  [
    'lengths of time in another unit',
    [
      ['en', 'It is open for 3 days.', 'It is open for seventy-two hours.', 'For 96 hours.'],
      ['de', 'Die Fahrt dauert 95 Minuten.', 'Gut anderthalb Stunden.', 'Gut drei Stunden.'],
      ['en', 'She lived there for 22 years.', 'More than two decades.', 'More than three decades.'],
      ['it', 'Dura dodici giorni.', 'Dura quasi due settimane.', 'Dura quasi tre settimane.'],
      ['en', 'Sales may fall in the first year.', 'In the first twelve months.', 'In nine months.'],
      [
        'it',
        'Dieci anni fa il club era fallito.',
        'Nel 2016 era fallito.',
        'Nel 2009 era fallito.',
      ],
      ['fr', 'Elle a perdu 17 secondes.', 'Moins de vingt secondes.', 'Moins de dix secondes.'],
      ['fr', 'Le trajet dure 2 heures.', 'Cent vingt minutes.', 'Cent cinquante minutes.'],
    ],
  ],
  [
    'time between the days of a source',
    [
      ['en', 'The office opens on 2 April.', 'It opens in three weeks.', 'It opens in five weeks.'],
      ['fr', 'Elle est le 23 mars.', 'Dans moins de deux semaines.', 'Dans moins de six semaines.'],
      ['it', 'Dal 3 al 6 aprile 2026.', 'Durerà tre giorni.', 'Durerà otto giorni.'],
      ['es', 'Instalada el viernes, falló el domingo.', 'Dos días después.', 'Tres días después.'],
    ],
  ],
  [
    'hours as a host says them',
    [
      ['en', 'It ended at 16:40.', 'At twenty to five in the afternoon.', 'At ten to five.'],
      ['en', 'Staff heard at 7.30 am.', 'At half past seven this morning.', 'At half past eight.'],
      ['de', 'Um 5.12 Uhr fuhr er los.', 'Kurz nach fünf Uhr morgens.', 'Kurz nach sechs Uhr.'],
      [
        'it',
        'Arriva alle 14.05.',
        'Poco dopo le due del pomeriggio.',
        'Poco dopo le tre di notte.',
      ],
      ['fr', 'Il arrive à 18 h 10.', 'Peu après dix-huit heures.', 'Peu après vingt heures.'],
      ['es', 'Llegó a las 17.05.', 'Poco después de las cinco.', 'Poco después de las seis.'],
    ],
  ],
  [
    'days with a name',
    [
      ['en', 'They play on 14 February.', "They play on Valentine's Day.", 'On Christmas Eve.'],
      ['de', 'Am 31. Dezember.', 'An Silvester.', 'Am Valentinstag.'],
      ['it', 'Il 15 agosto.', 'A Ferragosto.', 'A Capodanno.'],
      ['es', 'El 24 de diciembre.', 'En Nochebuena.', 'En Nochevieja.'],
      ['fr', 'Le 14 février.', 'À la Saint-Valentin.', 'À la Toussaint.'],
    ],
  ],
  [
    'sums and multiples',
    [
      [
        'en',
        'It had 143 passengers and 22 crew.',
        'Together, a hundred and sixty-five people.',
        'Together, a hundred and seventy-eight people.',
      ],
      [
        'es',
        'Ganó 40.000 euros; el finalista obtuvo 10.000 euros.',
        'Cuatro veces lo que obtuvo el finalista.',
        'Cinco veces lo que obtuvo el finalista.',
      ],
      [
        'it',
        'Costerà 22.000 euro, metà dei quali donati dai parrocchiani.',
        'Undicimila li hanno donati i parrocchiani.',
        'Quindicimila li hanno donati i parrocchiani.',
      ],
      [
        'de',
        'Takeda hat 1.140 Punkte, Kvalheim 1.075 Punkte.',
        'Sie führt mit fünfundsechzig Punkten Vorsprung.',
        'Sie führt mit siebzig Punkten Vorsprung.',
      ],
      [
        'it',
        'La fabbrica assume 150 persone, metà degli assunti ha meno di 35 anni.',
        'Settantacinque assunti sono giovani.',
        'Ottanta assunti sono giovani.',
      ],
      ['es', 'Sube del puesto 41 al 27.', 'Sube catorce puestos.', 'Sube quince puestos.'],
      ['it', 'Spesa di 900.000 euro.', 'Quasi un milione di euro.', 'Quasi due milioni di euro.'],
    ],
  ],
  [
    'peoples and ages',
    [
      ['fr', 'Il vient de Lyon.', 'Le Lyonnais est venu.', 'Un ami, le Nantais, est venu.'],
      ['it', 'In provincia di Cuneo.', 'Si farà nel Cuneese.', 'Si farà nel Veronese.'],
      [
        'en',
        'Reith, 19, scored.',
        'Nineteen-year-old Reith scored.',
        'Twenty-year-old Reith scored.',
      ],
    ],
  ],
])('%s', (_what, rows) => {
  it.each(rows)('%s, %s: "%s" and not "%s"', (language, source, right, wrong) => {
    expect(marks(language, source, right)).toEqual([]);
    expect(marks(language, source, wrong)).not.toEqual([]);
  });
});

it('reads no number in a round of a cup or a team that is one short', () => {
  const source = 'Rovers won the quarter-final place. A defender was sent off.';

  expect(marks('en', source, 'Rovers are in the last eight, with ten men.')).toEqual([]);
  expect(marks('en', source, 'Rovers lost eight players.')).not.toEqual([]);
});

it('reads a score in words, with nil and one in it', () => {
  const source = 'The Davos Hawks led 2-0 after the first period and won 3-1.';

  expect(marks('en', source, 'The Hawks led two to nil and won three to one after that.')).toEqual(
    [],
  );
  expect(marks('en', source, 'The Hawks led three to nil.')).not.toEqual([]);
  expect(marks('en', source, 'The Hawks won two to one on Sunday evening.')).not.toEqual([]);
  expect(marks('en', source, 'The Hawks led 2-0 and left two to one side.')).toEqual([]);
});

it('takes an hour for the score of a half where the source has another result', () => {
  const source = 'Der TSV gewann 29:27 (13:16).';

  expect(marks('de', source, 'Zur Pause lag er mit drei Toren zurück.')).toEqual([]);
  expect(marks('de', 'Es beginnt um 13:16 Uhr.', 'Er lag mit drei Toren zurück.')).not.toEqual([]);
});
