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
  if (one.isTotal && isPlain && isSumOfCounts(one, quantities)) return true;
  if (one.unit === undefined && !isLarge(one)) return false;
  const alike = quantities.filter((other) => isAlike(one, other));
  const isSaid = (reckoned: number, from: Quantity): boolean => {
    const real = Number(reckoned.toPrecision(12));
    if (Math.abs(real - said) < 1e-9 * Math.max(1, said)) return true;
    return one.hedge !== undefined && agrees(said, real, one, from);
  };
  const parts = quantities
    .filter(
      ({ kind, isAmbiguous, text }) => kind === 'fraction' && (!isAmbiguous || HALVING.test(text)),
    )
    .flatMap(({ values }) => values);
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

/** "152 passengers and thirteen crew" are 165 people. */
function isSumOfCounts(one: Quantity, quantities: readonly Quantity[]): boolean {
  const counts = quantities.filter(
    ({ unit, kind, isYear, isAmbiguous }) =>
      unit === one.unit && !isYear && !isAmbiguous && (kind === 'figure' || kind === 'words'),
  );
  return counts.some((left, at) =>
    counts
      .slice(at + 1)
      .some((right) =>
        left.values.some((first) =>
          right.values.some((second) =>
            one.values.some((said) => agrees(said, first + second, one, left)),
          ),
        ),
      ),
  );
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
