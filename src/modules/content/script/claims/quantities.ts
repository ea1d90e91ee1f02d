import type { Language } from '#kernel';
import { HEDGES, MULTIPLES, type Hedge } from './quantity-phrases.js';
import { momentsOf, type Moments } from './moments.js';
import { type Found, N, numberAt, numbered } from './numbered.js';

/** A number with what stands around it. */
export interface Quantity extends Found {
  /** What it counts, where that is a currency, a share or a measure. */
  readonly unit?: string;
  readonly hedge?: Hedge;
  /** Counts years: "for more than fifty years". */
  readonly countsYears: boolean;
  /** Counts centuries from the first on. */
  readonly isCentury: boolean;
  /** Four bare digits. */
  readonly isYear: boolean;
}

/** What a text says in numbers. */
export interface Reading extends Moments {
  readonly quantities: readonly Quantity[];
  /** Two figures of one result: "3:1". */
  readonly pairs: readonly { readonly text: string; readonly values: readonly [number, number] }[];
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
        centuries.push(plainQuantity(shown(all), year / 100 + 1));
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
  const pairs: { text: string; values: [number, number] }[] = [];
  for (const match of line.matchAll(PAIRS)) {
    const [left, right] = [value(match[1]), value(match[2])];
    if (left <= 30 && right <= 30 && left % 1 === 0 && right % 1 === 0)
      pairs.push({ text: shown(match[0]), values: [left, right] });
  }
  const quantities = [...line.matchAll(new RegExp(N, 'gu'))].flatMap((match) => {
    const found = numberAt(match[0], marked);
    const [year = 0] = found?.values ?? [];
    // "The nineties", "the eighteen hundreds".
    if (found?.kind === 'words' && language === 'en' && /ties$/u.test(found.text)) {
      decades.push({ text: found.text, year });
      return [];
    }
    if (found?.kind === 'words' && /.hundreds$/u.test(found.text))
      return [plainQuantity(found.text, year / 100 + 1)];
    return found ? [quantityOf(found, line, match.index, language)] : [];
  });
  return { ...moments, line, decades, multiples, pairs, quantities: [...quantities, ...centuries] };
}

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

const UNITS: readonly (readonly [unit: string, pattern: string])[] = [
  [
    'percent',
    '%|percent|per cent|prozent|pour ?cent|por ciento|per cento|prozentpunkte?n?|percentage points?|points? de pourcentage|punti percentuali|puntos porcentuales',
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
  ['km', 'km|kilomet(?:er|re)s?|kilometern?|kilomètres?|chilometri|kilómetros?'],
  ['hours', 'hours?|stunden?|ore|horas?'],
  ['minutes', 'minutes?|minuten?|minuti|minutos?'],
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
const YEARS_BEHIND = /^[\s'’](?:years?|Jahre?n?|ans?|années|anni|años)(?!\p{L})/iu;

function quantityOf(found: Found, line: string, at: number, language: Language): Quantity {
  const behind = line.slice(at + 1, at + 30);
  const before = line.slice(Math.max(0, at - 40), at);
  const unit =
    UNIT_BEHIND.find(([, pattern]) => pattern.test(behind))?.[0] ??
    UNIT_BEFORE.find(([, pattern]) => pattern.test(before))?.[0];
  const hedge = HEDGES[language].find(([pattern]) => pattern.test(before))?.[1];
  const [value = 0] = found.values;
  return {
    ...found,
    ...(unit !== undefined && { unit }),
    ...(hedge !== undefined && { hedge }),
    countsYears: YEARS_BEHIND.test(behind) || /jährig/u.test(behind),
    isCentury:
      /^(?:\.|th|st|nd|rd|[eè]m?e?|°)?[\s-]?(?:centur|Jahrhundert|siècle|secol)/iu.test(behind) ||
      /siglo $/iu.test(before),
    isYear: /^\d{4}$/u.test(found.text) && value >= 1000 && value <= 2200,
  };
}

function plainQuantity(text: string, value: number): Quantity {
  return {
    text,
    values: [value],
    scale: 1,
    kind: 'figure',
    isAmbiguous: false,
    countsYears: false,
    isCentury: true,
    isYear: false,
  };
}
