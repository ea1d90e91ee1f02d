import type { UnsupportedClaim } from '../script.js';
import type { Reading } from './quantities.js';
import { hoursBetween, isElapsed, isOneOfLarger, isSameLength } from './elapsed.js';
import { isSameMeasure } from './measures.js';
import { amountOf, type Quantity } from './quantity.js';
import { isReckoned } from './reckoned.js';
import { agrees } from './rounding.js';
import { daysOf, type SourceReading } from './source-days.js';

/** @returns The numbers of a text that no source says, nor one that rounds to them. */
export function unsupportedNumbers(
  own: Reading,
  sources: readonly SourceReading[],
): UnsupportedClaim[] {
  const known = knownOf(sources);
  const lines = sources.map(({ reading }) => reading.line);
  const claim = (text: string): UnsupportedClaim => ({ kind: 'number', text: text.trim() });
  return [
    ...own.quantities
      .filter(
        (one) => !isHeld(one, known) && !isElapsed(one, sources) && !isOneOfLarger(one, lines),
      )
      .map(({ text }) => claim(text)),
    ...own.pairs
      .filter(
        ({ values, isHour }) =>
          isHour !== true &&
          known.pairs.length > 0 &&
          !known.pairs.some((pair) => isSame(pair.values, values)),
      )
      .map(({ text }) => claim(text)),
    ...own.multiples
      .filter(({ factor }) => !isMultiple(factor, known))
      .map(({ text }) => claim(text)),
    ...own.decades
      .filter(({ year }) => !isDecade(year, known))
      .map(({ text }) => ({ kind: 'date' as const, text: text.trim() })),
  ];
}

interface Known {
  readonly quantities: readonly Quantity[];
  readonly pairs: Reading['pairs'];
  readonly multiples: Reading['multiples'];
  readonly decades: Reading['decades'];
  readonly years: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly units: ReadonlySet<string>;
}

function knownOf(sources: readonly SourceReading[]): Known {
  const readings = sources.map(({ reading }) => reading);
  const years = new Set<number>();
  const days = new Set<number>();
  for (const { reading, publishedAt } of sources) {
    for (const { year, day } of reading.dates) {
      if (year !== undefined) years.add(year);
      if (day !== undefined) days.add(day);
    }
    const published = publishedAt?.getUTCFullYear();
    if (published === undefined) continue;
    years.add(published);
    for (const ago of yearsAgo(reading)) years.add(published - ago);
    if (LAST_YEAR.test(reading.line)) years.add(published - 1);
    if (NEXT_YEAR.test(reading.line)) years.add(published + 1);
  }
  const pairs = readings.flatMap((reading) => reading.pairs);
  return {
    quantities: readings.flatMap(({ quantities, times }) => [
      ...quantities,
      ...times.flatMap(lengthOf),
    ]),
    // Hours are results only where there is another result.
    pairs: pairs.some(({ isHour }) => isHour !== true) ? pairs : [],
    multiples: readings.flatMap(({ multiples }) => multiples),
    decades: readings.flatMap(({ decades }) => decades),
    years,
    days,
    units: new Set(
      readings.flatMap(({ quantities }) => quantities.flatMap(({ unit }) => unit ?? [])),
    ),
  };
}

/** "Deux heures" is a length of time as often as an hour of the day. */
function lengthOf({ text, minutes }: Reading['times'][number]): Quantity[] {
  return /heure|hora|\dh| h(?: |$)/iu.test(text) ? [amountOf(text, minutes / 60, 'hours')] : [];
}

const YEARS_AGO_MAX = 300;

function yearsAgo({ quantities, line }: Reading): number[] {
  return quantities
    .filter(
      ({ countsYears, at }) =>
        countsYears && at >= 0 && AGO.test(line.slice(Math.max(0, at - 12), at + 24)),
    )
    .flatMap(({ values }) => values)
    .filter((value) => value < YEARS_AGO_MAX)
    .map((value) => Math.round(value));
}

