import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { CLOCK_PHRASES, DATE_JOINTS, FIRSTS, PARTS_OF_DAY, SEASONS } from './moment-phrases.js';
import { N, numberAt, type Numbered } from './numbered.js';

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
    weekdays: reader.named(grammarOf(language).weekdays),
    seasons: reader.seasons(),
    line: reader.line,
  };
}

class MomentReader {
  line: string;
  readonly dates: SaidDate[] = [];
  readonly times: SaidTime[] = [];
  readonly #text: Numbered;
  readonly #language: Language;

  constructor(text: Numbered, language: Language) {
    this.#text = text;
    this.#language = language;
    this.line = text.line;
  }

  readDates(): void {
    const { months } = grammarOf(this.#language);
    const names = months.join('|');
    const month = (name: string): number => months.indexOf(name.toLowerCase()) + 1;
    const one = `${N}|(?<!\\p{L})(?:${FIRSTS[this.#language]})`;
    const mark = '(?:\\.|st|nd|rd|th|er|º|°|re)?';
    this.#take(`(${N})-(${N})-(${N})`, 'gu', (text, year, figure, day) =>
      this.#addDate(text, this.#value(day), this.#value(figure), this.#value(year)),
    );
    this.#take(`(${N})/(${N})/(${N})`, 'gu', (text, day, figure, year) => {
      const [left, right] = [this.#value(day), this.#value(figure)];
      // 5/19/2026 is American, and what could be either is read as the rest of the world does.
      return this.#addDate(
        text,
        ...((right ?? 0) > 12 ? ([right, left] as const) : ([left, right] as const)),
        this.#value(year),
      );
    });
    this.#takeDotted();
    this.#take(
      `(?:(${one})${mark}\\s?(?:${DATE_JOINTS})\\s?(?:the |den |du |le |el |l['’]|il |der |dem )?)?(${one})${mark}(?: of| de| of the)?\\s(${names})(?!\\p{L})(?:(?:,| de| del)? (${N})(?!\\p{L}))?`,
      'giu',
      (text, first, day, name, year) => {
        const years = this.#year(year);
        if (year !== undefined && years === undefined) return false;
        if (first !== undefined && first !== '')
          this.#addDate(text, this.#day(first), month(name ?? ''), years);
        return this.#addDate(text, this.#day(day), month(name ?? ''), years);
      },
    );
    if (this.#language === 'en')
      this.#take(
        `(${names}) (?:the )?(${one})${mark}(?:(?: and | to |-|–)(${N})${mark})?(?:,? (${N}))?(?![\\p{L}:%])`,
        'giu',
        (text, name, day, second, year) => {
          const figure = this.#value(day);
          if (figure === undefined || figure > 31) return false;
          if (second !== undefined) this.#addDate(text, this.#day(second), month(name ?? ''));
          return this.#addDate(text, this.#day(day), month(name ?? ''), this.#year(year));
        },
      );
    const isEnglish = this.#language === 'en';
    this.#take(
      `(?<!\\p{L})(${isEnglish ? names.replace(/(?<=^|\|)\p{Ll}/gu, (letter) => letter.toUpperCase()) : names})s?(?!\\p{L})(?:(?:,| de| del| of)? (${N})(?![\\p{L}%]))?`,
      isEnglish ? 'gu' : 'giu',
      (text, name, year) => {
        const years = this.#year(year);
        this.#addDate(text, undefined, month(name ?? ''), years);
        return year === undefined || years !== undefined;
      },
    );
  }

  /** "12.6.2026", "12.6." are one figure to the reader of numbers. */
  #takeDotted(): void {
    this.#take(`(${N})\\.?`, 'gu', (text, mark) => {
      const written = numberAt(mark ?? '', this.#text)?.text ?? '';
      const match = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?$/u.exec(written);
      if (!match || (match[3] === undefined && !text.endsWith('.'))) return false;
      const year = match[3] === undefined ? undefined : Number(match[3]);
      const day = Number(match[1]);
      if (day > 31 || Number(match[2]) > 12) return false;
      return this.#addDate(written, day, Number(match[2]), year && year < 100 ? year + 2000 : year);
    });
  }

  readTimes(): void {
    for (const { pattern, say } of CLOCK_PHRASES[this.#language]) {
      const source = pattern.replaceAll('N', N);
      this.#take(
        `${source}(?: (?:${PARTS_OF_DAY[this.#language].source}))?`,
        'giu',
        (text, ...groups) => {
          const [first, second] = groups;
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
          const minutes =
            isLate && said < 720 ? said + 720 : isEarly && said >= 720 ? said - 720 : said;
          this.times.push({
            text: this.#shown(text),
            minutes,
            isHalfDay: !isLate && !isEarly && said < 780,
          });
          return true;
        },
      );
    }
  }

  named(names: readonly string[]): { text: string; index: number }[] {
    const ending =
      this.#language === 'de' ? '(?:s|en|morgen|mittag|nachmittag|vormittag|abend|nacht)?' : 's?';
    const pattern = new RegExp(`(?<!\\p{L})(${names.join('|')})${ending}(?!\\p{L})`, 'giu');
    return [...this.line.matchAll(pattern)].map((match) => ({
      text: match[0],
      index: names.indexOf((match[1] ?? '').toLowerCase()),
    }));
  }

  seasons(): { text: string; index: number }[] {
    return SEASONS[this.#language].flatMap((pattern, index) =>
      [...this.line.matchAll(new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'giu'))].map(
        (match) => ({ text: match[0], index }),
      ),
    );
  }

  #take(
    source: string,
    flags: string,
    read: (text: string, ...groups: (string | undefined)[]) => boolean,
  ): void {
    this.line = this.line.replace(new RegExp(source, flags), (all: string, ...rest: unknown[]) => {
      const groups = rest
        .slice(
          0,
          rest.findIndex((item) => typeof item === 'number'),
        )
        .map((item) => (typeof item === 'string' ? item : undefined));
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
    return text
      .replace(new RegExp(N, 'gu'), (mark) => numberAt(mark, this.#text)?.text ?? '')
      .trim();
  }
}
