import { cardinal } from './number-words.js';
import { numberInWords } from './figures.js';
import type { Forms, Vocabulary } from './languages/vocabulary.js';

/** @returns The one or two words in front of a place in a text, lower case: "in der". */
export function wordsBefore(text: string, at: number): string {
  return /((?:[\p{L}’']+\s+)?[\p{L}’']+)\s*$/u.exec(text.slice(0, at))?.[1]?.toLowerCase() ?? '';
}

/** @returns Text whose dates are words. */
export function withDates(text: string, vocabulary: Vocabulary): string {
  const { months, language } = vocabulary;
  const spoken = (day: string, month: string, year: string | undefined, before: string): string => {
    const date = vocabulary.date(Number(day), month, before);
    if (year === undefined || year === '') return date;
    const joint = language === 'es' ? ' de ' : language === 'en' ? ', ' : ' ';
    return `${date}${joint}${vocabulary.year(Number(year))}`;
  };
  const monthOf = (figure: string): string | undefined => months[Number(figure) - 1];
  const names = months.join('|');
  let out = text.replace(
    /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/gu,
    (all, year: string, figure: string, day: string, at: number) => {
      const month = monthOf(figure);
      return month === undefined ? all : spoken(day, month, year, wordsBefore(text, at));
    },
  );
  out = out.replace(
    /(?<![\d.])(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})(?!\d)/gu,
    (all, day: string, _sign: string, figure: string, year: string, at: number, whole: string) => {
      const month = monthOf(figure);
      return month === undefined || Number(day) > 31
        ? all
        : spoken(day, month, year, wordsBefore(whole, at));
    },
  );
  if (language === 'de') {
    out = out.replace(
      /(?<![\d.,])(\d{1,2})\.(\d{1,2})\.(?=\s\p{L}|[,;)]|\s?$)/gu,
      (all, day: string, figure: string, at: number, whole: string) => {
        const month = monthOf(figure);
        if (month === undefined || Number(day) > 31) return all;
        const end = /^\s*$/u.test(whole.slice(at + all.length)) ? '.' : '';
        return `${spoken(day, month, undefined, wordsBefore(whole, at))}${end}`;
      },
    );
  }
  if (language === 'en') {
    out = out.replace(
      new RegExp(
        `(?<!\\p{L})(${names}) (\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? (\\d{4})(?!\\d))?`,
        'gu',
      ),
      (_all, month: string, day: string, year: string | undefined, at: number, whole: string) =>
        spoken(day, month, year, wordsBefore(whole, at)),
    );
  }
  const sign = language === 'de' ? '\\.' : language === 'en' ? '(?:st|nd|rd|th)?' : '(?:er|º|°)?';
  const of = language === 'es' ? ' de' : language === 'en' ? '(?: of)?' : '';
  return out.replace(
    new RegExp(
      `(?<![\\d.,])(\\d{1,2})${sign}${of} (${names})(?!\\p{L})(?:(?: de|,)? (\\d{4})(?!\\d))?`,
      'giu',
    ),
    (_all, day: string, month: string, year: string | undefined, at: number, whole: string) => {
      const before = wordsBefore(whole, at);
      return spoken(day, month, year, before);
    },
  );
}

interface ClockPattern {
  readonly pattern: RegExp;
  /** Turns hours and minutes into words with what stood around them. */
  readonly say: (
    hours: number,
    minutes: number,
    around: readonly string[],
    vocabulary: Vocabulary,
  ) => string;
}

const MERIDIEM: ClockPattern = {
  pattern:
    /(?<![\d.,:])(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b\.?(?=\s\p{Ll}|[,;:)]|\s\p{Lu}|$|\.)/giu,
  say: (hours, minutes, [half = ''], { language }) => {
    const word = (value: number): string => cardinal(String(value), language);
    const tail = minutes === 0 ? '' : ` ${minutes < 10 ? 'oh ' : ''}${word(minutes)}`;
    return `${word(hours)}${tail} ${half.toLowerCase() === 'a' ? 'a m' : 'p m'}`;
  },
};

const plainTime: ClockPattern['say'] = (hours, minutes, _around, vocabulary) =>
  vocabulary.time(hours, minutes);