/** "Ten years ago", around its number. */
const AGO = /(?<!\p{L})(?:ago|earlier|vor|il y a|fa|hace)(?!\p{L})/iu;
const LAST_YEAR =
  /last year|year (?:before|earlier)|vorjahr|letzte[sn] jahr|vergangene[sn] jahr|année (?:dernière|précédente)|l['’]an dernier|anno (?:scorso|precedente)|año (?:pasado|anterior)/iu;
const NEXT_YEAR =
  /next year|nächste[sn] jahr|kommende[sn] jahr|année prochaine|l['’]an prochain|anno prossimo|prossimo anno|próximo año|año que viene/iu;

function isHeld(one: Quantity, known: Known): boolean {
  if (one.isAmbiguous) return true;
  if (one.kind === 'fraction') return isFraction(one, known);
  if (one.ratio !== undefined && isFraction({ ...one, values: [one.ratio] }, known)) return true;
  const [value = 0] = one.values;
  if (one.kind === 'vague')
    return known.quantities.some(({ kind, values }) =>
      values.some((other) => kind !== 'fraction' && other >= value * 0.8 && other < value * 1e3),
    );
  if (known.years.has(value)) return true;
  if (known.decades.some(({ year }) => year === value)) return true;
  if (isOrdinal(one) && known.days.has(value)) return true;
  if (one.countsYears && countsSince(one, known)) return true;
  if (one.isCentury && yearsOf(known).some((year) => Math.ceil((year + 1) / 100) === value))
    return true;
  return (
    isSameLength(one, known.quantities) ||
    isSameMeasure(one, known.quantities) ||
    known.quantities.some((other) => {
      if (other.unit !== undefined && one.unit !== undefined && other.unit !== one.unit)
        return false;
      if (other.kind === 'fraction')
        return (
          one.unit === 'percent' && other.values.some((part) => Math.abs(part * 100 - value) < 1.5)
        );
      if (other.ratio !== undefined && one.unit === 'percent')
        return Math.abs(other.ratio * 100 - value) < 0.5;
      if (one.side !== undefined && other.side !== undefined && one.side !== other.side)
        return false;
      if (one.unit !== undefined && other.countsThings && known.units.has(one.unit)) return false;
      return one.values.some((said) => other.values.some((real) => agrees(said, real, one, other)));
    }) ||
    isReckoned(one, known)
  );
}

function isOrdinal({ values, unit, scale }: Quantity): boolean {
  return unit === undefined && scale === 1 && (values[0] ?? 99) <= 31;
}

function yearsOf({ quantities, years }: Known): number[] {
  return [...quantities.filter(({ isYear }) => isYear).flatMap(({ values }) => values), ...years];
}

/** "For fifty years" from "since 1974". */
function countsSince(one: Quantity, { quantities, years }: Known): boolean {
  const [value = 0] = one.values;
  const now = Math.max(...years);
  return [
    ...quantities.filter(({ isYear }) => isYear).flatMap(({ values }) => values),
    ...years,
  ].some(
    (year) =>
      Math.abs(Math.abs(now - year) - value) <=
      (one.hedge === undefined ? 1 : Math.max(2, value * 0.12)),
  );
}

function isFraction(one: Quantity, { quantities }: Known): boolean {
  const [part = 0] = one.values;
  const slack = one.hedge === undefined ? 0.03 : 0.06;
  const isPart = (real: number): boolean =>
    Math.abs(real - part) <= slack ||
    (one.hedge === 'over' && real > part && real <= part * 1.2) ||
    (one.hedge === 'under' && real < part && real >= part * 0.85);
  if (
    quantities.some(({ kind, unit, values }) =>
      values.some((value) =>
        kind === 'fraction'
          ? Math.abs(value - part) < 0.02
          : unit === 'percent' && isPart(value / 100),
      ),
    )
  )
    return true;
  return hasRatio(quantities, part, one.hedge === undefined ? slack : slack * 1.2);
}

/** "5.6 million euros, of which 2.1 million": the second leaves its unit out. */
function isOfOneKind(left: Quantity, right: Quantity): boolean {
  if (left.unit === right.unit) return true;
  return (left.unit ?? right.unit) !== undefined && left.scale >= 1e3 && right.scale >= 1e3;
}

/** "Two of the six" are exactly a third. */
const EXACT_MIN = 3;

/** Two plain counts of a source that make the ratio. */
function hasRatio(quantities: readonly Quantity[], ratio: number, slack: number): boolean {
  const counts = quantities.filter(
    ({ kind, isYear }) => kind !== 'fraction' && kind !== 'vague' && !isYear,
  );
  return counts.some((left) =>
    counts.some(
      (right) =>
        left !== right &&
        isOfOneKind(left, right) &&
        left.values.some((over) =>
          right.values.some((under) =>
            under >= 10
              ? Math.abs(over / under - ratio) <= slack * ratio * 2
              : under >= EXACT_MIN && Math.abs(over / under - ratio) < 1e-6,
          ),
        ),
    ),
  );
}

function isMultiple(factor: number, { multiples, quantities }: Known): boolean {
  if (multiples.some((other) => Math.abs(other.factor - factor) < 0.01)) return true;
  // "Twice" is a count as often as a ratio: without another ratio in the source there is nothing to gainsay it.
  if (factor === 2 && multiples.length === 0) return true;
  const growth = (factor - 1) * 100;
  if (
    quantities.some(
      ({ unit, values }) =>
        unit === 'percent' && values.some((value) => Math.abs(value - growth) <= growth * 0.06),
    )
  )
    return true;
  if (multiples.length === 0 && quantities.some(({ values }) => values.includes(factor)))
    return true;
  return hasRatio(quantities, factor, 0.04);
}

function isDecade(year: number, { decades, quantities, years }: Known): boolean {
  const inDecade = (other: number): boolean =>
    year < 100 ? Math.floor((other % 100) / 10) * 10 === year : other >= year && other < year + 10;
  return (
    decades.some(
      (other) => inDecade(other.year) || (other.year < 100 && other.year === year % 100),
    ) ||
    [...years].some(inDecade) ||
    quantities.some(({ isYear, values }) => isYear && values.some(inDecade))
  );
}

function isSame(left: readonly [number, number], right: readonly [number, number]): boolean {
  return (
    (left[0] === right[0] && left[1] === right[1]) || (left[0] === right[1] && left[1] === right[0])
  );
}

/** @returns The days, months, times and seasons of a text that no source says. */
export function unsupportedMoments(
  own: Reading,
  sources: readonly SourceReading[],
): UnsupportedClaim[] {
  const dates = sources.flatMap(({ reading }) => reading.dates);
  const days = sources.flatMap(daysOf);
  const times = sources.flatMap(({ reading }) => reading.times);
  const seasons = new Set(
    sources.flatMap(({ reading }) => reading.seasons.map(({ index }) => index)),
  );
  for (const { month } of [...dates, ...days.map(({ day }) => ({ month: day.getUTCMonth() + 1 }))])
    seasons.add(Math.floor(((month + 9) % 12) / 3));
  const weekdays = new Set(
    sources.flatMap(({ reading }) => reading.weekdays.map(({ index }) => index)),
  );
  for (const { day, isNear } of days)
    if (
      isNear ||
      own.dates.some((one) => one.day === day.getUTCDate() && one.month === day.getUTCMonth() + 1)
    )
      weekdays.add(day.getUTCDay());
  // A source that names its months means those.
  const months = new Set(
    sources.flatMap((source) =>
      source.reading.dates.length > 0
        ? source.reading.dates.map(({ month }) => month)
        : daysOf(source).map(({ day }) => day.getUTCMonth() + 1),
    ),
  );
  const years = new Set(
    sources.flatMap(({ reading }) =>
      reading.quantities.filter(({ isYear }) => isYear).flatMap(({ values }) => values),
    ),
  );
  for (const { year } of dates) if (year !== undefined) years.add(year);
  for (const { day } of days) years.add(day.getUTCFullYear());
  const isDate = ({ day, month, year }: Reading['dates'][number]): boolean =>
    (year === undefined || years.has(year)) &&
    (day === undefined
      ? months.has(month)
      : dates.some((one) => one.month === month && one.day === day) ||
        days.some((one) => one.day.getUTCDate() === day && one.day.getUTCMonth() + 1 === month));
  const amounts = sources.flatMap(({ reading }) => reading.quantities);
  const claim = ({ text }: { readonly text: string }): UnsupportedClaim => ({ kind: 'date', text });
  return [
    ...own.dates.filter((date) => !isDate(date)).map(claim),
    ...own.weekdays.filter(({ index }) => !weekdays.has(index)).map(claim),
    ...own.seasons.filter(({ index }) => !seasons.has(index)).map(claim),
    ...own.times
      .filter(
        (time) =>
          !times.some((other) => isSameTime(time, other)) &&
          !isDuration(time, amounts) &&
          !sources.some(({ reading }) => isSpan(time, reading)),
      )
      .map(claim),
  ];
}

/** "Quatre heures et demie" is a length of time as well. */
function isDuration(
  { text, minutes }: Reading['times'][number],
  known: readonly Quantity[],
): boolean {
  return (
    /heure|hora|stunde|hour/iu.test(text) &&
    known.some(
      ({ unit, values }) =>
        unit === 'hours' && values.some((hours) => Math.abs(hours * 60 - minutes) < 1),
    )
  );
}

/** "Après dix-neuf heures de fermeture", from five in the afternoon to noon. */
function isSpan({ text, minutes }: Reading['times'][number], source: Reading): boolean {
  return (
    /heure|hora/iu.test(text) &&
    hoursBetween(source).some((hours) => Math.abs(hours * 60 - minutes) < 1)
  );
}

const CLOCK_SLACK_MINUTES = 15;

function isSameTime(left: Reading['times'][number], right: Reading['times'][number]): boolean {
  const round = left.isHalfDay || right.isHalfDay ? 720 : 1440;
  const later = (((right.minutes - left.minutes) % round) + round) % round;
  if (later === 0) return true;
  if (left.hedge === 'over') return later <= CLOCK_SLACK_MINUTES;
  if (left.hedge === 'under') return round - later <= CLOCK_SLACK_MINUTES;
  return left.hedge === 'about' && Math.min(later, round - later) <= CLOCK_SLACK_MINUTES;
}
