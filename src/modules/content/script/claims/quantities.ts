import type { Language } from '#kernel';
import { amountOf, type Quantity } from './quantity.js';
import { HEDGES, MULTIPLES } from './quantity-phrases.js';
import { grammarOf } from '../languages/grammars.js';
import { momentsOf, type Moments } from './moments.js';
import { type Found, N, numberAt, numbered } from './numbered.js';
import { durationsIn, ratiosIn, withRanges } from './number-relations.js';

/** Two figures of one result: "3:1". */
export interface Pair {
  readonly text: string;
  readonly values: readonly [number, number];
  /** It is read as a time of day as well: it supports claims and is none. */
  readonly isHour?: boolean;
}

/** What a text says in numbers. */
export interface Reading extends Moments {
  readonly quantities: readonly Quantity[];
  readonly pairs: readonly Pair[];
  readonly multiples: readonly { readonly text: string; readonly factor: number }[];
  /** "The 1990s": the first year, modulo a hundred where the century is not said. */
  readonly decades: readonly { readonly text: string; readonly year: number }[];
}

/** @returns Everything a text says in numbers, dates and times. */
export function readingOf(text: string, language: Language): Reading {
  const marked = numbered(text, language);
  const moments = momentsOf(marked, language);
  const taken: Pick<Reading, 'decades' | 'multiples' | 'pairs'> & { line: string } = {
    line: moments.line,
    decades: [],
    multiples: [],
    pairs: [],
  };
  const value = (mark: string | undefined): number => numberAt(mark ?? '', marked)?.values[0] ?? 0;
  const shown = (all: string): string =>
    all.replace(new RegExp(N, 'gu'), (mark) => numberAt(mark, marked)?.text ?? '');
  const decades: { text: string; year: number }[] = [];
  const centuries: Quantity[] = [];
  let line = taken.line;
  for (const pattern of DECADES) {
    line = line.replace(pattern, (all: string, ...groups: unknown[]) => {
      const mark = groups.slice(0, -2).find((group) => typeof group === 'string');
      const year = value(typeof mark === 'string' ? mark : undefined);
      if (year >= 1000 && year % 100 === 0 && /s$/u.test(all)) {
        centuries.push(centuryOf(shown(all), year / 100 + 1));
        return ' · ';
      }
      if (year % 10 !== 0 || year > 2100) return all;
      decades.push({ text: shown(all), year });
      return ' · ';
    });
  }
  const multiples: { text: string; factor: number }[] = [];
  for (const [pattern, factor] of MULTIPLES[language]) {
    line = line.replace(pattern, (all: string, mark: unknown) => {
      const said = factor === 0 ? value(typeof mark === 'string' ? mark : undefined) : factor;
      if (said < 2 || said > 1000) return all;
      multiples.push({ text: shown(all), factor: said });
      return ' · ';
    });
  }
  // "13:16" is an hour to some readers and the score at half-time to others.
  const pairs = [
    ...pairsIn(line, value, shown),
    ...moments.times
      .filter(({ text: said }) => /^\d{1,2}:\d{2}$/u.test(said))
      .map(({ text: said }) => ({ ...pairOf(said), isHour: true })),
  ];
  const ratios = ratiosIn(line, value);
  const quantities = [...line.matchAll(new RegExp(N, 'gu'))].flatMap((match) => {
    const found = numberAt(match[0], marked);
    const [year = 0] = found?.values ?? [];
    // "The nineties", "the eighteen hundreds".
    if (found?.kind === 'words' && DECADE_WORDS[language]?.test(found.text)) {
      decades.push({ text: found.text, year });
      return [];
    }
    if (found?.kind === 'words' && /.hundreds$/u.test(found.text))
      return [centuryOf(found.text, year / 100 + 1)];
    if (!found) return [];
    const ratio = ratios.get(match.index);
    return [{ ...quantityOf(found, line, match.index, language), ...(ratio && { ratio }) }];
  });
  const amounts = [...withRanges(quantities, line), ...durationsIn(line, value), ...centuries];
  return { ...moments, line, decades, multiples, pairs, quantities: amounts };
}

function pairOf(text: string): Pair {
  const [left = 0, right = 0] = text.split(':').map(Number);
  return { text, values: [left, right] };
}

