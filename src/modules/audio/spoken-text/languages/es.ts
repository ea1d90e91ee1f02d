import { cardinal, ordinal } from '../number-words.js';
import type { Vocabulary } from './vocabulary.js';

const say = (value: number): string => cardinal(String(value), 'es');

export const spanish: Vocabulary = {
  language: 'es',
  point: 'coma',
  readsDecimalsAsNumber: true,
  minus: 'menos',
  plus: 'más',
  and: 'y',
  percent: 'por ciento',
  perMille: 'por mil',
  rangeTo: 'a',
  scoreTo: 'a',
  at: 'arroba',
  dot: 'punto',
  slash: 'barra',
  number: 'número',
  equals: 'igual a',
  degrees: ['grado', 'grados'],
  months:
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
      ' ',
    ),
  date: (day, month) => `${day === 1 ? 'uno' : say(day)} de ${month}`,
  time: (hours, minutes) =>
    `${hours === 1 ? 'una' : say(hours).replace(/uno$/u, 'una')}${minutes === 0 ? '' : ` y ${say(minutes)}`}`,
  year: say,
  currencies: {
    CHF: ['franco', 'francos'],
    EUR: ['euro', 'euros'],
    USD: ['dólar', 'dólares'],
    GBP: ['libra', 'libras'],
    JPY: ['yen', 'yenes'],
  },
  cents: (whole, unit, cents) => `${whole} ${unit} con ${cents}`,
  units: {
    'km/h': ['kilómetro por hora', 'kilómetros por hora'],
    'm/s': ['metro por segundo', 'metros por segundo'],
    'km²': ['kilómetro cuadrado', 'kilómetros cuadrados'],
    km2: ['kilómetro cuadrado', 'kilómetros cuadrados'],
    'm²': ['metro cuadrado', 'metros cuadrados'],
    m2: ['metro cuadrado', 'metros cuadrados'],
    'm³': ['metro cúbico', 'metros cúbicos'],
    m3: ['metro cúbico', 'metros cúbicos'],
    km: ['kilómetro', 'kilómetros'],
    cm: ['centímetro', 'centímetros'],
    mm: ['milímetro', 'milímetros'],
    m: ['metro', 'metros'],
    kg: ['kilo', 'kilos'],
    mg: ['miligramo', 'miligramos'],
    g: ['gramo', 'gramos'],
    t: ['tonelada', 'toneladas'],
    l: ['litro', 'litros'],
    ha: ['hectárea', 'hectáreas'],
    kWh: ['kilovatio hora', 'kilovatios hora'],
    kW: ['kilovatio', 'kilovatios'],
    MW: ['megavatio', 'megavatios'],
    GW: ['gigavatio', 'gigavatios'],
    GHz: ['gigahercio', 'gigahercios'],
    GB: ['gigabyte', 'gigabytes'],
    min: ['minuto', 'minutos'],
    dB: ['decibelio', 'decibelios'],
    '°C': ['grado', 'grados'],
    ºC: ['grado', 'grados'],
    '°': ['grado', 'grados'],
  },
  scales: {
    mill: ['millón de', 'millones de'],
    'mill.': ['millón de', 'millones de'],
    'm.': ['millón de', 'millones de'],
    millón: ['millón', 'millones'],
    millones: ['millón', 'millones'],
    mil: ['mil', 'mil'],
  },
  oneBefore: (noun) =>
    /(?:a|ción|sión|dad)$/u.test(noun) && !/(?:día|mapa|tema|problema|sistema)$/u.test(noun)
      ? 'una'
      : 'un',
  abbreviations: {
    'Sra.': 'Señora',
    'Sr.': 'Señor',
    'Srta.': 'Señorita',
    'Dra.': 'Doctora',
    'Dr.': 'Doctor',
    'D.': 'Don',
    'Dña.': 'Doña',
    'Prof.': 'Profesor',
    'p. ej.': 'por ejemplo',
    'p.ej.': 'por ejemplo',
    'etc.': 'etcétera',
    'aprox.': 'aproximadamente',
    'EE. UU.': 'Estados Unidos',
    'EE.UU.': 'Estados Unidos',
    'EE UU': 'Estados Unidos',
    EEUU: 'Estados Unidos',
    'núm.': 'número',
    'n.º': 'número',
    nº: 'número',
    'Avda.': 'Avenida',
    'a. C.': 'antes de Cristo',
    'd. C.': 'después de Cristo',
    'tel.': 'teléfono',
    'art.': 'artículo',
  },
  fraction: (over, under) => {
    if (over === 1 && under === 2) return 'un medio';
    if (under < 3 || under > 10) return undefined;
    const name = under === 3 ? 'tercio' : ordinal(under, 'es');
    return `${over === 1 ? 'un' : say(over)} ${name}${over === 1 ? '' : 's'}`;
  },
  duration: [
    ['hora', 'horas'],
    ['minuto', 'minutos'],
    ['segundo', 'segundos'],
  ],
  ordinals: /(?<![\p{L}\p{N}.,])(\d{1,3})\s?\.?([ºª°]|er|era)(?=\s\p{L})/gu,
  ordinalOf: (value, _before, after, ending) => {
    const name = ordinal(value, 'es');
    if (/^(?:ª|era)$/u.test(ending)) return name.replace(/o$/u, 'a');
    return value === 1 || value === 3 ? (after === '' ? name : name.replace(/o$/u, '')) : name;
  },
  beforeYear:
    /(?:^|[\s(])(?:en|desde|de|del|hasta|año|años|el|para|y|hacia|entre|verano|invierno|otoño|primavera|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\s$/iu,
  clockAfter: /^\s?horas(?!\p{L})/u,
};
