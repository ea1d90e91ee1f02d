import type { Quantity } from './quantity.js';
import { agrees } from './rounding.js';

/** What a unit measures, and how much of its base unit (m, m², m/s) it is: exact, by the SI and NIST SP 811. */
const MEASURES: Readonly<Record<string, readonly [kind: string, factor: number]>> = {
  mm: ['length', 0.001],
  cm: ['length', 0.01],
  m: ['length', 1],
  km: ['length', 1000],
  miles: ['length', 1609.344],
  feet: ['length', 0.3048],
  m2: ['area', 1],
  ha: ['area', 1e4],
  km2: ['area', 1e6],
  'km/h': ['speed', 1000 / 3600],
  mph: ['speed', 1609.344 / 3600],
  kg: ['mass', 1],
  tonnes: ['mass', 1000],
};
/** Who turns miles into kilometres rounds; who moves a decimal point does not. */
const ROUNDED_MAX = 0.03;
const IMPERIAL = /^(?:miles|feet|mph)$/u;
/** "More than a hundred feet" for 115. */
const HEDGED_MAX = 0.16;

/** @returns Whether a measure is one of the source in another unit: "130 miles" for 210 kilometres. */
export function isSameMeasure(one: Quantity, known: readonly Quantity[]): boolean {
  const [kind, factor] = MEASURES[one.unit ?? ''] ?? [];
  if (kind === undefined || factor === undefined) return false;
  const lengths = known.filter(({ unit, kind: how }) => unit === 'm' || how !== 'vague');
  if (kind === 'area' && one.values.some((said) => isProduct(said * factor, lengths))) return true;
  return known.some((other) => {
    const [otherKind, otherFactor] = MEASURES[other.unit ?? ''] ?? [];
    if (otherKind !== kind || otherFactor === undefined || other.unit === one.unit) return false;
    return one.values.some((said) =>
      other.values.some((value) => isRounded(said, (value * otherFactor) / factor, one, other)),
    );
  });
}

function isRounded(said: number, real: number, one: Quantity, other: Quantity): boolean {
  const away = Math.abs(said - real) / real;
  const isTurned = IMPERIAL.test(one.unit ?? '') !== IMPERIAL.test(other.unit ?? '');
  if (
    away <= (isTurned ? ROUNDED_MAX : 1e-6) ||
    agrees(said, Number(real.toPrecision(4)), one, other)
  )
    return true;
  if (one.hedge === 'over') return said < real && away <= HEDGED_MAX;
  return one.hedge === 'under' && said > real && away <= HEDGED_MAX;
}

/** "Six metres wide and fifteen long" are ninety square metres; the second may leave its unit out. */
function isProduct(area: number, known: readonly Quantity[]): boolean {
  return known.some(
    (width, at) =>
      width.unit === 'm' &&
      known
        .slice(at + 1, at + 2)
        .some(
          (length) =>
            (length.unit === 'm' || length.unit === undefined) &&
            Math.abs((width.values[0] ?? 0) * (length.values[0] ?? 0) - area) < 1e-6 * area,
        ),
  );
}
