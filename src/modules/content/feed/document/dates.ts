import { folded, MONTH_BY_NAME } from './months.js';

/** Before this no feed was written; a date in the far future is a mistake as well. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);
const LONGEST_CHARACTERS = 100;

/** Hours east of Greenwich, by the name of the zone (RFC 822 and what feeds write besides). */
const ZONES: Readonly<Record<string, number>> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0,
  bst: 1, ist: 5.5, west: 1, cet: 1, mez: 1, met: 1,
  cest: 2, mesz: 2, mest: 2, eet: 2, sast: 2, cat: 2,
  eest: 3, msk: 3, trt: 3, msd: 4,
  hkt: 8, awst: 8, sgt: 8, jst: 9, kst: 9, acst: 9.5, aest: 10, aedt: 11, nzst: 12, nzdt: 13,
  nst: -3.5, ndt: -2.5, ast: -4, adt: -3, brt: -3, art: -3,
  est: -5, edt: -4, et: -5, cst: -6, cdt: -5, ct: -6, mst: -7, mdt: -6, mt: -7, pst: -8, pdt: -7, pt: -8,
  akst: -9, akdt: -8, hst: -10,
}; // prettier-ignore

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** Minutes east of Greenwich. */
  readonly offsetMinutes?: number;
}

/**
 * The moment a date of a feed means, milliseconds since 1970: RFC 822 and asctime with month names of twenty
 * languages, ISO 8601 with weeks and days of the year, numbers in an order that leaves no doubt, and their
 * usual slips. Without a zone it is taken for UTC.
 * @returns Nothing where it is no date that there is: undated is better than wrong.
 */
export function dateOf(text: string | undefined): number | undefined {
  const tidy = text?.trim().replace(/\s+/g, ' ') ?? '';
  if (tidy === '' || tidy.length > LONGEST_CHARACTERS) return undefined;
  const moment = isoDate(tidy) ?? easternDate(tidy) ?? namedDate(tidy) ?? numericDate(tidy);
  const ms = moment ? msOf(moment) : epochMs(tidy);
  return ms !== undefined && ms > EARLIEST_MS && ms < LATEST_MS ? ms : undefined;
}

function msOf(moment: Moment): number | undefined {
  const { year, month, day, hour = 0, minute = 0, second = 0, offsetMinutes = 0 } = moment;
  const isDay =
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isTime =
    (hour < 24 || (hour === 24 && minute === 0 && second === 0)) && minute < 60 && second < 61;
  if (!isDay || !isTime || Math.abs(offsetMinutes) > 14 * 60) return undefined;
  return (
    Date.UTC(year, month - 1, day, hour, minute) +
    Math.floor(second * 1000) -
    offsetMinutes * 60_000
  );
}

function epochMs(text: string): number | undefined {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
}

const TIME = /(\d{1,2})[:.h](\d{1,2})(?:[:.](\d{1,2}(?:[.,]\d{1,9})?))?\s*([ap]\.?m\b\.?)?/i;
const ISO_DAY =
  /^(\d{4})(?:-?W(\d\d)(?:-?([1-7]))?|-(\d{3})(?!\d)|(\d{3})(?=$|T)|(?:-(\d{1,2})(?:-(\d{1,2}))?|(\d\d)(\d\d))?)(?=$|[T\s])/i;
const ISO_TIME = /^(\d{1,2})(?::?(\d\d))(?::?(\d\d(?:[.,]\d+)?)|:(\d)(?!\d))?/;

/** ISO 8601 as in W3C-DTF, and with a space in place of the T. */
function isoDate(text: string): Moment | undefined {
  const found = ISO_DAY.exec(text.replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})(?!\d)/, '$1-$2-$3'));
  if (!found) return undefined;
  const [day, yearText, week, weekDay, , , month, dayOfMonth, shortMonth, shortDay] = found;
  const year = Number(yearText);
  const ordinal = found[4] ?? found[5];
  const date =
    week !== undefined
      ? dayOfWeek(year, Number(week), Number(weekDay ?? 1))
      : ordinal !== undefined
        ? dayOfYear(year, Number(ordinal))
        : {
            year,
            month: Number(month ?? shortMonth ?? 1),
            day: Number(dayOfMonth ?? shortDay ?? 1),
          };
  if (!date) return undefined;
  const rest = text.slice(day.length).replace(/^[T\s]+/i, '');
  if (rest === '') return date;
  const time = ISO_TIME.exec(rest);
  if (!time) return undefined;
  const [whole, hour, minute, long, short] = time;
  const second = long ?? short ?? '0';
  const half = /^\s*([ap]\.?m)/i.exec(rest.slice(whole.length))?.[1] ?? '';
  return {
    ...date,
    hour: hourOf(hour, half),
    minute: Number(minute),
    second: Number(second.replace(',', '.')),
    offsetMinutes: offsetIn(rest.slice(whole.length).replace(/^\s*[ap]\.?m\.?/i, '')),
  };
}

