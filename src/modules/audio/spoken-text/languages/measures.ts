import type { Language } from '#kernel';
import type { Forms } from './vocabulary.js';

/** Measures of energy, data and chemistry, by language in the order en, de, fr, it, es. */
const MEASURES: Readonly<Record<string, readonly [Forms, Forms, Forms, Forms, Forms]>> = {
  TWh: measure(
    'terawatt hour/s',
    'Terawattstunde/n',
    'térawattheure/s',
    'terawattora',
    'teravatio hora|teravatios hora',
  ),
  GWh: measure(
    'gigawatt hour/s',
    'Gigawattstunde/n',
    'gigawattheure/s',
    'gigawattora',
    'gigavatio hora|gigavatios hora',
  ),
  MWh: measure(
    'megawatt hour/s',
    'Megawattstunde/n',
    'mégawattheure/s',
    'megawattora',
    'megavatio hora|megavatios hora',
  ),
  Hz: measure('hertz', 'Hertz', 'hertz', 'hertz', 'hercio/s'),
  kHz: measure('kilohertz', 'Kilohertz', 'kilohertz', 'kilohertz', 'kilohercio/s'),
  MHz: measure('megahertz', 'Megahertz', 'mégahertz', 'megahertz', 'megahercio/s'),
  kB: measure('kilobyte/s', 'Kilobyte', 'kilooctet/s', 'kilobyte', 'kilobyte/s'),
  MB: measure('megabyte/s', 'Megabyte', 'mégaoctet/s', 'megabyte', 'megabyte/s'),
  GB: measure('gigabyte/s', 'Gigabyte', 'gigaoctet/s', 'gigabyte', 'gigabyte/s'),
  TB: measure('terabyte/s', 'Terabyte', 'téraoctet/s', 'terabyte', 'terabyte/s'),
  Mbps: measure(
    'megabit|megabits per second',
    'Megabit pro Sekunde',
    'mégabit|mégabits par seconde',
    'megabit al secondo',
    'megabit|megabits por segundo',
  ),
  'Mbit/s': measure(
    'megabit|megabits per second',
    'Megabit pro Sekunde',
    'mégabit|mégabits par seconde',
    'megabit al secondo',
    'megabit|megabits por segundo',
  ),
  'Gbit/s': measure(
    'gigabit|gigabits per second',
    'Gigabit pro Sekunde',
    'gigabit|gigabits par seconde',
    'gigabit al secondo',
    'gigabit|gigabits por segundo',
  ),
  ppm: measure(
    'part|parts per million',
    'Teil|Teile pro Million',
    'partie|parties par million',
    'parte|parti per milione',
    'parte|partes por millón',
  ),
  'mg/dl': measure(
    'milligram|milligrams per decilitre',
    'Milligramm pro Deziliter',
    'milligramme|milligrammes par décilitre',
    'milligrammo|milligrammi per decilitro',
    'miligramo|miligramos por decilitro',
  ),
  'mg/l': measure(
    'milligram|milligrams per litre',
    'Milligramm pro Liter',
    'milligramme|milligrammes par litre',
    'milligrammo|milligrammi per litro',
    'miligramo|miligramos por litro',
  ),
  'µg/m³': measure(
    'microgram|micrograms per cubic metre',
    'Mikrogramm pro Kubikmeter',
    'microgramme|microgrammes par mètre cube',
    'microgrammo|microgrammi per metro cubo',
    'microgramo|microgramos por metro cúbico',
  ),
  µm: measure(
    'micrometre/s',
    'Mikrometer',
    'micromètre/s',
    'micrometro|micrometri',
    'micrómetro/s',
  ),
  µg: measure(
    'microgram/s',
    'Mikrogramm',
    'microgramme/s',
    'microgrammo|microgrammi',
    'microgramo/s',
  ),
  dl: measure('decilitre/s', 'Deziliter', 'décilitre/s', 'decilitro|decilitri', 'decilitro/s'),
  hl: measure('hectolitre/s', 'Hektoliter', 'hectolitre/s', 'ettolitro|ettolitri', 'hectolitro/s'),
  dm: measure('decimetre/s', 'Dezimeter', 'décimètre/s', 'decimetro|decimetri', 'decímetro/s'),
  'cm²': measure(
    'square centimetre/s',
    'Quadratzentimeter',
    'centimètre|centimètres carrés',
    'centimetro quadrato|centimetri quadrati',
    'centímetro|centímetros cuadrados',
  ),
  hPa: measure(
    'hectopascal/s',
    'Hektopascal',
    'hectopascal/s',
    'ettopascal',
    'hectopascal|hectopascales',
  ),
  PS: measure('horsepower', 'P S', 'chevaux', 'cavalli', 'caballos'),
};

const AT: Readonly<Record<Language, 0 | 1 | 2 | 3 | 4>> = { en: 0, de: 1, fr: 2, it: 3, es: 4 };

/** @returns The measures every language knows, as it says them. */
export function measuresOf(language: Language): Record<string, Forms> {
  return Object.fromEntries(
    Object.entries(MEASURES).map(([sign, forms]) => [sign, forms[AT[language]]]),
  );
}

function measure(
  ...said: [string, string, string, string, string]
): [Forms, Forms, Forms, Forms, Forms] {
  return said.map(formsOf) as [Forms, Forms, Forms, Forms, Forms];
}

/** "Hour/s" is one hour and two hours; "a|b" are one and many; one word is both. */
function formsOf(said: string): Forms {
  const [one = said, many] = said.split('|');
  if (many !== undefined) return [one, many];
  const [stem = said, ending = ''] = said.split('/');
  return [stem, `${stem}${ending}`];
}
