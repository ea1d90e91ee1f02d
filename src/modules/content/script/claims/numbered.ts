import type { Language } from '#kernel';
import { fractionsOf } from './fractions.js';
import { FRACTIONS, IDIOMS, PARTS_OF_SCALES, VAGUE } from './number-phrases.js';
import { NUMBER_LEXICONS, type NumberLexicon } from './number-lexicon.js';
import { partsOf } from './number-word.js';

/** A number of a text, whatever it counts. */
export interface Found {
  /** As written. */
  readonly text: string;
  /** What it may mean: "3.450" is two things to two readers. */
  readonly values: readonly number[];
  /** The largest scale in it, 1 where there is none: a million and a *half*. */
  readonly scale: number;
  readonly kind: 'figure' | 'words' | 'fraction' | 'vague';
  /** A word that also means something else: it supports claims and is none. */
  readonly isAmbiguous: boolean;
}

/** A text whose numbers are single marks, each standing for its entry. */
export interface Numbered {
  readonly line: string;
  readonly numbers: readonly Found[];
}

const MARKS_FROM = 0xe000;
const MARKS_MAX = 6_000;
/** Matches the mark of a number. */
export const N = '[\\uE000-\\uF7FF]';

/** @returns The entry a mark stands for. */
export function numberAt(mark: string, { numbers }: Numbered): Found | undefined {
  return numbers[mark.charCodeAt(0) - MARKS_FROM];
}

/** @returns The text with a mark for every number in figures, words, Roman figures and fractions. */
export function numbered(text: string, language: Language): Numbered {
  const lexicon = NUMBER_LEXICONS[language];
  const numbers: Found[] = [];
  const mark = (found: Found): string => {
    if (numbers.length >= MARKS_MAX) return found.text;
    numbers.push(found);
    return String.fromCharCode(MARKS_FROM + numbers.length - 1);
  };
  let line = PARTS_OF_SCALES[language].reduce(
    (before, [pattern, figure]) => before.replace(pattern, figure),
    (language === 'it' ? withCenturies(plain(text)) : plain(text)).replace(IDIOMS[language], ' · '),
  );
  for (const { pattern, valueOf } of fractionsOf(language))
    line = line.replace(pattern, (all: string, ...groups: string[]) =>
      mark({
        text: all,
        values: [valueOf(groups)],
        scale: 1,
        kind: 'fraction',
        isAmbiguous: false,
      }),
    );
  for (const [pattern, value, isSoft] of FRACTIONS[language]) {
    line = line.replace(pattern, (all, ...groups: unknown[]) => {
      const under = typeof groups[0] === 'string' ? valueOfWord(groups[0], lexicon) : undefined;
      if (value === 0 && under === undefined) return all;
      const one = value === 0 ? 1 / (under ?? 1) : value;
      return mark({ text: all, values: [one], scale: 1, kind: 'fraction', isAmbiguous: isSoft });
    });
  }
  line = withFigures(line, lexicon, mark);
  line = withWords(line, language, lexicon, mark);
  return { line: withCents(withPoints(withHalves(line, numbers), numbers), numbers), numbers };
}

/** Roman figures become figures, and thousands stand together. */
function plain(text: string): string {
  return text
    .replace(/[\uE000-\uF8FF]/gu, ' ')
    .replace(/(?<!\p{L})(?:pour cent|per cento|por ciento|per cent)(?!\p{L})/giu, '%')
    .replace(/(?<!\p{L})(?:uno|une?|eins|one) (?=(?:coma|virgule|virgola|Komma|point) )/giu, '1 ')
    .replace(/(?<![\p{L}\p{N}])(?=[IVX]{2})(X{0,3})(IX|IV|V?I{0,3})(?=[eè]?m?e?(?!\p{L}))/gu, roman)
    .replace(
      /(?<![\d.,])([1-9]\d{0,2})((?:[ \u00A0\u202F\u2009]\d{3})+)(?!\d)/gu,
      (_all, first: string, rest: string) => first + rest.replace(/[^\d]/gu, '’'),
    )
    .replace(/[\u00A0\u202F\u2009]/gu, ' ');
}