function dayOfYear(year: number, day: number): Moment | undefined {
  const at = new Date(Date.UTC(year, 0, day));
  if (day < 1 || at.getUTCFullYear() !== year) return undefined;
  return { year, month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** The first week is the one that 4 January lies in (ISO 8601). */
function dayOfWeek(year: number, week: number, day: number): Moment | undefined {
  if (week < 1 || week > 53) return undefined;
  const fourth = new Date(Date.UTC(year, 0, 4));
  const weekDay = fourth.getUTCDay() || 7;
  const at = new Date(Date.UTC(year, 0, 4 - weekDay + 1 + (week - 1) * 7 + day - 1));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Minutes east of Greenwich, from what stands behind a time. */
function offsetIn(text: string): number {
  const number = /(?:^|[^\d])(?:GMT|UTC?)?([+\-−])(\d{1,2}):?(\d\d)?/i.exec(text);
  if (number) {
    const [, sign, hours, minutes = '0'] = number;
    return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
  }
  const name = /[a-z]{1,5}/i.exec(text)?.[0].toLowerCase() ?? '';
  return (Object.hasOwn(ZONES, name) ? (ZONES[name] ?? 0) : 0) * 60;
}

const EASTERN =
  /^(\d{4})(?:[년年]\s*|-)(\d{1,2})(?:[월月]\s*|-)(\d{1,2})[일日]?\s*(오전|오후)?\s*(?:(\d{1,2}):(\d\d)(?::(\d\d))?)?$/u;
const KOREAN_OFFSET_MINUTES = 9 * 60;

/** Year, month and day as Korean and Japanese write them. */
function easternDate(text: string): Moment | undefined {
  const found = EASTERN.exec(text);
  if (!found || !/[년年오]/u.test(text)) return undefined;
  const [, year, month, day, half, hour = '0', minute = '0', second = '0'] = found;
  const isHalf = half !== undefined;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: (isHalf ? Number(hour) % 12 : Number(hour)) + (half === '오후' ? 12 : 0),
    minute: Number(minute),
    second: Number(second),
    offsetMinutes: text.includes('年') ? 0 : KOREAN_OFFSET_MINUTES,
  };
}

/** A day with a month by its name: RFC 822, asctime, and what blog software writes in its language. */
function namedDate(text: string): Moment | undefined {
  const time = TIME.exec(text);
  const before = time ? text.slice(0, time.index) : text;
  const after = time ? text.slice(time.index + time[0].length) : '';
  const dayOnly = `${before} ${after.replace(/[+\-−]\s*\d{1,2}:?\d{0,2}(?=\D|$)/, ' ')}`;
  const words = dayOnly.match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  const months = words.flatMap((word) => MONTH_BY_NAME.get(folded(word)) ?? []);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const month = months.at(-1); // "Mar 13 Lug": the first is a Tuesday.
  const date = month === undefined ? undefined : dayAndYear(numbers);
  if (month === undefined || !date) return undefined;
  return { ...date, month, ...(time && timeOf(time)), offsetMinutes: offsetIn(after) };
}

/** @param half "AM" or "p.m."; empty where the hours run to 24. One that no day has is refused with the date. */
function hourOf(hour: string | undefined, half: string): number {
  if (half === '') return Number(hour);
  return (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
}

function timeOf(time: RegExpExecArray) {
  const [, hour, minute, second = '0', half = ''] = time;
  return {
    hour: hourOf(hour, half),
    minute: Number(minute),
    second: Number(second.replace(',', '.')),
  };
}

/** The year is the number of four digits, or the last one. */
function dayAndYear(numbers: readonly string[]): { year: number; day: number } | undefined {
  if (numbers.length !== 2) return undefined;
  const at = numbers.findIndex((number) => number.length >= 3);
  const yearAt = at < 0 ? 1 : at;
  return { year: fullYear(numbers[yearAt] ?? ''), day: Number(numbers[1 - yearAt]) };
}

/** RFC 2822, section 4.3. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
}

/** Day and month by number: "13.07.2004" is clear, "13/07/2004" as well, "07/08/2004" is not. */
function numericDate(text: string): Moment | undefined {
  const found = /^(?:[\p{L}.]+,?\s+)?(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/u.exec(text);
  if (!found) return undefined;
  const [whole, first, mark, second, year = ''] = found;
  const [a, b] = [Number(first), Number(second)];
  const isDayFirst = mark === '.' || a > 12 || a === b;
  if (!isDayFirst && b <= 12) return undefined;
  const rest = text.slice(whole.length);
  const time = TIME.exec(rest);
  return {
    year: fullYear(year),
    month: isDayFirst ? b : a,
    day: isDayFirst ? a : b,
    ...(time && timeOf(time)),
    offsetMinutes: time ? offsetIn(rest.slice(time.index + time[0].length)) : 0,
  };
}
