import { N } from './numbered.js';
import type { Reading } from './quantities.js';
import type { Quantity } from './quantity.js';
import { agrees } from './rounding.js';
import type { SourceReading } from './source-days.js';

/** Days of a unit of time. */
const DAYS_OF: Readonly<Record<string, number>> = {
  seconds: 1 / 86_400,
  minutes: 1 / 1440,
  hours: 1 / 24,
  days: 1,
  weeks: 7,
  months: 365.25 / 12,
  years: 365.25,
  decades: 3652.5,
};
/** How far a count of whole weeks or months may be from the days, as a share of one of them. */
const SLACK: Readonly<Record<string, number>> = { weeks: 0.36, months: 0.5 };
/** Of a unit, where somebody rounds to it. */
const PART_MAX = 0.5;
/** One of a unit in the next smaller one, and how a source says it without a number: "in the first year". */
const ONES: readonly (readonly [unit: string, count: number, pattern: RegExp])[] = [
  ['months', 12, /(?<!\p{L})(?:year|Jahr|année|an|anno|año)(?!\p{L})/iu],
  [
    'months',
    6,
    new RegExp(
      `(?:(?<!\\p{L})half|${N})[- ]?(?:years?|of (?:the|this|last|its) (?:\\p{L}+ )?year)(?!\\p{L})|(?<!\\p{L})(?:halbjahre?s?|semestre)(?!\\p{L})`,
      'iu',
    ),
  ],
  [
    'months',
    3,
    /(?<!\p{L})(?:(?:first|second|third|fourth|last) quarter|quartal|trimestre)s?(?!\p{L})/iu,
  ],
  ['weeks', 52, /(?<!\p{L})(?:year|Jahr|année|an|anno|año)(?!\p{L})/iu],
  ['days', 7, /(?<!\p{L})(?:week|Woche|semaine|settimana|semana)(?!\p{L})/iu],
  ['hours', 24, /(?<!\p{L})(?:day|Tag|jour|giorno|día)(?!\p{L})/iu],
  ['minutes', 60, /(?<!\p{L})(?:hour|Stunde|heure|ora|hora)(?!\p{L})/iu],
];
const YEAR_DAYS = 365;
const DAY_MS = 86_400_000;

/** @returns Whether a length of time is one of the source in another unit: "seven days" for "a week". */
export function isSameLength(one: Quantity, known: readonly Quantity[]): boolean {
  const unit = DAYS_OF[one.unit ?? ''];
  if (unit === undefined) return false;
  return known.some((other) => {
    const otherUnit = DAYS_OF[other.unit ?? ''];
    if (otherUnit === undefined || otherUnit === unit || other.kind === 'fraction') return false;
    return one.values.some((said) =>
      other.values.some((real) => {
        const same = (real * otherUnit) / unit;
        if (Math.abs(said - same) <= said * 0.02 || agrees(said, same, one, other)) return true;
        // "Almost two weeks" for twelve days.
        if (one.hedge === 'under') return same < said && said - same <= PART_MAX;
        if (one.hedge === 'over') return same > said && same - said <= PART_MAX;
        return one.hedge === 'about' && Math.abs(said - same) <= PART_MAX / 2;
      }),
    );
  });
}

/** @returns Whether it is one of the next larger unit, which a source says without a number: "twelve months". */
export function isOneOfLarger(one: Quantity, lines: readonly string[]): boolean {
  const whole = ONES.find(([unit, count]) => unit === one.unit && one.values.includes(count));
  return whole !== undefined && lines.some((line) => whole[2].test(line));
}

/** @returns Whether so much time lies between two days of the sources, their own among them: "in two weeks". */
export function isElapsed(one: Quantity, sources: readonly SourceReading[]): boolean {
  const unit = DAYS_OF[one.unit ?? ''];
  const [said = 0] = one.values;
  if (one.unit === 'hours')
    return sources.some(({ reading }) =>
      hoursBetween(reading).some((hours) => isGap(said, hours, one)),
    );
  if (unit === undefined || unit < 1 || unit > 31) return false;
  return sources.some((source) =>
    gapsOf(source, one.unit === 'months').some((days) => isGap(said, days / unit, one)),
  );
}

/** @returns Hours from any time of day that a source gives to any other, on that day or the next. */
export function hoursBetween({ times }: Reading): number[] {
  return times.flatMap((from) =>
    times
      .filter((to) => to !== from)
      .map((to) => ((((to.minutes - from.minutes) % 1440) + 1440) % 1440) / 60),
  );
}

function isGap(said: number, real: number, { unit = '', hedge }: Quantity): boolean {
  const slack = SLACK[unit] ?? 0;
  if (hedge === 'under') return real < said && said - real < 0.9;
  if (hedge === 'over') return real > said && real - said < 0.9;
  return Math.abs(real - said) <= (hedge === 'about' ? Math.max(slack, said * 0.12) : slack);
}

/** Days between any two dates that a source gives with their day, or its own day. */
function gapsOf({ reading, publishedAt }: SourceReading, inMonths: boolean): number[] {
  if (publishedAt === null) return [];
  const today = Math.floor(publishedAt.getTime() / DAY_MS);
  const days = [
    today,
    ...reading.dates.flatMap(({ day, month, year }) => {
      // "Until the middle of August" counts in months alone, as somewhere in it.
      if (day === undefined && !inMonths) return [];
      const at = (inYear: number): number => Date.UTC(inYear, month - 1, day ?? 15) / DAY_MS;
      if (year !== undefined) return [at(year)];
      // Without its year a date is the last or the next of that name.
      const own = publishedAt.getUTCFullYear();
      return [own - 1, own, own + 1].map(at).filter((one) => Math.abs(one - today) <= YEAR_DAYS);
    }),
  ];
  const weekdays = [...new Set(reading.weekdays.map(({ index }) => index))];
  const betweenWeekdays = weekdays.flatMap((left) =>
    weekdays.filter((right) => right !== left).map((right) => (right - left + 7) % 7),
  );
  return [
    ...days.flatMap((left, at) => days.slice(at + 1).map((right) => Math.abs(left - right))),
    ...betweenWeekdays,
  ];
}
