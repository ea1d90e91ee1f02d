import type { Language } from '#kernel';
import { splitSentences } from '../source/sentences.js';
import { stem } from '../source/stemmer.js';
import { familiesIn } from './known-names.js';

/** A word of a text, as far as names go. */
export interface Token {
  readonly word: string;
  readonly isCapital: boolean;
  readonly startsSentence: boolean;
  /** Nothing but a space lies between it and the one before. */
  readonly joined: boolean;
  /** Where it stands in its sentence, and in which. */
  readonly at: number;
  readonly sentence: string;
}

/** Words that can be looked up and gone through. */
export interface Lookup extends Iterable<string> {
  has(word: string): boolean;
}

/** What sources say, prepared for looking names up. */
export interface NameIndex {
  readonly words: Lookup;
  readonly lowerCase: Lookup;
  readonly pairs: Lookup;
  /** First and last words of the names of two words. */
  readonly firsts: Lookup;
  readonly lasts: Lookup;
  readonly stems: Lookup;
  /** Well-known things it speaks of, under any of their names. */
  readonly families: Lookup;
}

/** @returns An index of the words of a text. */
export function indexNames(text: string, language: Language): NameIndex {
  const tokens = tokensOf(text, language);
  const words = new Set<string>();
  const lowerCase = new Set<string>();
  const pairs = new Set<string>();
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  const stems = new Set<string>();
  tokens.forEach((token, index) => {
    const key = folded(token.word);
    words.add(key);
    for (const part of key.split('-')) words.add(part);
    stems.add(stem(key, language));
    if (!token.isCapital) lowerCase.add(key);
    const before = tokens[index - 1];
    if (!before || !token.joined) return;
    const first = bare(folded(before.word));
    pairs.add(`${first} ${bare(key)}`);
    if (!before.isCapital || !token.isCapital) return;
    firsts.add(first);
    lasts.add(bare(key));
  });
  return { words, lowerCase, pairs, firsts, lasts, stems, families: familiesIn(text) };
}

/** @returns Several indexes as one, without a copy: an article is told of in many segments. */
export function together(parts: readonly NameIndex[]): NameIndex {
  const union = (of: (part: NameIndex) => Lookup): Lookup => new Union(parts.map(of));
  return {
    words: union(({ words }) => words),
    lowerCase: union(({ lowerCase }) => lowerCase),
    pairs: union(({ pairs }) => pairs),
    firsts: union(({ firsts }) => firsts),
    lasts: union(({ lasts }) => lasts),
    stems: union(({ stems }) => stems),
    families: union(({ families }) => families),
  };
}

class Union implements Lookup {
  readonly #parts: readonly Lookup[];

  constructor(parts: readonly Lookup[]) {
    this.#parts = parts;
  }

  has(word: string): boolean {
    return this.#parts.some((part) => part.has(word));
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const part of this.#parts) yield* part;
  }
}

/** @returns The words of a text in their order. */
export function tokensOf(text: string, language: Language): Token[] {
  return splitSentences(text, language).flatMap((sentence) => {
    const matches = [...sentence.matchAll(/[\p{L}\p{N}]+(?:[-’'.&][\p{L}\p{N}]+)*/gu)];
    return matches.map((match, index): Token => {
      const elided =
        language === 'fr' || language === 'it'
          ? match[0].replace(
              /^(?:\p{L}|qu|dell|nell|all|dall|sull|un|quell|jusqu|lorsqu|puisqu)['’](?=\p{L})/iu,
              '',
            )
          : match[0];
      const previous = matches[index - 1];
      const gap =
        previous === undefined
          ? ''
          : sentence.slice(previous.index + previous[0].length, match.index);
      const afterColon =
        /[:–—]\s["“„«]?$/u.test(sentence.slice(0, match.index)) ||
        /^["“„«»'‘¿¡(\s]*$/u.test(sentence.slice(0, match.index));
      return {
        word: elided,
        isCapital: /^\p{Lu}/u.test(elided),
        startsSentence: afterColon,
        joined: gap === ' ' && elided === match[0],
        at: match.index + match[0].length - elided.length,
        sentence,
      };
    });
  });
}

/** @returns A word in small letters without accents. */
export function folded(word: string): string {
  return word
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/’/gu, "'");
}

/** @returns A folded word without its genitive. */
export function bare(word: string): string {
  return word.replace(/'s$|'$/u, '');
}