const CLOCKS: Readonly<Record<Vocabulary['language'], readonly ClockPattern[]>> = {
  en: [MERIDIEM, { pattern: /(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])/gu, say: plainTime }],
  de: [
    { pattern: /(?<![\d.,:])(\d{1,2})[.:](\d{2})\s?Uhr(?!\p{L})/gu, say: plainTime },
    { pattern: /(?<![\d.,:])(\d{1,2})()\s?Uhr(?!\p{L}|\s\d)/gu, say: plainTime },
    {
      pattern:
        /(?<=(?:um|ab|bis|von|gegen|seit|nach|vor|zwischen|und)\s)(\d{1,2}):(\d{2})(?![\d:])/giu,
      say: plainTime,
    },
  ],
  fr: [
    { pattern: /(?<![\d.,:])(\d{1,2})\s?[hH]\s?(\d{2})?(?![\p{L}\d])/gu, say: plainTime },
    { pattern: /(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])/gu, say: plainTime },
  ],
  it: [
    {
      pattern: /(?<=(?:ore|alle|dalle|delle|le|all['’])\s?)(\d{1,2})[.:](\d{2})(?![\d:])/giu,
      say: plainTime,
    },
    { pattern: /(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])/gu, say: plainTime },
  ],
  es: [
    {
      pattern: /(?<![\d.,:])(\d{1,2})[.:](\d{2})\s?(?:horas|h)(?!\p{L})/gu,
      say: (hours, minutes, around, vocabulary) =>
        `${plainTime(hours, minutes, around, vocabulary)} horas`,
    },
    {
      pattern: /(?<=(?:las|la)\s)(\d{1,2})()\s?(?:horas|h)(?!\p{L})/giu,
      say: (hours, minutes, around, vocabulary) =>
        `${plainTime(hours, minutes, around, vocabulary)} horas`,
    },
    { pattern: /(?<=(?:las|la)\s)(\d{1,2})[.:](\d{2})(?![\d:])/giu, say: plainTime },
    { pattern: /(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])/gu, say: plainTime },
  ],
};

/** @returns Text whose times of day and running times are words. */
export function withTimes(text: string, vocabulary: Vocabulary): string {
  let out = text.replace(
    /(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d)(?:[.,](\d{1,3}))?(?![\d:])/gu,
    (_all, hours: string, minutes: string, seconds: string) =>
      [hours, minutes, seconds]
        .map((figure, index) =>
          counted(figure, vocabulary.duration[index as 0 | 1 | 2], vocabulary),
        )
        .join(', '),
  );
  out = out.replace(/(?<![\d:.,])([01]\d|2[0-3])([0-5]\d)(?= (?:GMT|UTC)(?!\p{L}))/gu, '$1:$2');
  for (const { pattern, say } of CLOCKS[vocabulary.language]) {
    out = out.replace(
      pattern,
      (all: string, hours: string, minutes: string | undefined, ...rest: unknown[]) => {
        const [hour, minute] = [
          Number(hours),
          Number(minutes === undefined || minutes === '' ? 0 : minutes),
        ];
        if (hour > 24 || minute > 59) return all;
        const around = rest.filter((item) => typeof item === 'string').slice(0, -1);
        const after = String(rest.at(-1)).slice(Number(rest.at(-2)) + all.length);
        const stop = all.endsWith('.') && /^\s*$|^\s+\p{Lu}/u.test(after) ? '.' : '';
        return `${say(hour, minute, around, vocabulary)}${stop}`;
      },
    );
  }
  return out;
}

function counted(figure: string, [one, many]: Forms, vocabulary: Vocabulary): string {
  const plain = String(Number(figure));
  return plain === '1'
    ? `${vocabulary.oneBefore(one)} ${one}`
    : `${numberInWords(plain, vocabulary)} ${many}`;
}

/** @returns Text whose years are read as years, where a word in front or the place at the end says that they are. */
export function withYears(text: string, vocabulary: Vocabulary): string {
  return text
    .replace(
      /(?<![\p{L}\p{N}.,'’-])(1[1-9]\d\d|20\d\d)[-/](\d{2}|\d{4})(?![\p{N}]|[-.,]\d)/gu,
      (_all, from: string, to: string) =>
        `${vocabulary.year(Number(from))} ${vocabulary.rangeTo} ${to.length === 4 ? vocabulary.year(Number(to)) : cardinal(to, vocabulary.language)}`,
    )
    .replace(
      /(?<![\p{L}\p{N}.,'’-])(1[1-9]\d\d|20\d\d)(s|er|ern)?(?![\p{L}\p{N}]|[.,:]\d)/gu,
      (all, figure: string, plural: string | undefined, at: number, whole: string) => {
        const followedByNoun = /^\s\p{L}/u.test(whole.slice(at + all.length));
        if (
          !vocabulary.beforeYear.test(whole.slice(0, at)) &&
          (followedByNoun || plural !== undefined)
        ) {
          if (plural === undefined) return all;
        }
        if (
          !vocabulary.beforeYear.test(whole.slice(0, at)) &&
          plural === undefined &&
          !/[(]$/u.test(whole.slice(0, at).trimEnd())
        )
          return all;
        const year = vocabulary.year(Number(figure));
        if (plural === undefined) return year;
        return plural === 's'
          ? year
              .replace(/y$/u, 'ie')
              .concat(/(?:y|ie)$/u.test(year) || !/s$/u.test(year) ? 's' : '')
          : `${year}${plural}`;
      },
    );
}
