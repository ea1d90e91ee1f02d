import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { feastsOf } from './feasts.js';
import { type MomentPatterns, momentPatternsOf } from './moment-patterns.js';
import { clockHedgeOf, CLOCK_PHRASES, PARTS_OF_DAY } from './moment-phrases.js';
import { N, numberAt, type Numbered } from './numbered.js';
import type { Hedge } from './quantity-phrases.js';

/** A day as somebody says it; what is not said is left out. */
export interface SaidDate {
  readonly text: string;
  readonly day?: number;
  /** From 1. */
  readonly month: number;
  readonly year?: number;
}

/** A time of day. */
export interface SaidTime {
  readonly text: string;
  /** Since midnight. */
  readonly minutes: number;
  /** Morning or evening is not said. */
  readonly isHalfDay: boolean;
  /** "Shortly after five": which way the real time may be away. */
  readonly hedge?: Hedge;
}

/** What a text says of days and hours, and the line without it. */
export interface Moments {
  readonly dates: readonly SaidDate[];
  readonly times: readonly SaidTime[];
  /** From 0 for Sunday. */
  readonly weekdays: readonly { readonly text: string; readonly index: number }[];
  /** From 0 for spring. */
  readonly seasons: readonly { readonly text: string; readonly index: number }[];
  readonly line: string;
}

/** @returns The dates, times, weekdays and seasons of a text whose numbers are marks. */
export function momentsOf(text: Numbered, language: Language): Moments {
  const reader = new MomentReader(text, language);
  reader.readDates();
  reader.readTimes();
  return {
    dates: reader.dates,
    times: reader.times,
    weekdays: reader.weekdays(),
    seasons: reader.seasons(),
    line: reader.line,
  };
}

const BEFORE_LETTERS = 40;
const SMALL_HOURS_MINUTES = 6 * 60;
const NIGHT = /(?:night|nachts|nuit|notte|noche)$/iu;
const ANY_NUMBER = new RegExp(N, 'gu');

class MomentReader {
  line: string;
  readonly dates: SaidDate[] = [];
  readonly times: SaidTime[] = [];
  readonly #text: Numbered;
  readonly #language: Language;
  readonly #patterns: MomentPatterns;
  /** What stands before the phrase that is being read. */
  #before = '';

  constructor(text: Numbered, language: Language) {
    this.#text = text;
    this.#language = language;
    this.#patterns = momentPatternsOf(language);
    this.line = text.line;
  }

