import { cardinal, ordinal } from '../number-words.js';
import type { Vocabulary } from './vocabulary.js';

const say = (value: number): string => cardinal(String(value), 'de');

const FEMININE = /(?:e|ung|heit|keit|ion|schaft|tät|ei|in|ik|ur|anz|enz)$/u;
const NOT_FEMININE =
  /(?:Ende|Auge|Interesse|Name|Käse|Junge|Kollege|Kunde|Experte|Prozent|Franken|Termin|Berlin|Franc|Euro|Jahr|Ei)$/u;
/** After these an ordinal ends in -n: "am zwanzigsten Mai", "im neunzehnten Jahrhundert". */
const DATIVE =
  /(?:^| )(?:am|im|vom|zum|beim|zur|den|dem|des|bis|ab|seit|nach|vor|einem|einer|eines|einen|ihrem|ihrer|ihren|seinem|seiner|seinen|diesem|dieser|jedem|jeder|mit|aus|und)$/u;
/** "In der dreiundneunzigsten Minute": the article alone could be a nominative. */
const DATIVE_FEMININE =
  /^(?:in|an|auf|mit|zu|von|bei|nach|aus|seit|vor|unter|über|während|wegen|trotz|neben|hinter|kurz|ab) der$/u;

function inflected(value: number, before: string, after: string): string {
  const base = ordinal(value, 'de');
  if (DATIVE.test(before) || DATIVE_FEMININE.test(before)) return `${base}n`;
  if (/(?:^| )(?:der|die|das|diese|jede|eine)$/u.test(before)) return base;
  return /(?:tag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|platz|rang|stock)$/iu.test(
    after,
  )
    ? `${base}r`
    : base;
}

function clock(hours: number, minutes: number): string {
  const hour = hours === 1 ? 'ein' : say(hours);
  return minutes === 0 ? `${hour} Uhr` : `${hour} Uhr ${say(minutes)}`;
}

