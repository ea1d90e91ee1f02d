import type { NumberLexicon } from './number-lexicon.js';

/** Sorted once a language: longest first, so that "siebzehn" is not "sieben". */
const keysOf = new WeakMap<NumberLexicon, readonly string[]>();

/** What begins no number word ends the look at a long word: most do. */
const beginningsOf = new WeakMap<NumberLexicon, ReadonlySet<string>>();

/** @returns The values a word is made of, scales as negative numbers; undefined where it is no number. */
export function partsOf(word: string, lexicon: NumberLexicon): number[] | undefined {
  // "Twenty seconds" are not twenty-two of anything.
  if (word === 'seconds') return undefined;
  const stripped = word.replace(lexicon.endings, '');
  const bare = [word, stripped, word.replace(/ième$/u, 'e')];
  if (stripped !== word) bare.push(...lexicon.lost.map((vowel) => stripped + vowel));
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
  if (word.length < 6 || !beginnings(lexicon).has(word.slice(0, 2))) return undefined;
  const parts: number[] = [];
  let rest = word;
  while (rest !== '') {
    const key = keys(lexicon).find((part) => rest.startsWith(part));
    if (key === undefined) return undefined;
    const scale = lexicon.scales[key];
    const value = lexicon.values[key];
    if (scale !== undefined) parts.push(-scale);
    else if (value !== undefined) parts.push(value);
    rest = rest.slice(key.length);
  }
  return parts.length > 1 ? parts : undefined;
}

function beginnings(lexicon: NumberLexicon): ReadonlySet<string> {
  const known = beginningsOf.get(lexicon);
  if (known) return known;
  const fresh = new Set(keys(lexicon).map((key) => key.slice(0, 2)));
  beginningsOf.set(lexicon, fresh);
  return fresh;
}

function keys(lexicon: NumberLexicon): readonly string[] {
  const known = keysOf.get(lexicon);
  if (known) return known;
  const sorted = [...Object.keys(lexicon.values), ...Object.keys(lexicon.scales), 'und']
    .filter((key) => key.length > 2 || key === 'un')
    .sort((left, right) => right.length - left.length);
  keysOf.set(lexicon, sorted);
  return sorted;
}
