import { cardinal, ordinal } from '../number-words.js';
import type { Vocabulary } from './vocabulary.js';

const say = (value: number): string => cardinal(String(value), 'it');

export const italian: Vocabulary = {
  language: 'it',
  point: 'virgola',
  readsDecimalsAsNumber: true,
  minus: 'meno',
  plus: 'più',
  and: 'e',
  percent: 'per cento',
  perMille: 'per mille',
  rangeTo: 'a',
  scoreTo: 'a',
  at: 'chiocciola',
  dot: 'punto',
  slash: 'barra',
  number: 'numero',
  equals: 'uguale',
  degrees: ['grado', 'gradi'],
  months:
    'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
      ' ',
    ),
  date: (day, month) => `${day === 1 ? 'primo' : say(day)} ${month}`,
  time: (hours, minutes) =>
    `${hours === 1 ? 'una' : say(hours)}${minutes === 0 ? '' : ` e ${say(minutes)}`}`,
  year: say,
  currencies: {
    CHF: ['franco', 'franchi'],
    EUR: ['euro', 'euro'],
    USD: ['dollaro', 'dollari'],
    GBP: ['sterlina', 'sterline'],
    JPY: ['yen', 'yen'],
  },
  cents: (whole, unit, cents) => `${whole} ${unit} e ${cents}`,
  units: {
    'km/h': ['chilometro orario', 'chilometri orari'],
    'm/s': ['metro al secondo', 'metri al secondo'],
    'km²': ['chilometro quadrato', 'chilometri quadrati'],
    km2: ['chilometro quadrato', 'chilometri quadrati'],
    'm²': ['metro quadrato', 'metri quadrati'],
    m2: ['metro quadrato', 'metri quadrati'],
    mq: ['metro quadrato', 'metri quadrati'],
    'm³': ['metro cubo', 'metri cubi'],
    m3: ['metro cubo', 'metri cubi'],
    km: ['chilometro', 'chilometri'],
    cm: ['centimetro', 'centimetri'],
    mm: ['millimetro', 'millimetri'],
    m: ['metro', 'metri'],
    kg: ['chilo', 'chili'],
    mg: ['milligrammo', 'milligrammi'],
    g: ['grammo', 'grammi'],
    t: ['tonnellata', 'tonnellate'],
    l: ['litro', 'litri'],
    ha: ['ettaro', 'ettari'],
    kWh: ['chilowattora', 'chilowattora'],
    kW: ['chilowatt', 'chilowatt'],
    MW: ['megawatt', 'megawatt'],
    GW: ['gigawatt', 'gigawatt'],
    GHz: ['gigahertz', 'gigahertz'],
    GB: ['gigabyte', 'gigabyte'],
    min: ['minuto', 'minuti'],
    dB: ['decibel', 'decibel'],
    '°C': ['grado', 'gradi'],
    '°': ['grado', 'gradi'],
  },
  scales: {
    mio: ['milione di', 'milioni di'],
    'mio.': ['milione di', 'milioni di'],
    mrd: ['miliardo di', 'miliardi di'],
    'mrd.': ['miliardo di', 'miliardi di'],
    milione: ['milione', 'milioni'],
    milioni: ['milione', 'milioni'],
    mln: ['milione', 'milioni'],
    'mln.': ['milione', 'milioni'],
    mld: ['miliardo', 'miliardi'],
    'mld.': ['miliardo', 'miliardi'],
    miliardo: ['miliardo', 'miliardi'],
    miliardi: ['miliardo', 'miliardi'],
    mila: ['mila', 'mila'],
  },
  oneBefore: (noun) => {
    const isFeminine =
      /(?:a|ione|tà|notte|parte|classe|madre|legge|rete|voce|luce|pace)$/u.test(noun) &&
      !/(?:milione|problema|sistema|tema|programma|clima|pilota|autista|atleta|camion)$/u.test(
        noun,
      );
    if (isFeminine) return /^[aeiouh]/iu.test(noun) ? "un'" : 'una';
    return /^(?:s[^aeiou]|z|gn|ps|x|y)/iu.test(noun) ? 'uno' : 'un';
  },
  abbreviations: {
    'Sig.': 'Signor',
    'sig.': 'signor',
    'Sig.ra': 'Signora',
    'Dott.ssa': 'Dottoressa',
    'Dott.': 'Dottor',
    'dott.': 'dottor',
    'Prof.ssa': 'Professoressa',
    'Prof.': 'Professor',
    'prof.': 'professor',
    'Ing.': 'Ingegner',
    'Avv.': 'Avvocato',
    'On.': 'Onorevole',
    'p. es.': 'per esempio',
    'p.es.': 'per esempio',
    'ad es.': 'ad esempio',
    'ecc.': 'eccetera',
    'ca.': 'circa',
    'n.': 'numero',
    'N.': 'numero',
    'a.C.': 'avanti Cristo',
    'd.C.': 'dopo Cristo',
    'art.': 'articolo',
    'tel.': 'telefono',
  },
  fraction: (over, under) => {
    if (over === 1 && under === 2) return 'un mezzo';
    if (under < 3 || under > 10) return undefined;
    const name = ordinal(under, 'it');
    return over === 1 ? `un ${name}` : `${say(over)} ${name.replace(/o$/u, 'i')}`;
  },
  duration: [
    ['ora', 'ore'],
    ['minuto', 'minuti'],
    ['secondo', 'secondi'],
  ],
  ordinals: /(?<![\p{L}\p{N}.,])(\d{1,3})\s?([°ºª])(?=\s\p{L})/gu,
  ordinalOf: (value, _before, after, ending) => {
    const name = ordinal(value, 'it');
    return ending === 'ª' || /a$/u.test(after) ? name.replace(/o$/u, 'a') : name;
  },
  beforeYear:
    /(?:^|[\s('’])(?:nel|dal|del|al|il|anno|anni|entro il|fino al|estate|inverno|autunno|primavera|di|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\s$/iu,
  clockAfter: /^\s?ore(?!\p{L})/u,
};
