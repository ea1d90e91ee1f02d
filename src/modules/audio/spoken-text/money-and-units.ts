import { cardinal } from './number-words.js';
import { countInWords, figureOf, isOne, NUMBER, numberInWords } from './figures.js';
import { wordsBefore } from './dates-and-times.js';
import type { Vocabulary } from './languages/vocabulary.js';

const CODES: Readonly<Record<string, string>> = {
  US$: 'USD',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  'Fr.': 'CHF',
  'SFr.': 'CHF',
  'sFr.': 'CHF',
  fr: 'CHF',
  CHF: 'CHF',
  EUR: 'EUR',
  USD: 'USD',
  GBP: 'GBP',
  JPY: 'JPY',
};

const SIGN = String.raw`US\$|\$|€|£|¥|[sS]?Fr\.|CHF|EUR|USD|GBP|JPY`;

/** @returns Text whose sums of money are words: "$3.4bn", "CHF 9.50", "3,4 Mio. Franken". */
export function withMoney(text: string, vocabulary: Vocabulary): string {
  const scales = Object.keys(vocabulary.scales)
    .sort((left, right) => right.length - left.length)
    .map((scale) => scale.replace('.', '\\.'))
    .join('|');
  const amount = `(${NUMBER})(?:\\.[–—-]|\\.\\u2013)?(?:[\\s-]?(${scales})(?![\\p{L}\\p{N}]))?`;
  const sum = (sign: string, written: string, scale: string | undefined): string =>
    inMoney(CODES[sign] ?? 'CHF', written, scale, vocabulary);
  return text
    .replace(
      new RegExp(`(?<![\\p{L}\\p{N}])(${SIGN})\\s?${amount}`, 'giu'),
      (all, sign: string, written: string, scale: string | undefined) =>
        CODES[sign] === undefined ? all : sum(sign, written, scale),
    )
    .replace(
      new RegExp(
        `(?<![\\p{L}\\p{N}.,])${amount}\\s?(€|£|¥|\\$|CHF|EUR|USD|GBP|Fr\\.)(?![\\p{L}\\p{N}])`,
        'gu',
      ),
      (_all, written: string, scale: string | undefined, sign: string) => sum(sign, written, scale),
    )
    .replace(
      new RegExp(
        `(?<![\\p{L}\\p{N}.,])(\\d[\\d’'.,]*[.,]\\d{2})\\s(${currencyWords(vocabulary)})(?!\\p{L})`,
        'gu',
      ),
      (all, written: string, word: string) => {
        const { decimals } = figureOf(written, vocabulary);
        const code = Object.entries(vocabulary.currencies).find(([, forms]) =>
          forms.includes(word),
        )?.[0];
        return decimals.length === 2 && code !== undefined
          ? inMoney(code, written, undefined, vocabulary)
          : all;
      },
    );
}

function currencyWords({ currencies }: Vocabulary): string {
  return [...new Set(Object.values(currencies).flat())].join('|');
}

function inMoney(
  code: string,
  written: string,
  scale: string | undefined,
  vocabulary: Vocabulary,
): string {
  const forms = vocabulary.currencies[code];
  if (!forms) return written;
  const [one, many] = forms;
  if (scale !== undefined) {
    const scaleForms = vocabulary.scales[scale.toLowerCase()] ?? [scale, scale];
    const word = scaleForms[isOne(written, vocabulary) ? 0 : 1];
    const joint = needsOf(word, vocabulary) ? (vocabulary.language === 'it' ? ' di' : ' de') : '';
    return `${countInWords(written, word, vocabulary)} ${word}${joint} ${many}`;
  }
  const { whole, decimals } = figureOf(written, vocabulary);
  const unit = isOne(whole, vocabulary) ? one : many;
  const count = countInWords(whole, unit, vocabulary);
  if (decimals === '' || /^0+$/u.test(decimals)) return `${count} ${unit}`;
  if (decimals.length !== 2) return `${numberInWords(written, vocabulary)} ${many}`;
  return vocabulary.cents(count, unit, cardinal(decimals, vocabulary.language));
}

