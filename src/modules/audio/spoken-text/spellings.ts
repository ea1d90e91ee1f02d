import type { Language } from '#kernel';
import { cardinal, ordinal, spelledDigits } from './number-words.js';
import type { Vocabulary } from './languages/vocabulary.js';

/** Acronyms that are said as words; every other one of up to five capitals is spelled. */
const SAID_AS_WORDS = new Set(
  'NASA NATO OTAN UNESCO UNICEF FIFA UEFA OPEC OPEP AIDS SIDA COVID LASER RADAR SWIFT INTERPOL EUROPOL FRONTEX SUVA NAGRA SECO BAG UNO ONU OSZE OSCE ASEAN OXFAM SCRUM IKEA LEGO SAP ESA JAXA CEO-'.split(
    ' ',
  ),
);
/** These are spelled in some languages although they look like words, or the other way round. */
const SPELLED_ALWAYS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(['SAP', 'BAG', 'UNO', 'SECO']),
  de: new Set(['BAG', 'SAP']),
  fr: new Set(['SAP', 'BAG']),
  it: new Set(['SAP', 'BAG']),
  es: new Set(['SAP', 'BAG']),
};

/** Capitals in a row from here on are shouting, not an acronym. */
const ACRONYM_LETTERS_MAX = 5;

/** @returns Text whose acronyms are letters ("S B B") or words ("Nasa"), and whose shouting is over. */
export function withAcronyms(text: string, vocabulary: Vocabulary): string {
  const { language } = vocabulary;
  return text
    .replace(
      /(?<![\p{L}\p{N}])((?:\p{Lu}\.){2,}\p{Lu}?\.?)(?!\p{L})/gu,
      (all, letters: string, at: number, whole: string) => {
        const ends =
          all.endsWith('.') && /^\s*$|^\s+\p{Lu}/u.test(whole.slice(at + all.length)) ? '.' : '';
        return `${spelled(letters.replace(/\./gu, ''), language)}${ends}`;
      },
    )
    .replace(
      /(?<![\p{L}\p{N}])(\p{Lu}{2,})(s|er|en)?(?![\p{L}])/gu,
      (all, letters: string, ending: string | undefined) => {
        if (SAID_AS_WORDS.has(letters) && !SPELLED_ALWAYS[language].has(letters))
          return letters.charAt(0) + letters.slice(1).toLowerCase() + (ending ?? '');
        if (
          letters.length > ACRONYM_LETTERS_MAX ||
          (letters.length === ACRONYM_LETTERS_MAX && /[AEIOUÄÖÜ]/u.test(letters.slice(1)))
        )
          return letters.charAt(0) + letters.slice(1).toLowerCase() + (ending ?? '');
        if (isRoman(letters)) return all;
        return `${spelled(letters, language)}${ending === 's' ? "'s" : (ending ?? '')}`;
      },
    )
    .replace(
      /(?<![\p{L}\p{N}])(\p{Lu}{1,3})-?(?=\d{1,3}(?!\p{N}))/gu,
      (_all, letters: string) => `${spelled(letters, language)} `,
    );
}

/** Roman figures come after their names and before their numbers are read. */
function isRoman(letters: string): boolean {
  return /^(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})$/u.test(letters);
}

/** An English voice takes a lone A for the article. */
function spelled(letters: string, language: Language): string {
  return Array.from(letters)
    .map((letter) => (language === 'en' && letter === 'A' ? 'ay' : letter))
    .join(' ');
}

