import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { CLOCK_PHRASES, DATE_JOINTS, FIRSTS, PARTS_OF_DAY, SEASONS } from './moment-phrases.js';
import { N } from './numbered.js';

/** How one language says days and hours, in texts whose numbers are marks. All find every occurrence. */
export interface MomentPatterns {
  /** 2026-06-12: year, month, day. */
  readonly iso: RegExp;
  /** 12/6/2026: day, month, year; American where that cannot be. */
  readonly slashed: RegExp;
  /** 12.6.2026 and "12.6.", one mark. */
  readonly dotted: RegExp;
  /** "11 and 12 June 2026": first day, day, month, year. */
  readonly dayMonth: RegExp;
  /** "June 11 and 12, 2026": month, day, second day, year; English only. */
  readonly monthDay: RegExp | undefined;
  /** "June 2026": month, year. */
  readonly month: RegExp;
  /** In the order of `CLOCK_PHRASES`: hour or minutes, the other. */
  readonly clocks: readonly RegExp[];
  /** The name. */
  readonly weekday: RegExp;
  /** From spring. */
  readonly seasons: readonly RegExp[];
}

const known = new Map<Language, MomentPatterns>();

/** Made once a language: these are long, and every phrase of a show is held against them. */
export function momentPatternsOf(language: Language): MomentPatterns {
  const before = known.get(language);
  if (before) return before;
  const fresh = made(language);
  known.set(language, fresh);
  return fresh;
}

function made(language: Language): MomentPatterns {
  const { months, weekdays } = grammarOf(language);
  const isEnglish = language === 'en';
  const names = months.join('|');
  const one = `${N}|(?<!\\p{L})(?:${FIRSTS[language]})`;
  const mark = '(?:\\.|st|nd|rd|th|er|º|°|re)?';
  // "may" is a verb as well: in English the capital says that it is a month.
  const capitals = names.replace(/(?<=^|\|)\p{Ll}/gu, (letter) => letter.toUpperCase());
  const ending =
    language === 'de' ? '(?:s|en|morgen|mittag|nachmittag|vormittag|abend|nacht)?' : 's?';
  return {
    iso: new RegExp(`(${N})-(${N})-(${N})`, 'gu'),
    slashed: new RegExp(`(${N})/(${N})/(${N})`, 'gu'),
    dotted: new RegExp(`(${N})\\.?`, 'gu'),
    dayMonth: new RegExp(
      `(?:(${one})${mark}\\s?(?:${DATE_JOINTS})\\s?(?:the |den |du |le |el |l['’]|il |der |dem )?)?(${one})${mark}(?: of| de| of the)?\\s(${names})(?!\\p{L})(?:(?:,| de| del)? (${N})(?!\\p{L}))?`,
      'giu',
    ),
    monthDay: isEnglish
      ? new RegExp(
          `(${names}) (?:the )?(${one})${mark}(?:(?: and | to |-|–)(${N})${mark})?(?:,? (${N}))?(?![\\p{L}:%])`,
          'giu',
        )
      : undefined,
    month: new RegExp(
      // "Mais" is a word of its own in French and German.
      `(?<!\\p{L})(${isEnglish ? capitals : names})(?:(?<!mai)s)?(?!\\p{L})(?:(?:,| de| del| of)? (${N})(?![\\p{L}%]))?`,
      isEnglish ? 'gu' : 'giu',
    ),
    clocks: CLOCK_PHRASES[language].map(
      ({ pattern }) =>
        new RegExp(
          `${pattern.replaceAll('N', N)}(?: (?:${PARTS_OF_DAY[language].source}))?`,
          'giu',
        ),
    ),
    weekday: new RegExp(`(?<!\\p{L})(${weekdays.join('|')})${ending}(?!\\p{L})`, 'giu'),
    seasons: SEASONS[language].map(
      (pattern) => new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'giu'),
    ),
  };
}
