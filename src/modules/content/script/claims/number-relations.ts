import { N } from './numbered.js';
import { amountOf, type Quantity } from './quantity.js';

/** The number a mark stands for. */
type ValueOf = (mark: string | undefined) => number;

const RATIOS = new RegExp(
  `(${N})(?: \\p{L}+){0,4}? (?:in|out of|of|out of the|of the|von|sur|su|de cada) (${N})(?!${N}|[.,]?\\d|\\s?%)`,
  'gu',
);
/** More is a count: "nine of 132". */
const WHOLE_MAX = 20;

/** "Three in four" by the place of either number. */
export function ratiosIn(line: string, value: ValueOf): Map<number, number> {
  const ratios = new Map<number, number>();
  for (const match of line.matchAll(RATIOS)) {
    const [part, whole] = [value(match[1]), value(match[2])];
    if (part % 1 !== 0 || whole % 1 !== 0 || part < 1 || part >= whole || whole > WHOLE_MAX)
      continue;
    ratios.set(match.index, part / whole);
    ratios.set(match.index + match[0].length - 1, part / whole);
  }
  return ratios;
}

const BETWEEN = /^\s?(?:to|auf|à|a|bis|and|und|et|e|y|o|or|oder|ou|–|-)\s?$/iu;

/** "From 7 to 10 million pounds": the first number means millions of pounds as well. */
export function withRanges(quantities: readonly Quantity[], line: string): Quantity[] {
  return quantities.map((one, index) => {
    const next = quantities[index + 1];
    if (!next || one.unit !== undefined || one.scale !== 1) return one;
    if (!BETWEEN.test(line.slice(one.at + 1, next.at))) return one;
    const [value = 0] = one.values;
    return {
      ...one,
      countsThings: next.countsThings,
      ...(next.unit !== undefined && { unit: next.unit }),
      values: next.scale > 1 ? [...one.values, value * next.scale] : one.values,
    };
  });
}

const DURATIONS = new RegExp(
  `(${N}) (?:hours?|Stunden?|heures?|or[ae]|horas?),? (?:and |und |et |e |y )?(${N}) (?:minut)`,
  'giu',
);

/** "5 hours and 50 minutes" are nearly six hours: they support that, and are no claim of their own. */
export function durationsIn(line: string, value: ValueOf): Quantity[] {
  return [...line.matchAll(DURATIONS)].map((match) => ({
    ...amountOf(match[0], value(match[1]) + value(match[2]) / 60, 'hours'),
    isAmbiguous: true,
    at: match.index,
  }));
}
