import { cardinal, ordinal } from '../number-words.js';
import type { Vocabulary } from './vocabulary.js';

const say = (value: number): string => cardinal(String(value), 'fr');

export const french: Vocabulary = {
  language: 'fr',
  point: 'virgule',
  readsDecimalsAsNumber: true,
  minus: 'moins',
  plus: 'plus',
  and: 'et',
  percent: 'pour cent',
  perMille: 'pour mille',
  rangeTo: 'à',
  scoreTo: 'à',
  at: 'arobase',
  dot: 'point',
  slash: 'barre oblique',
  number: 'numéro',
  equals: 'égale',
  degrees: ['degré', 'degrés'],
  months:
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
      ' ',
    ),
  date: (day, month) => `${day === 1 ? 'premier' : say(day)} ${month}`,
  time: (hours, minutes) =>
    `${hours === 1 ? 'une' : say(hours).replace(/un$/u, 'une')} heure${hours > 1 ? 's' : ''}${minutes === 0 ? '' : ` ${say(minutes)}`}`,
  year: say,
  currencies: {
    CHF: ['franc', 'francs'],
    EUR: ['euro', 'euros'],
    USD: ['dollar', 'dollars'],
    GBP: ['livre', 'livres'],
    JPY: ['yen', 'yens'],
  },
  cents: (whole, unit, cents) => `${whole} ${unit} ${cents}`,
  units: {
    'km/h': ['kilomètre heure', 'kilomètres heure'],
    'm/s': ['mètre par seconde', 'mètres par seconde'],
    'km²': ['kilomètre carré', 'kilomètres carrés'],
    km2: ['kilomètre carré', 'kilomètres carrés'],
    'm²': ['mètre carré', 'mètres carrés'],
    m2: ['mètre carré', 'mètres carrés'],
    'm³': ['mètre cube', 'mètres cubes'],
    m3: ['mètre cube', 'mètres cubes'],
    km: ['kilomètre', 'kilomètres'],
    cm: ['centimètre', 'centimètres'],
    mm: ['millimètre', 'millimètres'],
    m: ['mètre', 'mètres'],
    kg: ['kilo', 'kilos'],
    mg: ['milligramme', 'milligrammes'],
    g: ['gramme', 'grammes'],
    t: ['tonne', 'tonnes'],
    l: ['litre', 'litres'],
    ha: ['hectare', 'hectares'],
    kWh: ['kilowattheure', 'kilowattheures'],
    kW: ['kilowatt', 'kilowatts'],
    MW: ['mégawatt', 'mégawatts'],
    GW: ['gigawatt', 'gigawatts'],
    GHz: ['gigahertz', 'gigahertz'],
    Mo: ['mégaoctet', 'mégaoctets'],
    Go: ['gigaoctet', 'gigaoctets'],
    min: ['minute', 'minutes'],
    dB: ['décibel', 'décibels'],
    '°C': ['degré', 'degrés'],
    '°': ['degré', 'degrés'],
  },
  scales: {
    mio: ['million de', 'millions de'],
    'mio.': ['million de', 'millions de'],
    mrd: ['milliard de', 'milliards de'],
    'mrd.': ['milliard de', 'milliards de'],
    million: ['million', 'millions'],
    millions: ['million', 'millions'],
    milliard: ['milliard', 'milliards'],
    milliards: ['milliard', 'milliards'],
  },
  oneBefore: (noun) =>
    /(?:e|ion|té|nuit|fois|main|fin|part|voix|maison|saison|raison|façon|mer|forêt|fleur)s?$/u.test(
      noun,
    ) &&
    !/(?:age|isme|mètre|kilomètre|siècle|litre|homme|arbre|membre|quart|contrôle|siège|titre|nombre|problème|groupe|centre|million|milliard)$/u.test(
      noun,
    )
      ? 'une'
      : 'un',
  abbreviations: {
    'M.': 'Monsieur',
    'MM.': 'Messieurs',
    Mme: 'Madame',
    Mmes: 'Mesdames',
    Mlle: 'Mademoiselle',
    Dr: 'Docteur',
    Pr: 'Professeur',
    'St.': 'Saint',
    'p. ex.': 'par exemple',
    'p.ex.': 'par exemple',
    'etc.': 'et cetera',
    'env.': 'environ',
    'av. J.-C.': 'avant Jésus-Christ',
    'apr. J.-C.': 'après Jésus-Christ',
    'n°': 'numéro',
    'N°': 'numéro',
    'art.': 'article',
    'av.': 'avenue',
    bd: 'boulevard',
    'tél.': 'téléphone',
    'janv.': 'janvier',
    'févr.': 'février',
    'juil.': 'juillet',
    'sept.': 'septembre',
    'oct.': 'octobre',
    'nov.': 'novembre',
    'déc.': 'décembre',
  },
  fraction: (over, under) => {
    if (over === 1 && under === 2) return 'un demi';
    const parts: Readonly<Record<number, string>> = {
      3: 'tiers',
      4: over === 1 ? 'quart' : 'quarts',
    };
    if (under < 3 || under > 10) return undefined;
    return `${say(over)} ${parts[under] ?? `${ordinal(under, 'fr')}${over === 1 ? '' : 's'}`}`;
  },
  duration: [
    ['heure', 'heures'],
    ['minute', 'minutes'],
    ['seconde', 'secondes'],
  ],
  ordinals: /(?<![\p{L}\p{N}.,])(\d{1,3})\s?(ère|er|ème|eme|es|e|re|nde|nd)(?!\p{L})/gu,
  ordinalOf: (value, _before, _after, ending) => {
    if (value === 1) return /re$/u.test(ending) ? 'première' : 'premier';
    return `${ordinal(value, 'fr')}${ending === 'es' ? 's' : ''}`;
  },
  beforeYear:
    /(?:^|[\s(])(?:en|depuis|de|à|dès|année|années|avant|après|et|fin|début|printemps|été|automne|hiver|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|d['’]ici(?: à)?)\s$/iu,
  clockAfter: /^\s?heures?(?!\p{L})/u,
};
