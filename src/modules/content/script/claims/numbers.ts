import type { Language } from '#kernel';
import { NUMBER_LEXICONS, type NumberLexicon } from './number-lexicon.js';

/** A number somebody says. */
export interface SaidNumber {
  /** As written. */
  readonly text: string;
  /** What it may mean: "3.450" is two things to two readers. */
  readonly values: readonly number[];
  /** A word that also means something else: it supports claims and is none. */
  readonly isAmbiguous: boolean;
}

const WRITTEN = /\d+(?:[.,’'\u00A0\u202F:]\d+)*/gu;

/** @returns Every number of a text, in figures and in words. */
export function numbersIn(text: string, language: Language): SaidNumber[] {
  const lexicon = NUMBER_LEXICONS[language];
  const joined = text.replace(
    /(?<![\d.,])([1-9]\d{0,2})((?: \d{3})+)(?!\d)/gu,
    (_all, first: string, rest: string) => first + rest.replace(/ /gu, '’'),
  );
  const found: SaidNumber[] = [];
  for (const match of joined.matchAll(WRITTEN)) {
    const scale = scaleAfter(joined.slice(match.index + match[0].length), lexicon);
    const bare = valuesOf(match[0]);
    const values = scale === undefined ? bare : bare.map((value) => value * scale.factor);
    found.push({
      text: scale === undefined ? match[0] : `${match[0]}${scale.text}`,
      values,
      isAmbiguous: false,
    });
  }
  return [...found, ...wordNumbers(joined.replace(WRITTEN, ' # '), lexicon)];
}

function scaleAfter(
  rest: string,
  { scales }: NumberLexicon,
): { factor: number; text: string } | undefined {
  const match = /^(\s?-?)(\p{L}+)/u.exec(rest);
  const factor = match?.[2] === undefined ? undefined : scales[match[2].toLowerCase()];
  return match && factor !== undefined && factor >= 1e3 ? { factor, text: match[0] } : undefined;
}

/** "1’340", "10,950", "84.000", "25,8", "2:16:04": every reading of the signs between the digits. */
function valuesOf(written: string): number[] {
  const values = new Set<number>();
  const bare = written.replace(/[’'\u00A0\u202F]/gu, '');
  const parts = bare.split(/[.,:]/u);
  if (parts.length === 1) values.add(Number(bare));
  if (parts.length > 1 && parts.slice(1).every((part) => part.length === 3) && !bare.includes(':'))
    values.add(Number(parts.join('')));
  if (parts.length === 2 && !bare.includes(':')) values.add(Number(parts.join('.')));
  if (parts.length === 3 && /[.,]\d{1,2}$/u.test(bare) && parts[1]?.length === 3)
    values.add(Number(`${parts[0] ?? ''}${parts[1]}.${parts[2] ?? ''}`));
  if (bare.includes(':') || values.size === 0 || parts.length > 2)
    for (const part of parts) values.add(Number(part));
  return [...values];
}

function wordNumbers(text: string, lexicon: NumberLexicon): SaidNumber[] {
  const found: SaidNumber[] = [];
  for (const clause of text.split(/[.,;:!?()"“”„«»]/u)) {
    const words = clause.toLowerCase().match(/[\p{L}#]+/gu) ?? [];
    let run: { words: string[]; parts: number[][] } = { words: [], parts: [] };
    const close = (): void => {
      if (run.parts.length > 0) found.push(said(run, lexicon));
      run = { words: [], parts: [] };
    };
    words.forEach((word, index) => {
      const parts = partsOf(word, lexicon);
      const next = words[index + 1];
      if (parts) run = { words: [...run.words, word], parts: [...run.parts, parts] };
      else if (
        run.parts.length === 0 ||
        !lexicon.joints.includes(word) ||
        next === undefined ||
        !partsOf(next, lexicon)
      )
        close();
    });
    close();
  }
  return found;
}

function said(
  run: { readonly words: readonly string[]; readonly parts: readonly (readonly number[])[] },
  lexicon: NumberLexicon,
): SaidNumber {
  const flat = run.parts.flat();
  const values = new Set<number>([added(flat)]);
  // "Nineteen eighty" is a year, "nine and ten" two numbers.
  for (const parts of run.parts) values.add(added(parts));
  const [first, second] = flat;
  if (
    flat.length >= 2 &&
    first !== undefined &&
    second !== undefined &&
    first >= 11 &&
    first < 100 &&
    second < 100
  ) {
    values.add(first * 100 + flat.slice(1).reduce((sum, part) => sum + part, 0));
  }
  return {
    text: run.words.join(' '),
    values: [...values],
    isAmbiguous: run.words.every((word) => lexicon.ambiguous.includes(word)),
  };
}

/** Scales are marked by their minus sign: [3, -100, 40] is three hundred and forty. */
function added(parts: readonly number[]): number {
  let total = 0;
  let current = 0;
  for (const part of parts) {
    if (part >= 0) current = current === 80 && part < 20 ? current + part : current + part;
    else if (-part >= 1e3) {
      total += (current === 0 ? 1 : current) * -part;
      current = 0;
    } else current = (current === 0 ? 1 : current) * -part;
  }
  return total + current;
}

/** @returns The values a word is made of, scales as negative numbers; undefined where it is no number. */
function partsOf(word: string, lexicon: NumberLexicon): number[] | undefined {
  const bare = [word, word.replace(lexicon.endings, ''), word.replace(/ième$/u, 'e')];
  for (const form of new Set(bare)) {
    if (form.length < 2 && form !== word) continue;
    const value = lexicon.values[form];
    if (value !== undefined) return [value];
    const scale = lexicon.scales[form];
    if (scale !== undefined) return [-scale];
    const parts = morphemes(form, lexicon);
    if (parts) return parts;
  }
  return undefined;
}

/** "Zweihundertsiebzig", "quattrocentomila": number words written together. */
function morphemes(word: string, lexicon: NumberLexicon): number[] | undefined {
  if (word.length < 6) return undefined;
  const keys = [...Object.keys(lexicon.values), ...Object.keys(lexicon.scales), 'und']
    .filter((key) => key.length > 2)
    .sort((left, right) => right.length - left.length);
  const parts: number[] = [];
  let rest = word;
  while (rest !== '') {
    const key = keys.find((part) => rest.startsWith(part));
    if (key === undefined) return undefined;
    const scale = lexicon.scales[key];
    const value = lexicon.values[key];
    if (scale !== undefined) parts.push(-scale);
    else if (value !== undefined) parts.push(value);
    rest = rest.slice(key.length);
  }
  return parts.length > 1 ? parts : undefined;
}

/** Rounding of a number that is said: at most one in twenty away, and to no more than three digits. */
const ROUNDING_MAX = 0.05;

/** @returns Whether a source says the number, or one that rounds to it. */
export function isSupported(claim: SaidNumber, sources: readonly SaidNumber[]): boolean {
  if (claim.isAmbiguous) return true;
  return claim.values.some((value) =>
    sources.some((source) => source.values.some((known) => agrees(value, known))),
  );
}

function agrees(said: number, known: number): boolean {
  if (Math.abs(said - known) < 1e-9) return true;
  if (known === 0 || Math.abs(said - known) / Math.abs(known) > ROUNDING_MAX) return false;
  // 11,000 for 10,950 and 26 for 25.8, but not 112 for 110.
  const isRounder = significantDigits(said) < significantDigits(known);
  return isRounder && Math.abs(known) >= 10;
}

function significantDigits(value: number): number {
  return String(Math.abs(value)).replace('.', '').replace(/^0+/u, '').replace(/0+$/u, '').length;
}
