import type { Reading } from './quantities.js';
import type { Quantity } from './quantity.js';
import { agrees } from './rounding.js';

const HALVING = /^(?:dimezz|halbier|halv|metà|moitié|mitad|Hälfte)/iu;
/** A rate in percent changes by points. */
const isShare = (unit: string | undefined): boolean => unit === 'percent' || unit === 'points';

/** @returns Whether a listener can reckon a number from the source: a difference, a sum, a share, what is left of a hundred. */
export function isReckoned(
  one: Quantity,
  { quantities, pairs }: Pick<Reading, 'quantities' | 'pairs'>,
): boolean {
  const [said = 0] = one.values;
  const isPlain = one.kind !== 'vague';
  if (isPlain && pairs.some(({ values: [left, right] }) => Math.abs(left - right) === said))
    return true;
  if (isPlain && isOfCounts(one, quantities)) return true;
  if (quantities.some(({ isOfOthers, values: [others = 0] }) => isOfOthers && others + 1 === said))
    return true;
  if (isPlain && (isShareOf(one, quantities) || isRate(one, quantities))) return true;
  if (one.unit === undefined && !isLarge(one)) return false;
  const alike = quantities.filter((other) => isAlike(one, other));
  const isSaid = (reckoned: number, from: Quantity): boolean => {
    const real = Number(reckoned.toPrecision(12));
    if (Math.abs(real - said) < 1e-9 * Math.max(1, said)) return true;
    return one.hedge !== undefined && agrees(said, real, one, from);
  };
  const parts = partsIn(quantities);
  return alike.some((left, at) =>
    left.values.some(
      (whole) =>
        (one.unit === 'percent' && isSaid(100 - whole, left)) ||
        parts.some(
          (part) => isSaid(whole * part, left) || (part === 0.5 && isSaid(whole * 2, left)),
        ) ||
        alike
          .slice(at + 1)
          .flatMap(({ values }) => values)
          .some((other) => isSaid(Math.abs(whole - other), left) || isSaid(whole + other, left)),
    ),
  );
}

/**
 * "152 passengers and thirteen crew" are 165 people, "1,140 points" and "1,075" a lead of 65, half of 150 seventy-five.
 * Of plain counts only what the words announce is reckoned: any two of them have a sum and a difference.
 */
function isOfCounts(one: Quantity, quantities: readonly Quantity[]): boolean {
  const counts = quantities.filter(
    ({ unit, kind, isYear, isAmbiguous }) =>
      unit === one.unit && !isYear && !isAmbiguous && (kind === 'figure' || kind === 'words'),
  );
  const isSaid = (reckoned: number, from: Quantity): boolean =>
    one.values.some((said) => agrees(said, reckoned, one, from));
  const parts = partsIn(quantities);
  if (counts.some((whole) => parts.some((part) => isSaid((whole.values[0] ?? 0) * part, whole))))
    return true;
  return counts.some((left, at) =>
    counts.slice(at + 1).some((right) => {
      const [first = 0, second = 0] = [left.values[0], right.values[0]];
      const compared = one.isDifference || left.isDifference || right.isDifference;
      return (
        (one.isTotal && isSaid(first + second, left)) ||
        (compared && first !== second && isSaid(Math.abs(first - second), left))
      );
    }),
  );
}

/** Such as "ten percent more" for "1.1 times as large". */
const GROWTH_MAX = 2;

/**
 * "Four hundred" for forty percent of a thousand, "almost seventy a year ago" for what has fallen by twelve percent to
 * 61; "ten percent more" for 1.1 times.
 */
function isShareOf(one: Quantity, quantities: readonly Quantity[]): boolean {
  const isSaid = (reckoned: number, from: Quantity): boolean => {
    const real = Number(reckoned.toPrecision(4));
    return one.values.some((said) => isClose(said, real) || isHedged(one, said, real, from));
  };
  if (one.unit === 'percent')
    return quantities.some(
      ({ values: [factor = 0], unit, isYear }) =>
        unit === undefined &&
        !isYear &&
        factor > 1 &&
        factor < GROWTH_MAX &&
        one.values.some((said) => isClose(said, (factor - 1) * 100)),
    );
  const shares = quantities.filter(({ unit }) => unit === 'percent');
  const wholes = quantities.filter(
    (other) =>
      !other.isYear &&
      other.unit !== 'percent' &&
      (other.unit === one.unit || other.unit === undefined || one.unit === undefined) &&
      (other.kind === 'figure' || other.kind === 'words'),
  );
  return shares.some(({ values: [percent = 0] }) =>
    wholes.some((whole) => {
      const [value = 0] = whole.values;
      const part = percent / 100;
      // Small counts are anything's share.
      if (value < WHOLE_MIN) return false;
      return one.isFormer
        ? isSaid(value / (1 - part), whole) || isSaid(value / (1 + part), whole)
        : one.hedge !== undefined && isSaid(value * part, whole);
    }),
  );
}

const WHOLE_MIN = 20;

/** "Sixty litres for each hour" for 184 in three, "five million a day" for 1.9 billion a year. */
function isRate(one: Quantity, quantities: readonly Quantity[]): boolean {
  if (one.hedge === undefined) return false;
  const counts = quantities.filter(
    ({ isYear, kind }) => !isYear && (kind === 'figure' || kind === 'words'),
  );
  const isSaid = (reckoned: number, from: Quantity): boolean =>
    one.values.some((said) => isHedged(one, said, Number(reckoned.toPrecision(3)), from));
  return counts.some(
    (whole) =>
      (whole.unit === one.unit || one.unit === undefined) &&
      one.rates.some((spans) => {
        const [value = 0] = whole.values;
        if (spans > 1) return isSaid(value / spans, whole);
        return counts.some(
          (other) =>
            other !== whole &&
            (other.values[0] ?? 0) > 1 &&
            isSaid(value / (other.values[0] ?? 1), whole),
        );
      }),
  );
}

function isClose(said: number, real: number): boolean {
  return Math.abs(said - real) <= 0.005 * real;
}

/** As its word of caution allows, a twelfth away at most. */
function isHedged(one: Quantity, said: number, real: number, from: Quantity): boolean {
  return (
    one.hedge !== undefined &&
    Math.abs(said - real) <= real / 12 &&
    (isClose(said, real) || agrees(said, real, one, from))
  );
}

function partsIn(quantities: readonly Quantity[]): number[] {
  return quantities
    .filter(
      ({ kind, isAmbiguous, text }) => kind === 'fraction' && (!isAmbiguous || HALVING.test(text)),
    )
    .flatMap(({ values }) => values);
}

function isLarge({ scale, values: [value = 0] }: Quantity): boolean {
  return scale >= 1e3 || value >= 1e3;
}

/** Amounts of one unit; a number before "million" may have left its unit out. */
function isAlike(one: Quantity, other: Quantity): boolean {
  if (other.isYear || other.kind === 'fraction' || other.kind === 'vague') return false;
  if (one.unit === other.unit) return one.unit !== undefined || other.scale === one.scale;
  if (isShare(one.unit) && isShare(other.unit)) return true;
  return one.unit === undefined || other.unit === undefined
    ? isLarge(one) && isLarge(other)
    : false;
}