/** "Trois millions de francs", but "trois mille francs". */
function needsOf(word: string, { language }: Vocabulary): boolean {
  return (
    (language === 'fr' || language === 'it' || language === 'es') &&
    /^(?:milli|mili|milion|miliard|millón|millones)/u.test(word) &&
    !/ d[ei]$/u.test(word)
  );
}

/** @returns Text whose percentages, measures, temperatures and shortened millions are words. */
export function withUnits(text: string, vocabulary: Vocabulary): string {
  const units = Object.keys(vocabulary.units)
    .sort((left, right) => right.length - left.length)
    .map((unit) => unit.replace(/[.]/gu, '\\.'))
    .join('|');
  const scales = Object.keys(vocabulary.scales)
    .filter((scale) => scale.length > 1 || vocabulary.language !== 'en')
    .sort((left, right) => right.length - left.length)
    .map((scale) => scale.replace('.', '\\.'))
    .join('|');
  const sign = '(?<![\\p{L}\\p{N}.,])([-+]?)';
  const signed = (mark: string): string =>
    mark === '-' ? `${vocabulary.minus} ` : mark === '+' ? `${vocabulary.plus} ` : '';
  return text
    .replace(
      new RegExp(
        `(?<![\\p{L}\\p{N}.,])(${NUMBER})\\s?(?:%|${units})?\\s?-\\s?(${NUMBER})(?=\\s?(?:%|‰|(?:${units})(?![\\p{L}\\p{N}])))`,
        'gu',
      ),
      (_all, from: string, to: string) =>
        `${numberInWords(from, vocabulary)} ${vocabulary.rangeTo} ${to}`,
    )
    .replace(
      new RegExp(`${sign}(${NUMBER})\\s?(%|‰)`, 'gu'),
      (_all, mark: string, written: string, percent: string) =>
        `${signed(mark)}${countInWords(written, vocabulary.language === 'de' ? 'Prozent' : 'x', vocabulary)} ${percent === '%' ? vocabulary.percent : vocabulary.perMille}`,
    )
    .replace(
      new RegExp(`${sign}(${NUMBER})[\\s-]?(${units})(?![\\p{L}\\p{N}²³])`, 'gu'),
      (all, mark: string, written: string, unit: string) => {
        const forms = vocabulary.units[unit];
        if (!forms) return all;
        const word = forms[isOne(written, vocabulary) ? 0 : 1];
        return `${signed(mark)}${countInWords(written, word, vocabulary)} ${word}`;
      },
    )
    .replace(
      new RegExp(`${sign}(${NUMBER})[\\s-]?(${scales})(?![\\p{L}\\p{N}])`, 'giu'),
      (all, mark: string, written: string, scale: string, at: number, line: string) => {
        const forms = vocabulary.scales[scale.toLowerCase()];
        if (!forms) return all;
        const form = forms[isOne(written, vocabulary) ? 0 : 1];
        // "3 mrd d'euros" says its "de" itself.
        const isJoined = /^\s(?:d['’]|d[ei]\s)/u.test(line.slice(at + all.length));
        const word = isJoined ? form.replace(/ d[ei]$/u, '') : form;
        return `${signed(mark)}${countInWords(written, word, vocabulary)} ${word}`;
      },
    );
}

/** @returns Text whose fractions, scores, ranges, ordinals and remaining numbers are words. */
export function withNumbers(text: string, vocabulary: Vocabulary): string {
  const { language, rangeTo, scoreTo } = vocabulary;
  const say = (written: string): string => numberInWords(written, vocabulary);
  return text
    .replace(
      /(?<![\p{L}\p{N}/])(?:(\d{1,3})\s)?(\d)\/(\d{1,2})(?![\p{L}\p{N}/])/gu,
      (all, whole: string | undefined, over: string, under: string) => {
        const fraction = vocabulary.fraction(Number(over), Number(under));
        if (fraction === undefined) return all;
        return whole === undefined ? fraction : `${say(whole)} ${vocabulary.and} ${fraction}`;
      },
    )
    .replace(
      /(?<![\p{L}\p{N}.,:-])(\d{1,3})\s?:\s?(\d{1,3})(?![\p{L}\p{N}:])/gu,
      (_all, left: string, right: string) => `${say(left)} ${scoreTo} ${say(right)}`,
    )
    .replace(
      /(?<![\p{L}\p{N}.,-])(\d{1,2})-(\d{1,2})(?![\p{L}\p{N}-]|[.,]\d)/gu,
      (_all, left: string, right: string, at: number, whole: string) => {
        const isRange =
          Number(left) < Number(right) &&
          /^\s?\p{L}/u.test(whole.slice(at + left.length + right.length + 1)) &&
          !/\b(?:won|win|wins|lead|led|lost|beat|draw|drew|defeat|victory|siegt?e?|gewinnt|gewann|verliert|gagne|bat|perd|vince|batte|perde|gana|ganó|pierde|por)\b[^.]{0,40}$/iu.test(
            whole.slice(0, at),
          );
        return `${say(left)} ${isRange ? rangeTo : scoreTo} ${say(right)}`;
      },
    )
    .replace(
      new RegExp(`(?<![\\p{L}\\p{N}.,-])(${NUMBER})-(${NUMBER})(?![\\p{L}\\p{N}-])`, 'gu'),
      (_all, left: string, right: string) => `${say(left)} ${rangeTo} ${say(right)}`,
    )
    .replace(
      new RegExp(`(^|[\\s(,;:])-(${NUMBER})(?![\\p{N}])`, 'gu'),
      (_all, before: string, written: string) => `${before}${vocabulary.minus} ${say(written)}`,
    )
    .replace(/(?<=\p{L})-(\d+)(?![\p{N}])/gu, (_all, digits: string) => ` ${say(digits)}`)
    .replace(
      new RegExp(`(?<!\\p{N})(${NUMBER})(?!\\p{N})`, 'gu'),
      (all, written: string, at: number, whole: string) => {
        const rest = whole.slice(at + all.length);
        const noun = /^\s(\p{L}+)/u.exec(rest)?.[1] ?? '';
        const joinedBefore = /\p{L}$/u.test(whole.slice(0, at)) ? ' ' : '';
        const joinedAfter = /^\p{L}/u.test(rest) ? ' ' : '';
        return `${joinedBefore}${countInWords(written, noun, vocabulary)}${joinedAfter}`;
      },
    )
    .replace(/\d/gu, (digit) => ` ${cardinal(digit, language)} `);
}

/** @returns Text whose ordinals are words: "1st", "3.", "2e", "1°". */
export function withOrdinals(text: string, vocabulary: Vocabulary): string {
  return text.replace(
    vocabulary.ordinals,
    (_all, figure: string, ending: string, at: number, whole: string) => {
      const after =
        /^[^\p{L}]*([\p{L}]+)/u.exec(whole.slice(at + figure.length + ending.length))?.[1] ?? '';
      return vocabulary.ordinalOf(Number(figure), wordsBefore(whole, at), after, ending);
    },
  );
}

/** @returns Text whose thousands stand together where a space parted them: "1 340". */
export function withJoinedThousands(text: string, { language, number }: Vocabulary): string {
  const numbered = text.replace(/#\s?(?=\d)/gu, `${number} `);
  if (language === 'en') return numbered;
  return numbered.replace(
    /(?<![\d.,'’+-])([1-9]\d{0,2})((?: \d{3})+)(?![\d.])/gu,
    (_all, first: string, rest: string) => first + rest.replace(/ /gu, "'"),
  );
}
