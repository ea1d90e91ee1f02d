import type { Language } from '#kernel';
import type { Hedge } from './quantity-phrases.js';

/** The first of a month, where it is no number. */
export const FIRSTS: Readonly<Record<Language, string>> = {
  en: 'first|1st',
  de: 'ersten|erste|erster',
  fr: 'premier',
  it: 'primo|uno',
  es: 'primero|uno',
};

/** Between two days of one month. */
export const DATE_JOINTS = 'and|und|auf den|et|e|y|bis|to|au|al|a|o|or|oder|ou|-|–';

/** From spring on. */
export const SEASONS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '(?:in (?:the )?|this |last |next |of |late |early |the )spring',
    'summer',
    'autumn',
    'winter',
  ],
  de: ['frühling|frühjahr|lenz', 'sommer', 'herbst', 'winter'],
  fr: [
    'printemps',
    "été(?= (?:\\d|prochain|dernier|passé))|(?<=(?:en |l[’']|cet |d[’']))été",
    'automne',
    'hiver',
  ],
  it: ['primavera', "(?<=l[’'])estate|in estate|d[’']estate|estate", 'autunno', 'inverno'],
  es: ['primavera', 'verano', 'otoño', 'invierno'],
};

interface ClockPhrase {
  /** N stands for a number; the first group is the hour, the second the minute. */
  readonly pattern: string;
  /** Minutes since midnight. */
  readonly say: (hour: number, minute: number, hasMinutes: boolean) => number | undefined;
}

const plain = (hour: number, minute: number): number => hour * 60 + minute;
const withMinutes = (hour: number, minute: number, hasMinutes: boolean): number | undefined =>
  hasMinutes ? plain(hour, minute) : undefined;
/** "Cuarto" is a fourth as well, and a time has a quarter oftener than four minutes. */
const orQuarter = (minute: number): number => (minute === 4 ? 15 : minute);
const half = (hour: number): number => hour * 60 + 30;
const COLON: ClockPhrase = { pattern: '(?<!N|:)(N):(N)(?!:|N)', say: plain };

export const CLOCK_PHRASES: Readonly<Record<Language, readonly ClockPhrase[]>> = {
  en: [
    {
      pattern: '(N)(?::(N))?\\s?a\\.?\\s?m(?!\\p{L})',
      say: (hour, minute) => plain(hour % 12, minute),
    },
    {
      pattern: '(N)(?::(N))?\\s?p\\.?\\s?m(?!\\p{L})',
      say: (hour, minute) => plain((hour % 12) + 12, minute),
    },
    {
      pattern: '(?<=(?:at|by|until|till|about|around|before|after|since|from) )(N) to (N)(?!N)',
      say: (minute, hour) =>
        [5, 10, 20, 25].includes(minute) && hour <= 12 ? hour * 60 - minute : undefined,
    },
    { pattern: '(N) past (N)', say: (minute, hour) => hour * 60 + minute },
    { pattern: 'half past (N)', say: half },
    { pattern: 'quarter past (N)', say: (hour) => hour * 60 + 15 },
    { pattern: 'quarter to (N)', say: (hour) => hour * 60 - 15 },
    { pattern: "(N)(?::(N))? o[’']clock", say: plain },
    COLON,
    { pattern: '(?<=(?:at|until|by|from|till) )(N)(?= (?:in the|tonight|this))', say: plain },
    { pattern: '(?<=between )(N)(?= and N (?:in the|at night))', say: plain },
    { pattern: '(?<= and )(N)(?= (?:in the (?:morning|afternoon|evening)|at night))', say: plain },
    { pattern: '(?<=(?:at|until|by|from|till) )(N)(?!\\p{L})', say: withMinutes },
  ],
  de: [
    { pattern: 'halb (N)', say: (hour) => hour * 60 - 30 },
    {
      pattern: '(?<=kurz (?:vor|nach) )(N)(?!\\s?(?:uhr|(?-i:\\p{Lu})|\\p{Ll}+en ))',
      say: (hour) => (hour <= 24 ? hour * 60 : undefined),
    },
    { pattern: '(N) nach (N)', say: (minute, hour) => hour * 60 + minute },
    { pattern: '(N) vor (N)', say: (minute, hour) => hour * 60 - minute },
    { pattern: 'viertel nach (N)', say: (hour) => hour * 60 + 15 },
    { pattern: 'viertel vor (N)', say: (hour) => hour * 60 - 15 },
    {
      pattern: '(N)(?::N)? uhr (N)(?!\\s?(?:(?-i:\\p{Lu})|-))(?! (?:und|bis) N)',
      say: (hour, minute) => (minute < 60 ? plain(hour, minute) : undefined),
    },
    { pattern: '(N)(?::(N))? uhr', say: plain },
    COLON,
    { pattern: '(?<=(?:um|ab|bis|gegen) )(N)(?!\\p{L})', say: withMinutes },
  ],
  fr: [
    { pattern: '(N) heures? et demie', say: half },
    { pattern: '(N) ?heures? moins (?:le )?quart', say: (hour) => hour * 60 - 15 },
    { pattern: '(N) ?heures? moins (N)', say: (hour, minute) => hour * 60 - minute },
    { pattern: '(N) ?heures? et quart', say: (hour) => hour * 60 + 15 },
    {
      pattern:
        '(N)\\s?(?:heures|heure)(?:\\s(N)(?=\\s(?:du|de l)|[,.;]|$))?(?! (?:de|d|par)(?!\\p{L}))',
      say: plain,
    },
    { pattern: '(N)\\s?h(?:\\s?(N))?(?!\\p{L})', say: plain },
    COLON,
  ],
  it: [
    { pattern: '(?<=(?:alle|dalle|ore|le|delle) )(N) e mezz[oa]', say: half },
    { pattern: '(?<=(?:alle|dalle|ore|le|delle) )(N) e un quarto', say: (hour) => hour * 60 + 15 },
    {
      pattern: '(?<=(?:alle|dalle|ore|le|delle) )(N) meno un quarto',
      say: (hour) => hour * 60 - 15,
    },
    {
      pattern: '(?<=(?:alle|dalle|ore|le|delle) )(N) meno (N)',
      say: (hour, minute) => hour * 60 - minute,
    },
    {
      pattern:
        '(?<=(?:le|la) )(N)(?: e (N))?(?= (?:di sera|della sera|del pomeriggio|di notte|del mattino|di mattina))',
      say: plain,
    },
    { pattern: '(?<=(?:alle|dalle|ore|delle) )(N) e (N)', say: plain },
    { pattern: '(?<=(?:alle|dalle|ore|delle) )(N)(?::(N))?', say: plain },
    COLON,
  ],
  es: [
    { pattern: '(?<=las )(N) y media', say: half },
    { pattern: '(?<=las )(N) y cuarto', say: (hour) => hour * 60 + 15 },
    { pattern: '(?<=las )(N) menos (N)', say: (hour, minute) => hour * 60 - orQuarter(minute) },
    { pattern: '(?<=las )(N) y (N)', say: (hour, minute) => plain(hour, orQuarter(minute)) },
    {
      pattern: '(?<=(?:a|desde|hasta|de|entre|hacia|sobre|y) las )(N)(?::(N))?(?: horas| h)?',
      say: plain,
    },
    { pattern: '(N)(?::(N))? ?(?:horas|h)(?!\\p{L})', say: withMinutes },
    COLON,
  ],
};

