import type { Language } from '#kernel';
import { hoursIn, partsOfDayIn, tellsPast } from './time-of-day.js';

const HOUR = 60;

describe('the time of day in a sentence', () => {
  it.each<[Language, string, number]>([
    ['en', 'The front reaches Zurich at ten tonight.', 22 * HOUR],
    ['en', 'The team will be welcomed at six this evening.', 18 * HOUR],
    ['fr', 'Le cortège part à six heures ce soir.', 18 * HOUR],
    ['es', 'El desfile empieza a las seis de esta tarde.', 18 * HOUR],
    ['en', 'Loose objects should be secured by eight in the evening.', 20 * HOUR],
    ['en', 'The doors open at 6 p.m. on the square.', 18 * HOUR],
    ['de', 'Der Empfang beginnt um achtzehn Uhr.', 18 * HOUR],
    ['de', 'Der Empfang beginnt um 18 Uhr 30.', 18 * HOUR + 30],
    ['de', 'Um acht Uhr abends ist Schluss.', 20 * HOUR],
    ['fr', 'Le cortège part à dix-huit heures de la gare.', 18 * HOUR],
    ['fr', 'Le cortège part à dix-huit heures.', 18 * HOUR],
    ['fr', 'Le cortège part à 18 h 30.', 18 * HOUR + 30],
    ['it', 'Il fronte arriva verso le 22.', 22 * HOUR],
    ['it', 'La festa finisce alle nove di sera.', 21 * HOUR],
    ['es', 'El desfile empieza a las ocho de la tarde.', 20 * HOUR],
    ['es', 'El museo cierra hacia las 20.', 20 * HOUR],
  ])('%s: %s', (language, sentence, minutes) => {
    expect(hoursIn(sentence, language)).toEqual([{ minutes, isHalfDay: false }]);
  });

  it.each(['Boat trips on the lake are cancelled from six.', 'The party ends at nine.'])(
    'says neither morning nor evening: %s',
    (sentence) => {
      expect(hoursIn(sentence, 'en')).toEqual([expect.objectContaining({ isHalfDay: true })]);
    },
  );

  it.each<[Language, string]>([
    ['en', 'The visitors won by six.'],
    ['en', 'It was down by four or five degrees.'],
    ['de', 'Zwölf Menschen sind verletzt.'],
    ['fr', 'La panne a duré pendant 48 heures.'],
    ['fr', 'Le lac est à six heures de route.'],
    ['fr', 'Ils ont été trouvés après 6 heures de recherches.'],
    ['fr', 'Trente-huit heures plus tard, tous étaient saufs.'],
    ['it', 'Il premio va alle tre persone salvate.'],
    ['es', 'Los premios van a las tres personas salvadas.'],
  ])('%s: no hour: %s', (language, sentence) => {
    expect(hoursIn(sentence, language)).toEqual([]);
  });

  it.each<[string, number]>([
    ['Raffiche fino a 110 km/h in serata.', 22 * HOUR],
    ['Repair crews hope to restore supply by this evening.', 22 * HOUR],
    ['Der Strom soll bis heute Abend wieder fliessen.', 22 * HOUR],
    ['Eine Nachzählung verlangte bis zum Abend niemand.', 22 * HOUR],
    ['Des averses sont attendues en fin d’après-midi.', 18 * HOUR],
    ['The slope calmed down in the night.', Infinity],
  ])('a part of the day: %s', (sentence, endMinutes) => {
    expect(partsOfDayIn(sentence)).toEqual([expect.objectContaining({ endMinutes })]);
  });

  it.each([
    'Allow a quarter of an hour in the evening peak.',
    'El pastor dijo: «Por la tarde nos echábamos agua.»',
  ])('no part of this day: %s', (sentence) => {
    expect(partsOfDayIn(sentence)).toEqual([]);
  });
});

describe('what has been', () => {
  it.each<[Language, string]>([
    ['it', 'La superficie è salita a 4,5 ettari, uno e mezzo in più di quanto stimato in serata.'],
    ['de', 'Eine Nachzählung verlangte bis zum Abend niemand.'],
    ['en', 'The fire was put out in the evening.'],
    ['fr', 'Le feu a été maîtrisé dans la soirée.'],
    ['es', 'El fuego fue controlado por la noche.'],
  ])('%s: %s', (language, sentence) => {
    expect(tellsPast(sentence, language)).toBe(true);
  });

  it.each<[Language, string]>([
    ['it', 'Fronte temporalesco in arrivo: raffiche fino a 110 km/h in serata.'],
    ['it', 'Il picco è atteso in serata.'],
    ['de', 'Am Abend wird der Wind stärker.'],
    ['en', 'Rain is expected in the evening.'],
    ['fr', 'Des averses sont attendues dans la soirée.'],
    ['es', 'Por la noche lloverá en la costa.'],
  ])('%s, but not: %s', (language, sentence) => {
    expect(tellsPast(sentence, language)).toBe(false);
  });
});