  readDates(): void {
    const { months } = grammarOf(this.#language);
    const month = (name: string): number => months.indexOf(name.toLowerCase()) + 1;
    this.#take(this.#patterns.iso, (text, year, figure, day) =>
      this.#addDate(text, this.#value(day), this.#value(figure), this.#value(year)),
    );
    this.#take(this.#patterns.slashed, (text, day, figure, year) => {
      const [left, right] = [this.#value(day), this.#value(figure)];
      // 5/19/2026 is American, and what could be either is read as the rest of the world does.
      return this.#addDate(
        text,
        ...((right ?? 0) > 12 ? ([right, left] as const) : ([left, right] as const)),
        this.#value(year),
      );
    });
    this.#takeDotted();
    for (const { pattern, month: index, day } of feastsOf(this.#language))
      this.#take(pattern, (text) => this.#addDate(text, day, index));
    this.#take(this.#patterns.dayMonth, (text, first, day, name, year) => {
      const years = this.#year(year);
      if (year !== undefined && years === undefined) return false;
      if (first !== undefined && first !== '')
        this.#addDate(text, this.#day(first), month(name ?? ''), years);
      return this.#addDate(text, this.#day(day), month(name ?? ''), years);
    });
    this.#take(this.#patterns.monthDay, (text, name, day, second, year) => {
      const figure = this.#value(day);
      if (figure === undefined || figure > 31) return false;
      if (second !== undefined) this.#addDate(text, this.#day(second), month(name ?? ''));
      return this.#addDate(text, this.#day(day), month(name ?? ''), this.#year(year));
    });
    this.#take(this.#patterns.month, (text, name, year) => {
      const years = this.#year(year);
      this.#addDate(text, undefined, month(name ?? ''), years);
      return year === undefined || years !== undefined;
    });
  }

  /** "12.6.2026", "12.6." are one figure to the reader of numbers. */
  #takeDotted(): void {
    this.#take(this.#patterns.dotted, (text, mark) => {
      const written = numberAt(mark ?? '', this.#text)?.text ?? '';
      const match = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?$/u.exec(written);
      const isGerman = this.#language === 'de';
      // "Alle 14.05." at the end of a sentence is an hour.
      if (!match || (match[3] === undefined && !(isGerman && text.endsWith('.')))) return false;
      const year = match[3] === undefined ? undefined : Number(match[3]);
      const day = Number(match[1]);
      if (day > 31 || Number(match[2]) > 12) return false;
      return this.#addDate(written, day, Number(match[2]), year && year < 100 ? year + 2000 : year);
    });
  }

  readTimes(): void {
    for (const [at, { say }] of CLOCK_PHRASES[this.#language].entries()) {
      this.#take(this.#patterns.clocks[at], (text, first, second) => {
        const figure = numberAt(first ?? '', this.#text);
        if (!figure) return false;
        const parts = /^(\d{1,2})[.,](\d{2})$/u.exec(figure.text);
        const value = figure.values[0] ?? 99;
        const hour = parts ? Number(parts[1]) : value;
        const minute = parts ? Number(parts[2]) : (this.#value(second) ?? 0);
        if (!Number.isInteger(hour) || hour > 59 || minute > 59 || minute % 1 !== 0) return false;
        const said = say(hour, minute, parts !== null || second !== undefined);
        if (said === undefined || said < 0 || said > 1440) return false;
        const isLate = PARTS_OF_DAY[this.#language].late.test(text);
        const isEarly = PARTS_OF_DAY[this.#language].early.test(text);
        // "Four at night" is not in the afternoon.
        const isSmallHour = said < SMALL_HOURS_MINUTES && NIGHT.test(text);
        const minutes =
          isLate && said < 720 && !isSmallHour
            ? said + 720
            : isEarly && said >= 720
              ? said - 720
              : said;
        const hedge = clockHedgeOf(this.#before, this.#language);
        this.times.push({
          text: this.#shown(text),
          minutes,
          isHalfDay: !isLate && !isEarly && said < 780,
          ...(hedge && { hedge }),
        });
        return true;
      });
    }
  }

  weekdays(): { text: string; index: number }[] {
    const { weekdays } = grammarOf(this.#language);
    return [...this.line.matchAll(this.#patterns.weekday)].map((match) => ({
      text: match[0],
      index: weekdays.indexOf((match[1] ?? '').toLowerCase()),
    }));
  }

  seasons(): { text: string; index: number }[] {
    return this.#patterns.seasons.flatMap((pattern, index) =>
      [...this.line.matchAll(pattern)].map((match) => ({ text: match[0], index })),
    );
  }

  #take(
    pattern: RegExp | undefined,
    read: (text: string, ...groups: (string | undefined)[]) => boolean,
  ): void {
    if (!pattern) return;
    this.line = this.line.replace(pattern, (all: string, ...rest: unknown[]) => {
      const place = rest.findIndex((item) => typeof item === 'number');
      const groups = rest
        .slice(0, place)
        .map((item) => (typeof item === 'string' ? item : undefined));
      const [from, line] = [Number(rest[place]), String(rest[place + 1])];
      this.#before = line.slice(Math.max(0, from - BEFORE_LETTERS), from);
      return read(all, ...groups) ? ' · ' : all;
    });
  }

  #addDate(text: string, day: number | undefined, month?: number, year?: number): boolean {
    if (month === undefined || month < 1 || month > 12) return false;
    if (day !== undefined && (day < 1 || day > 31 || day % 1 !== 0)) return false;
    this.dates.push({
      text: this.#shown(text),
      month,
      ...(day !== undefined && { day }),
      ...(year !== undefined && { year }),
    });
    return true;
  }

  #value(mark: string | undefined): number | undefined {
    return mark === undefined ? undefined : numberAt(mark, this.#text)?.values[0];
  }

  #day(mark: string | undefined): number | undefined {
    return this.#value(mark) ?? 1;
  }

  #year(mark: string | undefined): number | undefined {
    const year = this.#value(mark);
    return year !== undefined && year >= 1000 && year <= 2200 && year % 1 === 0 ? year : undefined;
  }

  #shown(text: string): string {
    return text.replace(ANY_NUMBER, (mark) => numberAt(mark, this.#text)?.text ?? '').trim();
  }
}
