import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { stem } from '../source/stemmer.js';
import { folded } from './name-index.js';
import { N } from './numbered.js';
import type { Reading } from './quantities.js';

/** The words around the numbers of a text, sentence by sentence. */
export interface Surroundings {
  readonly words: readonly Word[];
  /** In how many sentences a stem stands. */
  readonly sentencesOf: ReadonlyMap<string, number>;
}

interface Word {
  readonly stem: string;
  readonly at: number;
  readonly sentence: number;
  /** Clauses are counted through the whole text. */
  readonly clause: number;
  /** Says something of its own: no article, no number. */
  readonly isContent: boolean;
}

/** Nearer words count more: at this many words away half as much. */
const HALF_WORDS = 6;
const REACH_WORDS = 25;
/** Stems that begin alike are forms of one word: "Bund", "Bundes". */
const ALIKE_LETTERS = 5;
/** A clause with fewer says too little: its sentence is taken. */
const CLAUSE_WORDS_MIN = 3;

const TOKEN = new RegExp(`${N}|\\p{L}[\\p{L}’'-]*|[.!?;](?=\\s|$)|[,:–—](?=\\s)`, 'gu');
const ELIDED = /^(?:\p{L}|qu|dell|nell|all|dall|sull|un|quell)['’](?=\p{L})/iu;
const ABBREVIATED = /(?:^|\s)(?:\p{Lu}|Dr|Mr|Mrs|St|Prof)$/u;
const IS_MARK = new RegExp(N, 'u');

/** A source is looked at for every claim that is held against it. */
const known = new WeakMap<Reading, Surroundings>();

/** @returns The words of a reading with their places. */
export function surroundingsOf(reading: Reading, language: Language): Surroundings {
  const before = known.get(reading);
  if (before) return before;
  const fresh = wordsOf(reading, language);
  known.set(reading, fresh);
  return fresh;
}

function wordsOf({ line }: Reading, language: Language): Surroundings {
  const { stopWords } = grammarOf(language);
  const words: Word[] = [];
  let [sentence, clause] = [0, 0];
  for (const { 0: token, index } of line.matchAll(TOKEN)) {
    if (/^[,:–—]$/u.test(token)) clause++;
    else if (/^[.!?;]$/u.test(token)) {
      if (ABBREVIATED.test(line.slice(Math.max(0, index - 5), index))) continue;
      sentence++;
      clause++;
    } else {
      const word = token.replace(ELIDED, '');
      const isContent =
        word.length > 2 && !IS_MARK.test(word) && !stopWords.has(word.toLowerCase());
      const key = IS_MARK.test(word) ? word : stem(folded(word), language);
      words.push({ stem: key, at: index, sentence, clause, isContent });
    }
  }
  const seen = new Map<string, Set<number>>();
  for (const one of words) seen.set(one.stem, (seen.get(one.stem) ?? new Set()).add(one.sentence));
  const sentencesOf = new Map([...seen].map(([key, sentences]) => [key, sentences.size]));
  return { words, sentencesOf };
}

/** @returns The content words of the clause around a place, or of its sentence. */
export function contentNear(at: number, { words }: Surroundings): string[] {
  const here = words.find((word) => word.at === at);
  if (!here) return [];
  const content = words.filter((word) => word.isContent && word.sentence === here.sentence);
  const clause = content.filter((word) => word.clause === here.clause);
  const chosen = clause.length >= CLAUSE_WORDS_MIN ? clause : content;
  return [...new Set(chosen.map((word) => word.stem))];
}

/** @returns How much of some words stands near a place of a source; a word of many sentences says less. */
export function nearness(stems: readonly string[], at: number, source: Surroundings): number {
  const { words, sentencesOf } = source;
  const place = words.findIndex((word) => word.at === at);
  const here = words[place];
  if (!here) return 0;
  let sum = 0;
  for (const one of stems) {
    let [best, spread] = [0, 1];
    for (
      let index = Math.max(0, place - REACH_WORDS);
      index < Math.min(words.length, place + REACH_WORDS);
      index++
    ) {
      const word = words[index];
      if (!word || index === place || word.sentence !== here.sentence) continue;
      if (!isAlike(word.stem, one)) continue;
      const weight = 1 / (1 + Math.abs(index - place) / HALF_WORDS);
      if (weight <= best) continue;
      best = weight;
      spread = sentencesOf.get(word.stem) ?? 1;
    }
    sum += best / spread;
  }
  return sum;
}

/** @returns The word of content right behind a place. */
export function wordBehind(at: number, { words }: Surroundings): string | undefined {
  const place = words.findIndex((word) => word.at === at);
  const next = place < 0 ? undefined : words[place + 1];
  return next?.isContent === true && next.sentence === words[place]?.sentence
    ? next.stem
    : undefined;
}

/** @returns Whether two stems are forms of one word. */
export function isAlike(left: string, right: string): boolean {
  if (left === right) return true;
  return (
    left.length >= ALIKE_LETTERS &&
    right.length >= ALIKE_LETTERS &&
    left.slice(0, ALIKE_LETTERS) === right.slice(0, ALIKE_LETTERS)
  );
}