export const german: Vocabulary = {
  language: 'de',
  point: 'Komma',
  readsDecimalsAsNumber: false,
  minus: 'minus',
  plus: 'plus',
  and: 'und',
  percent: 'Prozent',
  perMille: 'Promille',
  rangeTo: 'bis',
  scoreTo: 'zu',
  at: 'ät',
  dot: 'Punkt',
  slash: 'Schrägstrich',
  number: 'Nummer',
  equals: 'gleich',
  degrees: ['Grad', 'Grad'],
  months:
    'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  date: (day, month, before) => `${inflected(day, before, month)} ${month}`,
  time: clock,
  year: (value) => {
    if (value < 1100 || value >= 2000) return say(value);
    const rest = value % 100;
    return `${say(Math.floor(value / 100))}hundert${rest === 0 ? '' : say(rest)}`;
  },
  currencies: {
    CHF: ['Franken', 'Franken'],
    EUR: ['Euro', 'Euro'],
    USD: ['Dollar', 'Dollar'],
    GBP: ['Pfund', 'Pfund'],
    JPY: ['Yen', 'Yen'],
  },
  cents: (whole, unit, cents) => `${whole} ${unit} ${cents}`,
  units: {
    'km/h': ['Kilometer pro Stunde', 'Kilometer pro Stunde'],
    kmh: ['Kilometer pro Stunde', 'Kilometer pro Stunde'],
    'm/s': ['Meter pro Sekunde', 'Meter pro Sekunde'],
    'km²': ['Quadratkilometer', 'Quadratkilometer'],
    km2: ['Quadratkilometer', 'Quadratkilometer'],
    'm²': ['Quadratmeter', 'Quadratmeter'],
    m2: ['Quadratmeter', 'Quadratmeter'],
    'm³': ['Kubikmeter', 'Kubikmeter'],
    m3: ['Kubikmeter', 'Kubikmeter'],
    km: ['Kilometer', 'Kilometer'],
    cm: ['Zentimeter', 'Zentimeter'],
    mm: ['Millimeter', 'Millimeter'],
    m: ['Meter', 'Meter'],
    kg: ['Kilogramm', 'Kilogramm'],
    mg: ['Milligramm', 'Milligramm'],
    g: ['Gramm', 'Gramm'],
    t: ['Tonne', 'Tonnen'],
    l: ['Liter', 'Liter'],
    ml: ['Milliliter', 'Milliliter'],
    ha: ['Hektare', 'Hektaren'],
    kWh: ['Kilowattstunde', 'Kilowattstunden'],
    kW: ['Kilowatt', 'Kilowatt'],
    MW: ['Megawatt', 'Megawatt'],
    GW: ['Gigawatt', 'Gigawatt'],
    MHz: ['Megahertz', 'Megahertz'],
    GHz: ['Gigahertz', 'Gigahertz'],
    kB: ['Kilobyte', 'Kilobyte'],
    MB: ['Megabyte', 'Megabyte'],
    GB: ['Gigabyte', 'Gigabyte'],
    TB: ['Terabyte', 'Terabyte'],
    'Min.': ['Minute', 'Minuten'],
    min: ['Minute', 'Minuten'],
    'Std.': ['Stunde', 'Stunden'],
    dB: ['Dezibel', 'Dezibel'],
    'm ü. M.': ['Meter über Meer', 'Meter über Meer'],
    '°C': ['Grad', 'Grad'],
    '°F': ['Grad Fahrenheit', 'Grad Fahrenheit'],
    '°': ['Grad', 'Grad'],
  },
  scales: {
    'mio.': ['Million', 'Millionen'],
    mio: ['Million', 'Millionen'],
    'mrd.': ['Milliarde', 'Milliarden'],
    mrd: ['Milliarde', 'Milliarden'],
    'bio.': ['Billion', 'Billionen'],
    'tsd.': ['tausend', 'tausend'],
    million: ['Million', 'Millionen'],
    millionen: ['Million', 'Millionen'],
    milliarde: ['Milliarde', 'Milliarden'],
    milliarden: ['Milliarde', 'Milliarden'],
  },
  oneBefore: (noun) =>
    /^\p{Lu}/u.test(noun)
      ? FEMININE.test(noun) && !NOT_FEMININE.test(noun)
        ? 'eine'
        : 'ein'
      : 'eins',
  abbreviations: {
    'z. B.': 'zum Beispiel',
    'z.B.': 'zum Beispiel',
    'd. h.': 'das heisst',
    'd.h.': 'das heisst',
    'u. a.': 'unter anderem',
    'u.a.': 'unter anderem',
    'z. T.': 'zum Teil',
    'z.T.': 'zum Teil',
    'i. d. R.': 'in der Regel',
    'v. a.': 'vor allem',
    'v.a.': 'vor allem',
    'usw.': 'und so weiter',
    'bzw.': 'beziehungsweise',
    'ca.': 'circa',
    'Dr.': 'Doktor',
    'Prof.': 'Professor',
    'St.': 'Sankt',
    'Hr.': 'Herr',
    'Nr.': 'Nummer',
    'Art.': 'Artikel',
    'Abs.': 'Absatz',
    'inkl.': 'inklusive',
    'exkl.': 'exklusive',
    'max.': 'maximal',
    'min.': 'minimal',
    'ggf.': 'gegebenenfalls',
    'evtl.': 'eventuell',
    'vgl.': 'vergleiche',
    'sog.': 'sogenannt',
    'etc.': 'et cetera',
    'Str.': 'Strasse',
    'Tel.': 'Telefon',
    'Mio.': 'Millionen',
    'Mrd.': 'Milliarden',
    'Jh.': 'Jahrhundert',
    'v. Chr.': 'vor Christus',
    'n. Chr.': 'nach Christus',
    'rd.': 'rund',
    'Kt.': 'Kanton',
    'Jan.': 'Januar',
    'Feb.': 'Februar',
    'Aug.': 'August',
    'Sept.': 'September',
    'Okt.': 'Oktober',
    'Nov.': 'November',
    'Dez.': 'Dezember',
    GmbH: 'G m b H',
  },
  fraction: (over, under) => {
    if (over === 1 && under === 2) return 'ein halb';
    if (under < 3 || under > 12) return undefined;
    const parts: Readonly<Record<number, string>> = { 3: 'Drittel', 7: 'Siebtel', 8: 'Achtel' };
    return `${over === 1 ? 'ein' : say(over)} ${parts[under] ?? `${say(under).charAt(0).toUpperCase()}${say(under).slice(1)}tel`}`;
  },
  duration: [
    ['Stunde', 'Stunden'],
    ['Minute', 'Minuten'],
    ['Sekunde', 'Sekunden'],
  ],
  ordinals:
    /(?<![\p{L}\p{N}.,'’:])([1-9]\d{0,2})()\.(?=\s\p{L})(?!\s(?:Der|Die|Das|Den|Dem|Ein|Eine|Im|In|Am|An|Auf|Aus|Bei|Mit|Nach|Es|Er|Sie|Zu|Zum|Zur|Für|Wer|Wie|Was|Dies|Auch|Damit|Doch|Zudem|Bis|Seit|Vor|Nun|Dort|Danach|Wir|Ich)\s)/gu,
  ordinalOf: (value, before, after) => inflected(value, before, after),
  beforeYear:
    /(?:^|[\s(])(?:im|jahr|jahre|jahres|jahren|seit|bis|von|vom|ab|um|und|nach|vor|anfang|mitte|ende|sommer|winter|frühling|frühjahr|herbst|in|zwischen|aus|oder|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\s$/iu,
  clockAfter: /^\s?Uhr(?!\p{L})/u,
};
