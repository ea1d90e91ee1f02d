import { cardinal, ordinal } from '../number-words.js';
import type { Vocabulary } from './vocabulary.js';

const say = (value: number): string => cardinal(String(value), 'en');

function year(value: number): string {
  if (value >= 2000 && value < 2010) return say(value);
  const [century, rest] = [Math.floor(value / 100), value % 100];
  if (rest === 0) return value % 1000 === 0 ? say(value) : `${say(century)} hundred`;
  return `${say(century)} ${rest < 10 ? 'oh ' : ''}${say(rest)}`;
}

export const english: Vocabulary = {
  language: 'en',
  point: 'point',
  readsDecimalsAsNumber: false,
  minus: 'minus',
  plus: 'plus',
  and: 'and',
  percent: 'percent',
  perMille: 'per mille',
  rangeTo: 'to',
  scoreTo: 'to',
  at: 'at',
  dot: 'dot',
  slash: 'slash',
  number: 'number',
  equals: 'equals',
  degrees: ['degree', 'degrees'],
  months:
    'January February March April May June July August September October November December'.split(
      ' ',
    ),
  date: (day, month, before) =>
    /(?:^| )the$/u.test(before)
      ? `${ordinal(day, 'en')} of ${month}`
      : `the ${ordinal(day, 'en')} of ${month}`,
  time: (hours, minutes) => {
    if (minutes === 0) return `${say(hours)} o'clock`;
    return `${say(hours)} ${minutes < 10 ? 'oh ' : ''}${say(minutes)}`;
  },
  year,
  currencies: {
    CHF: ['franc', 'francs'],
    EUR: ['euro', 'euros'],
    USD: ['dollar', 'dollars'],
    GBP: ['pound', 'pounds'],
    JPY: ['yen', 'yen'],
  },
  cents: (whole, unit, cents) => `${whole} ${unit} ${cents}`,
  units: {
    'km/h': ['kilometre per hour', 'kilometres per hour'],
    kmh: ['kilometre per hour', 'kilometres per hour'],
    mph: ['mile per hour', 'miles per hour'],
    'm/s': ['metre per second', 'metres per second'],
    'km²': ['square kilometre', 'square kilometres'],
    km2: ['square kilometre', 'square kilometres'],
    'm²': ['square metre', 'square metres'],
    m2: ['square metre', 'square metres'],
    'm³': ['cubic metre', 'cubic metres'],
    m3: ['cubic metre', 'cubic metres'],
    km: ['kilometre', 'kilometres'],
    cm: ['centimetre', 'centimetres'],
    mm: ['millimetre', 'millimetres'],
    nm: ['nanometre', 'nanometres'],
    ft: ['foot', 'feet'],
    lb: ['pound', 'pounds'],
    lbs: ['pound', 'pounds'],
    kg: ['kilogram', 'kilograms'],
    mg: ['milligram', 'milligrams'],
    g: ['gram', 'grams'],
    t: ['tonne', 'tonnes'],
    l: ['litre', 'litres'],
    ml: ['millilitre', 'millilitres'],
    ha: ['hectare', 'hectares'],
    kWh: ['kilowatt hour', 'kilowatt hours'],
    kW: ['kilowatt', 'kilowatts'],
    MW: ['megawatt', 'megawatts'],
    GW: ['gigawatt', 'gigawatts'],
    MHz: ['megahertz', 'megahertz'],
    GHz: ['gigahertz', 'gigahertz'],
    kB: ['kilobyte', 'kilobytes'],
    MB: ['megabyte', 'megabytes'],
    GB: ['gigabyte', 'gigabytes'],
    TB: ['terabyte', 'terabytes'],
    min: ['minute', 'minutes'],
    sec: ['second', 'seconds'],
    dB: ['decibel', 'decibels'],
    '°C': ['degree', 'degrees'],
    '°F': ['degree Fahrenheit', 'degrees Fahrenheit'],
    '°': ['degree', 'degrees'],
  },
  scales: {
    k: ['thousand', 'thousand'],
    m: ['million', 'million'],
    mn: ['million', 'million'],
    bn: ['billion', 'billion'],
    b: ['billion', 'billion'],
    tn: ['trillion', 'trillion'],
    million: ['million', 'million'],
    billion: ['billion', 'billion'],
    trillion: ['trillion', 'trillion'],
    thousand: ['thousand', 'thousand'],
  },
  oneBefore: () => 'one',
  abbreviations: {
    'Mr.': 'Mister',
    'Mrs.': 'Missus',
    'Ms.': 'Miz',
    'Dr.': 'Doctor',
    'Prof.': 'Professor',
    'St.': 'Saint',
    'Mt.': 'Mount',
    'Sen.': 'Senator',
    'Rep.': 'Representative',
    'Gov.': 'Governor',
    'Gen.': 'General',
    'Capt.': 'Captain',
    'Jr.': 'Junior',
    'Sr.': 'Senior',
    'Inc.': 'Incorporated',
    'Ltd.': 'Limited',
    'Co.': 'Company',
    'Corp.': 'Corporation',
    'vs.': 'versus',
    vs: 'versus',
    'approx.': 'approximately',
    'e.g.': 'for example',
    'i.e.': 'that is',
    'etc.': 'and so on',
    'Art.': 'Article',
    'No.': 'number',
    'Nos.': 'numbers',
    'Vol.': 'volume',
    Mr: 'Mister',
    Mrs: 'Missus',
    Dr: 'Doctor',
    'Jan.': 'January',
    'Feb.': 'February',
    'Aug.': 'August',
    'Sept.': 'September',
    'Sep.': 'September',
    'Oct.': 'October',
    'Nov.': 'November',
    'Dec.': 'December',
  },
  fraction: (over, under) => {
    if (over === 1 && under === 2) return 'one half';
    if (under === 4) return over === 1 ? 'one quarter' : `${say(over)} quarters`;
    if (under < 3 || under > 10) return undefined;
    return `${say(over)} ${ordinal(under, 'en')}${over === 1 ? '' : 's'}`;
  },
  duration: [
    ['hour', 'hours'],
    ['minute', 'minutes'],
    ['second', 'seconds'],
  ],
  ordinals: /(?<![\p{L}\p{N}.,])(\d{1,4})(st|nd|rd|th)(?!\p{L})/giu,
  ordinalOf: (value) => ordinal(value, 'en'),
  beforeYear:
    /(?:^|[\s(])(?:in|since|from|until|till|by|of|to|and|before|after|around|about|year|years|during|for|between|summer|winter|spring|autumn|season|early|late|mid|the|January|February|March|April|May|June|July|August|September|October|November|December|,)\s$/iu,
  clockAfter: /^\s?(?:o['’]clock|hours|GMT|CET|CEST|UTC|BST|EST|ET|PT)/u,
};