/** "L'Ottocento" is the nineteenth century. */
function withCenturies(text: string): string {
  const names =
    'Duecento Trecento Quattrocento Cinquecento Seicento Settecento Ottocento Novecento'.split(' ');
  return text.replace(
    new RegExp(`(?<!\\p{L})(?:${names.join('|')})(?!\\p{L})`, 'gu'),
    (name) => `${names.indexOf(name) + 13} secolo`,
  );
}

function roman(figure: string): string {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
  let sum = 0;
  for (let at = 0; at < figure.length; at++) {
    const value = values[figure.charAt(at)] ?? 0;
    sum += value < (values[figure.charAt(at + 1)] ?? 0) ? -value : value;
  }
  return String(sum);
}

function withFigures(text: string, lexicon: NumberLexicon, mark: (found: Found) => string): string {
  let out = '';
  let from = 0;
  for (const match of text.matchAll(/\d+(?:[.,’']\d+)*/gu)) {
    if (match.index < from) continue;
    let end = match.index + match[0].length;
    let scale = 1;
    for (let next = scaleAfter(text.slice(end), lexicon); next;) {
      scale *= next.factor;
      end += next.text.length;
      next = scaleAfter(text.slice(end), lexicon);
    }
    out += text.slice(from, match.index);
    out += mark({
      text: text.slice(match.index, end),
      values: valuesOf(match[0]).map((value) => value * scale),
      scale,
      kind: 'figure',
      isAmbiguous: false,
    });
    from = end;
  }
  return out + text.slice(from);
}

function scaleAfter(
  rest: string,
  { scales }: NumberLexicon,
): { readonly factor: number; readonly text: string } | undefined {
  const match = /^(\s?-?)(\p{L}+)/u.exec(rest);
  const word = match?.[2]?.toLowerCase() ?? '';
  const factor = scales[word];
  if (!match || factor === undefined || factor < 1e3) return undefined;
  // "3.4m" are millions, "5 m" are metres.
  return word.length === 1 && match[1] !== '' ? undefined : { factor, text: match[0] };
}

/** "1’340", "10,950", "84.000", "25,8": every reading of the signs between the digits. */
function valuesOf(written: string): number[] {
  const values = new Set<number>();
  const bare = written.replace(/[’']/gu, '');
  const parts = bare.split(/[.,]/u);
  if (parts.length === 1) values.add(Number(bare));
  if (parts.length > 1 && parts.slice(1).every((part) => part.length === 3))
    values.add(Number(parts.join('')));
  if (parts.length === 2) values.add(Number(parts.join('.')));
  if (parts.length >= 3 && parts.slice(1, -1).every((part) => part.length === 3))
    values.add(Number(`${parts.slice(0, -1).join('')}.${parts.at(-1) ?? ''}`));
  if (values.size === 0) for (const part of parts) values.add(Number(part));
  return [...values];
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  readonly total: number;
  readonly current: number;
  readonly scale: number;
}

function withWords(
  text: string,
  language: Language,
  lexicon: NumberLexicon,
  mark: (found: Found) => string,
): string {
  let out = '';
  let from = 0;
  let run: Run | undefined;
  const close = (): void => {
    if (run && (!isOnlyOne(run, lexicon) || isOfScore(run, text, lexicon))) {
      out += text.slice(from, run.start);
      out += mark(foundOf(run, text, lexicon));
      from = run.end;
    }
    run = undefined;
  };
  let joint: { readonly end: number; readonly isJoint: boolean } = { end: -1, isJoint: false };
  for (const match of text.matchAll(/\p{L}+/gu)) {
    const word = match[0].toLowerCase();
    const end = match.index + match[0].length;
    const gap = text.slice(joint.isJoint ? joint.end : (run?.end ?? 0), match.index);
    const isNext = run !== undefined && /^(?:\s|-|\s-)?$/u.test(gap);
    if (run && !isNext) close();
    if (run && lexicon.joints.includes(word) && !joint.isJoint) {
      joint = { end, isJoint: true };
      continue;
    }
    joint = { end: -1, isJoint: false };
    const parts = partsOf(word, lexicon);
    const longer = run && parts ? added(run, parts, word, end, language) : undefined;
    if (longer) {
      run = longer;
      continue;
    }
    close();
    if (VAGUE[language][word] !== undefined) {
      out += text.slice(from, match.index);
      const values = [VAGUE[language][word]];
      out += mark({ text: match[0], values, scale: 1, kind: 'vague', isAmbiguous: false });
      from = end;
    } else if (parts) {
      const fresh = { start: match.index, end, words: [], total: 0, current: 0, scale: 1 };
      run = added(fresh, parts, word, end, language);
    }
  }
  close();
  return out + text.slice(from);
}

/** "One", "eine", "un" are articles as often as numbers. */
function isOnlyOne({ words, total, current }: Run, { ambiguous }: NumberLexicon): boolean {
  return total + current === 1 && words.every((word) => ambiguous.includes(word));
}

/** "Two to one side." */
const SOMETHING_ELSE =
  /^[ -](?!(?:in|on|at|after|against|over|and|but|dans|contre|en|après|et|nella|contro|dopo|contra|tras|y|e|ed) )\p{Ll}/u;
/** "Three to one", "deux à un": behind another number the word is one. */
const SCORE_JOINT = /(\p{L}+) (?:to|a|à|zu) $/u;

function isOfScore({ start, end }: Run, text: string, { values }: NumberLexicon): boolean {
  const before = SCORE_JOINT.exec(text.slice(0, start))?.[1]?.toLowerCase() ?? '';
  return values[before] !== undefined && !SOMETHING_ELSE.test(text.slice(end));
}

function foundOf(run: Run, text: string, { ambiguous }: NumberLexicon): Found {
  return {
    text: text.slice(run.start, run.end),
    values: [run.total + run.current],
    scale: run.scale,
    kind: 'words',
    isAmbiguous: run.words.every((word) => ambiguous.includes(word)),
  };
}

/** The run with the parts of one more word, or nothing where they do not make one number with it. */
function added(
  run: Run,
  parts: readonly number[],
  word: string,
  end: number,
  language: Language,
): Run | undefined {
  let { total, current, scale } = run;
  for (const [index, part] of parts.entries()) {
    if (part >= 0) {
      const next = sum(current, part, { language, isSameWord: index > 0, total });
      if (next === undefined) return undefined;
      current = next;
      continue;
    }
    const factor = -part;
    scale = Math.max(scale, factor);
    if (factor < 1e3) {
      if (current >= 100) return undefined;
      current = (current === 0 ? 1 : current) * factor;
    } else {
      const below = total % (factor * 1e3);
      const count = factor === 1e3 ? current : below + current;
      total = (factor === 1e3 ? total : total - below) + (count === 0 ? 1 : count) * factor;
      current = 0;
    }
  }
  return { start: run.start, end, words: [...run.words, word], total, current, scale };
}

function sum(
  current: number,
  part: number,
  about: { readonly language: Language; readonly isSameWord: boolean; readonly total: number },
): number | undefined {
  const { language, isSameWord, total } = about;
  if (current === 0) return total === 0 || part < 1e3 ? part : undefined;
  if (current % 100 === 0 && part < 100) return current + part;
  const tens = current % 100;
  if (tens >= 20 && tens % 10 === 0 && part > 0 && part < 10) return current + part;
  if (language === 'fr' && current % 100 === 4 && part === 20) return current - 4 + 80;
  if (language === 'fr' && (tens === 60 || tens === 80) && part < 20) return current + part;
  // "Nine and ten" are two numbers, "dix-neuf" is one.
  if (language === 'fr' && tens === 10 && part >= 7 && part < 10) return current + part;
  if (language === 'fr' && (tens === 70 || tens === 90) && part >= 7 && part < 10)
    return current + part;
  if (language === 'de' && isSameWord && tens < 10 && part >= 20) return current + part;
  // "Nineteen eighty" is a year.
  if (language === 'en' && current >= 11 && current <= 20 && part >= 10 && part < 100)
    return current * 100 + part;
  return undefined;
}

/** "Un milliard et demi", "un millón y medio". */
function withHalves(line: string, numbers: Found[]): string {
  return line.replace(
    // "Le sei e mezzo" is an hour.
    new RegExp(
      `(?<!(?:le|alle|dalle|ore|las) )(${N}) (?:et demi|e mezzo|y medio|and a half)(?!\\p{L})`,
      'gu',
    ),
    (all, mark: string) => {
      const at = mark.charCodeAt(0) - MARKS_FROM;
      const number = numbers[at];
      if (!number || number.kind === 'fraction' || number.values.some((value) => value % 1 !== 0))
        return all;
      const values = number.values.map((value) => value + number.scale / 2);
      numbers[at] = { ...number, text: `${number.text}${all.slice(1)}`, values };
      return mark;
    },
  );
}

const MONEY = 'Franken|francs?|franchi|francos|Euros?|Dollars?|dollari|dólares|pounds?|Pfund';
const PRICES = new RegExp(`(${N}) (${MONEY}) (${N})(?![.,]?\\d|\\s?%)`, 'giu');
const CENTS = new RegExp(
  `(${N}) (?:centesimi|centimes?|cents?|Rappen|céntimos|pence)(?!\\p{L})`,
  'giu',
);

/** "Drei Franken zwanzig" is one amount, "sixty cents" are 0.6 as well. */
function withCents(line: string, numbers: Found[]): string {
  const indexOf = (mark: string): number => mark.charCodeAt(0) - MARKS_FROM;
  for (const [, mark = ''] of line.matchAll(CENTS)) {
    const cents = numbers[indexOf(mark)];
    const values = cents?.values.flatMap((value) => [value, value / 100]);
    if (cents && values) numbers[indexOf(mark)] = { ...cents, values };
  }
  return line.replace(PRICES, (all, left: string, money: string, right: string) => {
    const [whole, part] = [numbers[indexOf(left)], numbers[indexOf(right)]];
    const [over = 0, under = 0] = [whole?.values[0], part?.values[0]];
    if (whole?.kind !== 'words' || part?.kind !== 'words') return all;
    if (!Number.isInteger(over) || !Number.isInteger(under) || under >= 100) return all;
    const text = `${whole.text} ${money} ${part.text}`;
    numbers[indexOf(left)] = { ...whole, text, values: [over + under / 100] };
    return `${left} ${money}`;
  });
}

/** "Uno coma veinticinco", "zwei Komma fünf". */
function withPoints(line: string, numbers: Found[]): string {
  return line.replace(
    new RegExp(`(${N}) (coma|virgule|virgola|Komma|point) (${N})`, 'giu'),
    (all, left: string, word: string, right: string) => {
      const at = left.charCodeAt(0) - MARKS_FROM;
      const [whole, part] = [numbers[at], numbers[right.charCodeAt(0) - MARKS_FROM]];
      const [over = 0, under = 0] = [whole?.values[0], part?.values[0]];
      if (!whole || !part || !Number.isInteger(over) || !Number.isInteger(under / part.scale))
        return all;
      const values = [Number(`${over}.${under / part.scale}`) * part.scale];
      const { scale } = part;
      numbers[at] = { ...whole, text: `${whole.text} ${word} ${part.text}`, values, scale };
      return left;
    },
  );
}

function valueOfWord(word: string, lexicon: NumberLexicon): number | undefined {
  const figure = Number(word);
  if (Number.isFinite(figure) && figure > 0) return figure;
  const [value] = partsOf(word.toLowerCase(), lexicon) ?? [];
  return value !== undefined && value > 1 ? value : undefined;
}
