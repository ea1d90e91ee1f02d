import type { Quantity } from './quantity.js';

/** Rounding that needs no word of caution: at most one in twenty away. */
const ROUNDING_MAX = 0.05;
/** With "about", "nearly", "more than". */
const HEDGED_MAX = 0.12;
const OVER_MAX = 0.25;
/** "Less than twenty" for seventeen. */
const UNDER_MAX = 0.18;
/** Digits dropped: "1.18 million" for 1,187,340. */
const CUT_MAX = 0.03;

/** @returns Whether a number a text says is the real one, or that one rounded as its words allow. */
export function agrees(said: number, real: number, claim: Quantity, source: Quantity): boolean {
  if (Math.abs(said - real) < 1e-9) return true;
  if (real === 0 || said === 0 || (claim.isYear && source.isYear)) return false;
  const away = Math.abs(said - real) / Math.abs(real);
  const step = stepOf(said);
  // "Around 3.5 million" for 3.4: fives are as round as tens.
  if (claim.hedge !== undefined && isFive(said, step) && away <= ROUNDING_MAX)
    return Math.abs(said - real) <= step / 2;
  // "Nearly a million" for 900,000.
  if (claim.hedge === 'under' && said > real && isPowerOfTen(said) && away <= HEDGED_MAX)
    return true;
  if (significantDigits(said) >= significantDigits(real)) return false;
  if (claim.hedge === 'over' && said < real) return away <= OVER_MAX;
  if (claim.hedge === 'under' && said > real) return away <= UNDER_MAX;
  if (claim.hedge === 'about' || claim.hedge === 'under')
    return away <= HEDGED_MAX && Math.abs(said - real) <= step / 2;
  // Who says a small count without "about" means it.
  if (Math.abs(real) < 100 && Number.isInteger(real)) return false;
  if (said < real && real - said < step && away <= CUT_MAX) return true;
  return away <= ROUNDING_MAX + 0.01 && Math.abs(said - real) <= step / 2;
}

/** What a number is rounded to: 1,000 for 11,000, and five of them for 25,000. */
function stepOf(value: number): number {
  let step = 1;
  const digits = Number(Math.abs(value).toPrecision(12));
  if (digits % 1 !== 0) while ((digits / step) % 1 > 1e-9 && step > 1e-6) step /= 10;
  else while (digits !== 0 && digits % (step * 10) === 0) step *= 10;
  return Math.round(digits / step) % 10 === 5 ? step * 5 : step;
}

function isPowerOfTen(said: number): boolean {
  return said >= 10 && Number.isInteger(Math.log10(said));
}

function isFive(said: number, step: number): boolean {
  return Math.round((said / step) * 5) % 10 === 5 && Math.abs(said) >= 2;
}

function significantDigits(value: number): number {
  return String(Number(Math.abs(value).toPrecision(12)))
    .replace('.', '')
    .replace(/^0+/u, '')
    .replace(/0+$/u, '').length;
}