const CLOCK_HEDGES: Readonly<Record<Language, readonly (readonly [Hedge, string])[]>> = {
  en: [
    ['over', '(?:shortly|just|soon|a little|minutes) (?:after|past|over)|just gone'],
    ['under', '(?:shortly|just|a little|minutes) before|nearly|almost'],
    ['about', 'about|around|towards?|roughly'],
  ],
  de: [
    ['over', '(?:kurz|bald|wenig|knapp) nach|gut'],
    ['under', '(?:kurz|wenig) vor|knapp|fast'],
    ['about', 'gegen|etwa|ungefähr|rund'],
  ],
  fr: [
    ['over', '(?:peu|juste) après|(?:un peu )?plus d(?:e|es)'],
    ['under', '(?:peu|juste) avant|(?:un peu )?moins d(?:e|es)|près de|presque'],
    ['about', 'vers|environ|autour de|aux alentours de|sur les coups de'],
  ],
  it: [
    ['over', '(?:poco|subito) dopo|passat[ea]'],
    ['under', '(?:poco|subito) prima del(?:le|la)?|quasi'],
    ['about', 'verso|circa|attorno al(?:le)?|intorno al(?:le)?'],
  ],
  es: [
    ['over', '(?:poco|justo) después de|pasadas'],
    ['under', '(?:poco|justo) antes de|casi'],
    ['about', 'hacia|sobre|alrededor de|cerca de|en torno a'],
  ],
};
const CLOCK_ARTICLE = "(?: (?:le|les|la|las|l['’]|alle|a las|the))?";
const clockHedges = new Map<Language, readonly (readonly [Hedge, RegExp])[]>();

/** @returns How exact the words before a time of day say it is; undefined where they say nothing. */
export function clockHedgeOf(before: string, language: Language): Hedge | undefined {
  let hedges = clockHedges.get(language);
  if (!hedges) {
    hedges = CLOCK_HEDGES[language].map(([hedge, words]) => [
      hedge,
      new RegExp(`(?<!\\p{L})(?:${words})${CLOCK_ARTICLE}\\s*$`, 'iu'),
    ]);
    clockHedges.set(language, hedges);
  }
  return hedges.find(([, pattern]) => pattern.test(before))?.[0];
}

export interface PartsOfDay {
  readonly source: string;
  readonly late: RegExp;
  readonly early: RegExp;
}

function parts(late: string, early: string): PartsOfDay {
  return {
    source: `${late}|${early}`,
    late: new RegExp(`(?:${late})$`, 'iu'),
    early: new RegExp(`(?:${early})$`, 'iu'),
  };
}

export const PARTS_OF_DAY: Readonly<Record<Language, PartsOfDay>> = {
  en: parts(
    'in the evening|in the afternoon|at night|tonight|this evening|this afternoon',
    'in the morning|this morning',
  ),
  de: parts('abends|nachmittags|am abend|am nachmittag', 'morgens|früh|vormittags|am morgen'),
  fr: parts("du soir|de l[’']après-midi", 'du matin'),
  it: parts('di sera|della sera|del pomeriggio|di notte', 'del mattino|di mattina'),
  es: parts('de la tarde|de la noche', 'de la mañana|de la madrugada'),
};