const RULERS =
  'Charles|Elizabeth|Henry|George|Edward|William|Richard|James|Louis|Pius|Pope [A-Z]\\p{Ll}+|John Paul|Benedict|Leo|Paul|Gregory|Philip|Felipe|Juan Carlos|Carlos|Alfonso|Karl|Ludwig|Friedrich|Wilhelm|Heinrich|Otto|Franz|Benedikt|Johannes Paul|Gregor|Philippe|Henri|François|Giovanni|Papa [A-Z]\\p{Ll}+|Napoléon|Napoleon|Benoît|Jean-Paul|Léon|Grégoire|Vittorio Emanuele|Umberto|Carlo|Luigi|Pio|Benedetto|Giovanni Paolo|Leone|Enrico|Juan Pablo|Benedicto|León|Enrique|Isabel|Elisabeth|Élisabeth|Elisabetta|Margrethe|Frederik|Harald|Gustaf|Albert|Alexander|Nikolaus|Nicholas|Victoria|Franziskus|Urban|Innozenz|Innocent|Clemens|Clement|Sixtus|Julius';

const WARS =
  'World War|Weltkrieg|Guerre mondiale|Guerra mondiale|Super Bowl|Part|Chapter|Act|Rocky|Apollo|Volume|Teil|Kapitel|Band|Partie|Parte|Capitolo|Capítulo|Tomo|Phase|Fase';

/** @returns Text whose Roman figures after rulers and before centuries are words. */
export function withRomanFigures(text: string, { language }: Vocabulary): string {
  const figure = '((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))';
  return text
    .replace(
      new RegExp(`(?<!\\p{L})(${RULERS}) ${figure}(\\.)?(?!\\p{L})`, 'gu'),
      (all, name: string, roman: string, stop: string | undefined, at: number, whole: string) => {
        const goesOn = /^\s\p{Ll}/u.test(whole.slice(at + all.length)) || stop === undefined;
        return `${name} ${reign(valueOf(roman), language)}${stop !== undefined && !(language === 'de' && goesOn) ? '.' : ''}`;
      },
    )
    .replace(
      new RegExp(`(?<!\\p{L})(${WARS}) ${figure}(?!\\p{L})`, 'gu'),
      (_all, name: string, roman: string) =>
        `${name} ${cardinal(String(valueOf(roman)), language)}`,
    )
    .replace(
      new RegExp(`(?<!\\p{L})${figure}(e|ème)? (?=siècle|secolo|siglo)`, 'gu'),
      (_all, roman: string) => `${ordinal(valueOf(roman), language)} `,
    )
    .replace(new RegExp(`(?<=siglo )${figure}(?!\\p{L})`, 'gu'), (roman: string) =>
      cardinal(String(valueOf(roman)), language),
    );
}

function reign(value: number, language: Language): string {
  if (language === 'en') return `the ${ordinal(value, 'en')}`;
  if (language === 'de') return `der ${ordinal(value, 'de')}`;
  if (language === 'fr') return value === 1 ? 'premier' : cardinal(String(value), 'fr');
  if (language === 'it') return ordinal(value, 'it');
  return value <= 10 ? ordinal(value, 'es') : cardinal(String(value), 'es');
}

function valueOf(roman: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
  let sum = 0;
  for (let at = 0; at < roman.length; at++) {
    const value = values[roman.charAt(at)] ?? 0;
    sum += value < (values[roman.charAt(at + 1)] ?? 0) ? -value : value;
  }
  return sum;
}