function pairsIn(
  line: string,
  value: (mark: string | undefined) => number,
  shown: (text: string) => string,
): Reading['pairs'] {
  return [...line.matchAll(PAIRS)].flatMap((match) => {
    const values = [value(match[1]), value(match[2])] as const;
    const most = /\p{L}/u.test(match[0]) ? SCORE_MAX : HIGH_SCORE_MAX;
    const isScore = values.every((one) => one <= most && one % 1 === 0);
    return isScore ? [{ text: shown(match[0]), values }] : [];
  });
}

/** In words, "three to one"; and of games with many points, "84-79". */
const SCORE_MAX = 30;
const HIGH_SCORE_MAX = 200;
const PAIRS = new RegExp(
  `(${N})(?:\\s?[:–-]\\s?| (?:zu|to|a|à|goals to|buts à|goles a|gol a|reti a|Tore zu|Toren zu) )(${N})(?![:–-]?${N})`,
  'gu',
);

/** The word alone says the decade in Italian and Spanish: "anni Novanta". */
const DECADES: readonly RegExp[] = [
  new RegExp(`(?<=${N}[’'])s|(?:['’])?(${N})[’']?s(?!\\p{L})`, 'gu'),
  new RegExp(`(${N})er(?:n|[- ]?Jahren?)?(?!\\p{L})|(${N})er[- ]?Jahre?n?`, 'gu'),
  new RegExp(`(?:années|anni|años|decennio|década de(?: los)?) ['’]?(${N})`, 'giu'),
];

const DECADE_WORDS: Readonly<Partial<Record<Language, RegExp>>> = {
  en: /ties$/u,
  de: /[zß]iger[n]?$|ssiger[n]?$/u,
};