/** @returns Text whose abbreviations are words; a stop that also ends the sentence stays. */
export function withAbbreviations(text: string, { abbreviations }: Vocabulary): string {
  const keys = Object.keys(abbreviations).sort((left, right) => right.length - left.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}.])(${keys.map((key) => key.replace(/[.]/gu, '\\.')).join('|')})(?![\\p{L}]|\\.\\p{L})`,
    'gu',
  );
  return text.replace(pattern, (all, key: string, at: number, whole: string) => {
    const word = abbreviations[key] ?? all;
    const rest = whole.slice(at + all.length);
    const isLast =
      /^["'”»]*\s*$/u.test(rest) ||
      (/^(?:etc|usw|ecc|a\.C|d\.C)/u.test(key) && /^\s+\p{Lu}/u.test(rest));
    // "No. 5" is a number, "No." an answer; "St. Gallen" is a place.
    if (/^(?:No|Nos|Vol|n|N|min|max|art|Art|Abs|m)\.$/u.test(key) && !/^\s?\d/u.test(rest))
      return all;
    if (
      /^(?:Sun|Mar|Dec|Nov|Oct|Sep|Sept|Aug|Feb|Jan)\.$/u.test(key) &&
      !/^\s\d/u.test(rest) &&
      !/\d\.?\s$/u.test(whole.slice(0, at))
    )
      return all;
    return isLast && key.endsWith('.') ? `${word}.` : word;
  });
}

/** An address without its "www": known endings only, for "end.It" is a missing space. */
const DOMAIN =
  /(?<![\p{L}\p{N}@./-])(?:[a-z0-9-]{2,}\.)+(?:com|org|net|ch|de|fr|it|es|eu|io|info|uk|at|li|tv|fm|ai|gov|edu|int|swiss)(?:\/[\w/-]*[\w/])?(?![\p{L}\p{N}@]|\.[\p{L}\p{N}])/gu;

/** @returns Text whose addresses of the network are words. */
export function withAddresses(text: string, { at, dot, slash, language }: Vocabulary): string {
  const spoken = (address: string): string =>
    address
      .replace(/^https?:\/\//iu, '')
      .replace(/^www\./iu, '')
      .replace(/[?#].*$/u, '')
      .replace(/\/$/u, '')
      .replace(/\d+/gu, (digits) => ` ${spelledDigits(digits, language)} `)
      .replace(/\./gu, ` ${dot} `)
      .replace(/\//gu, ` ${slash} `)
      .replace(/[-_]/gu, ' ');
  return text
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, (mail) => spoken(mail).replace('@', ` ${at} `))
    .replace(/(?:https?:\/\/|www\.)[^\s<>"')]+?(?=[.,;:!?]*(?:[\s<>"')]|$))/giu, spoken)
    .replace(DOMAIN, spoken)
    .replace(/(?<![\p{L}\p{N}])[@#](?=\p{L})/gu, '');
}

/** @returns Text whose telephone numbers are read digit by digit. */
export function withPhoneNumbers(text: string, { language, plus }: Vocabulary): string {
  return text.replace(
    /(?<![\p{L}\p{N}.,]|\d )(\+\d{1,3}|0\d{2,3})(?:[\s/-]?\(0\))?((?:[\s/-]\d{2,4}){2,5})(?![\p{N}])/gu,
    (_all, start: string, rest: string) => {
      const groups = [start, ...rest.trim().split(/[\s/-]+/u)];
      return groups
        .map(
          (group) =>
            `${group.startsWith('+') ? `${plus} ` : ''}${spelledDigits(group.replace(/\D/gu, ''), language)}`,
        )
        .join(', ');
    },
  );
}

/** @returns Text whose signs between words are words. */
export function withSigns(text: string, vocabulary: Vocabulary): string {
  const { and, plus, number, slash, equals, percent } = vocabulary;
  return text
    .replace(/\s*&\s*/gu, ` ${and} `)
    .replace(/(?<=\p{L})\+(?=\p{L})/gu, ` ${plus} `)
    .replace(/(?<=\p{L})\+\+/gu, ` ${plus} ${plus}`)
    .replace(/\s*\+\s*(?=\d)/gu, ` ${plus} `)
    .replace(/(?<=[\p{L}\d])\s*\+(?!\p{L})\s*/gu, ` ${plus} `)
    .replace(/\s\+\s/gu, ` ${plus} `)
    .replace(/#\s?(?=\d)/gu, `${number} `)
    .replace(/(?<=\p{L})\s?\/\s?(?=\p{L})/gu, ' ')
    .replace(/(?<=\d)\s?\/\s?(?=\d)/gu, ` ${slash} `)
    .replace(/\s=\s/gu, ` ${equals} `)
    .replace(/%/gu, ` ${percent}`)
    .replace(/[#@]/gu, ' ');
}