const UNITS: readonly (readonly [unit: string, pattern: string])[] = [
  ['percent', '%|percent|per cent|prozent|pour ?cent|por ciento|per cento'],
  [
    'points',
    'prozentpunkte?n?|percentage points?|points? de pourcentage|punt[oi] percentual[ei]|puntos? porcentual(?:es)?',
  ],
  [
    'CHF',
    'chf|swiss francs?|francs? suisses?|schweizer franken|s?fr\\.|franken|francs?|franchi|franco|francos',
  ],
  ['EUR', '€|eur|euros?'],
  ['USD', '\\$|us[ -]?\\$|usd|us[ -]?dollars?|dollars?|dollaro|dollari|dólar|dólares'],
  ['GBP', '£|gbp|pounds?|pfund|livres? sterling|sterline|libras'],
  ['degrees', '[°º]\\s?[CF]|[°º](?!\\s?\\p{L})|degrees?|grad|degrés?|gradi|grados?'],
  ['tonnes', 'tonnes?|tons?|tonnen?|tonnellate|toneladas?'],
  [
    'km2',
    'km²|km2|square kilomet(?:er|re)s?|quadratkilometern?|kilomètres? carrés?|chilometri quadr(?:at)?i|kilómetros cuadrados',
  ],
  [
    'm2',
    'm²|m2|square met(?:er|re)s?|quadratmetern?|mètres? carrés?|metri quadr(?:at)?i|metros cuadrados',
  ],
  ['ha', 'ha|hectares?|hektar(?:en)?|ettari|ettaro|hectáreas?'],
  [
    'mph',
    "mph|miles? (?:per|an) hour|meilen pro stunde|milles? à l[’']heure|miglia (?:orarie|all[’']ora)|millas por hora",
  ],
  ['miles', 'miles?|meilen?|miglia|millas?'],
  ['feet', 'feet|foot|ft'],
  [
    'km/h',
    "km/h|stundenkilometern?|kilomet(?:er|re)s? (?:per|an) hour|kilomètres[ -](?:à l[’']heure|heure)|(?:chilometri|km) (?:orari|all[’']ora)|kilómetros por hora",
  ],
  ['km', 'km|kilomet(?:er|re)s?|kilometern?|kilomètres?|chilometri|kilómetros?'],
  ['hours', 'hours?|stunden?|or[ae]|horas?'],
  ['minutes', 'minutes?|minuten?|minut[oi]|minutos?'],
  ['seconds', 'seconds?|sekunden?|secondes?|second[oi]|segundos?'],
  ['decades', 'decades?|jahrzehnte?n?|décennies?|decenni[oi]?|décadas?'],
  ['years', 'years?|jahre?n?|ans?|années?|ann[oi]|años?'],
  ['months', 'months?|monate?n?|mois|mes[ei]|mes(?:es)?'],
  ['weeks', 'weeks?|wochen?|semaines?|settiman[ae]|semanas?'],
  ['days', 'days?|tag(?:en?)?|jours?|giorn[oi]|días?'],
  ['kroner', 'kroner|kronor|kron[ae]|kronen|couronnes|corone|coronas|nok|sek|dkk'],
  ['JPY', '¥|yen|jpy'],
  ['kg', 'kg|kilos?|kilograms?|kilogramm|kilogrammes?|chili|chilogrammi|kilogramos?'],
  ['mm', 'mm|millimet(?:er|re)s?|millimetern?|millimètres?|millimetri|milímetros?'],
  ['cm', 'cm|centimet(?:er|re)s?|zentimetern?|centimètres?|centimetri|centímetros?'],
  ['m', 'm|met(?:er|re)s?|metern?|mètres?|metri|metros'],
  ['knots', 'knots?|knoten|nœuds|noeuds|nodi|nudos'],
  ['litres', 'litres?|liters?|litern?|litri|litros?'],
];
const UNIT_BEHIND = UNITS.map(
  ([unit, pattern]) =>
    [
      unit,
      new RegExp(`^\\.?[\\s-]?(?:d[’']|de |di |of |US-?)?(?:${pattern})(?!\\p{L})`, 'iu'),
    ] as const,
);
const UNIT_BEFORE: readonly (readonly [string, RegExp])[] = [
  ['CHF', /(?:CHF|S?Fr\.)\s?$/iu],
  ['EUR', /(?:€|EUR)\s?$/iu],
  ['USD', /(?:US)?(?:\$|USD)\s?$/iu],
  ['GBP', /(?:£|GBP)\s?$/iu],
];
const SIDES: Readonly<Partial<Record<Language, readonly (readonly [RegExp, 'by' | 'to'])[]>>> = {
  en: [
    [/(?<!\p{L})by (?:\p{L}+ )?[$€£]?$/iu, 'by'],
    [/(?<!\p{L})(?:to|at) (?:\p{L}+ )?[$€£]?$/iu, 'to'],
  ],
  de: [
    [/(?<!\p{L})um (?:\p{L}+ )?$/iu, 'by'],
    [/(?<!\p{L})auf (?:\p{L}+ )?$/iu, 'to'],
  ],
};
/** "0.4 point" of a rate: with decimals they are points of a hundred. */
const POINTS_BEHIND = /^\s?(?:points?|Punkte?n?|punt[oi]|puntos?)(?!\p{L})/iu;
/** "Neunjährige", "9-jährig". */
const AGED = /^[\p{L}\d]*[\s-]?jährig/iu;
const YEARS_BEHIND = /^[\s'’](?:years?|Jahre?n?|ans?|années|anni|años)(?!\p{L})/iu;

const DIFFERENCE =
  /(?<!\p{L})(?:lead|ahead|behind|clear of|margin|difference|unterschied|différence|differenza|more|fewer|less|places|climbs?|vorsprung|rückstand|mehr|weniger|plätze|d[’']avance|de retard|écart|sépar\p{L}+|de plus|de moins|places|vantaggio|distacco|in più|in meno|più|meno|posizioni|posti|ventaja|diferencia|más|menos|puestos|sube|baja)(?!\p{L})/iu;
/** Beside the one that was spoken of. */
const OTHERS = /^\s(?:others?|autres|weiteren?|anderen?|altr[ie]|otr[oa]s)(?!\p{L})/iu;
/** What something was before it rose or fell to what it is. */
const FORMER =
  /(?<!\p{L})(?:a year (?:ago|earlier|before)|last year|vor einem Jahr|im Vorjahr|il y a un an|l[’']an dernier|un an plus tôt|un anno (?:fa|prima)|l[’']anno (?:scorso|prima)|hace un año|un año antes|el año pasado)(?!\p{L})/iu;
/** "Sixty litres an hour": so many of one thing for each of another, or for each part of a year. */
const RATES: ReadonlyArray<readonly [number, RegExp]> = [
  [
    365.25,
    /^[^.;:]*(?<!\p{L})(?:a day|per day|every day|am Tag|pro Tag|täglich|par jour|chaque jour|al giorno|ogni giorno|al día|por día|cada día|diarios)(?!\p{L})/iu,
  ],
  [
    52.18,
    /^[^.;:]*(?<!\p{L})(?:a week|per week|in der Woche|pro Woche|par semaine|alla settimana|a settimana|a la semana|por semana)(?!\p{L})/iu,
  ],
  [
    12,
    /^[^.;:]*(?<!\p{L})(?:a month|per month|im Monat|pro Monat|par mois|al mese|al mes|por mes)(?!\p{L})/iu,
  ],
  [
    1,
    /^[^.;:]*(?<!\p{L})(?:per|each|apiece|for every|pro|je|par|chacune?|ciascun[oa]?|per ogni|por|cada)(?!\p{L})/iu,
  ],
];
const TOTAL =
  /(?<!\p{L})(?:together|altogether|combined|in all|in total|a total of|zusammen|insgesamt|alles in allem|au total|en tout|ensemble|in totale|in tutto|complessiv\p{L}+|en total|en conjunto|juntos|sumados|entre ambos)(?!\p{L})/iu;
/** "Une trentaine", "a dozen": nobody has counted. */
const COLLECTIVE =
  /(?:dizaine|douzaine|quinzaine|[tn]aine|decina|dozzina|quindicina|[tn]ina|decena|docena|quincena|[tn]ena|centinaio|migliaio|centenar|millier|dutzend)$|^(?:a )?dozen$/iu;

function quantityOf(found: Found, line: string, at: number, language: Language): Quantity {
  const behind = line.slice(at + 1, at + 30);
  const before = line.slice(Math.max(0, at - 40), at);
  const unit =
    (AGED.test(found.text + behind) ? 'years' : undefined) ??
    UNIT_BEHIND.find(([, pattern]) => pattern.test(behind))?.[0] ??
    UNIT_BEFORE.find(([, pattern]) => pattern.test(before))?.[0];
  const hedge =
    HEDGES[language].find(([pattern]) => pattern.test(before))?.[1] ??
    (COLLECTIVE.test(found.text) ? 'about' : undefined);
  const [value = 0] = found.values;
  const side = SIDES[language]?.find(([pattern]) => pattern.test(before))?.[1];
  const next = /^[\s-](\p{L}{4,})/u.exec(behind)?.[1];
  const isPoints = unit === undefined && value % 1 !== 0 && POINTS_BEHIND.test(behind);
  return {
    ...found,
    at,
    ...(unit !== undefined && { unit }),
    ...(isPoints && { unit: 'points' }),
    ...(side && { side }),
    countsThings:
      unit === undefined &&
      !isPoints &&
      next !== undefined &&
      !grammarOf(language).stopWords.has(next.toLowerCase()),
    ...(hedge !== undefined && { hedge }),
    isDifference: DIFFERENCE.test(line.slice(Math.max(0, at - 40), at + 50)),
    isFormer: FORMER.test(line.slice(Math.max(0, at - 60), at + 40)),
    isOfOthers: OTHERS.test(behind),
    rates: RATES.flatMap(([spans, pattern]) => (pattern.test(behind) ? [spans] : [])),
    isTotal: TOTAL.test(line.slice(Math.max(0, at - 60), at + 60)),
    countsYears: YEARS_BEHIND.test(behind) || /jährig/u.test(behind),
    isCentury:
      /^(?:\.|th|st|nd|rd|[eè]m?e?|°)?[\s-]?(?:centur|Jahrhundert|siècle|secol)/iu.test(behind) ||
      /siglo $/iu.test(before),
    isYear: /^\d{4}$/u.test(found.text) && value >= 1000 && value <= 2200,
  };
}

/** A century, from the first on. */
function centuryOf(text: string, value: number): Quantity {
  return { ...amountOf(text, value), isCentury: true };
}
