import { BODIES, FIRST_NAMES, PLACES } from './known-names.data.js';

interface Form {
  readonly family: string;
  /** As listed: its capitals say how it has to be written. */
  readonly written: string;
}

/** A well-known name in a text. */
export interface Mention {
  readonly family: string;
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const WORDS_MAX = 5;
const forms = new Map<string, Form[]>();
/** How listed names begin: most words of a text begin none, and need no further look. */
const firstWords = new Set<string>();
const implied = new Map<string, string>();
const firstNames = new Set(FIRST_NAMES.split(' '));

for (const line of `${PLACES}\n${BODIES}`.split('\n')) {
  const match = /^([^:]+): ([^>]+?)(?: > (.+))?$/u.exec(line.trim());
  if (!match) continue;
  const [, family = '', list = '', whole] = match;
  if (whole !== undefined) implied.set(family, whole);
  for (const written of list.split(', ')) {
    const key = keyOf(written);
    forms.set(key, [...(forms.get(key) ?? []), { family, written }]);
    firstWords.add(key.split(' ', 1)[0] ?? '');
  }
}

/** @returns Whether a word is a first name, written as one. */
export function isFirstName(word: string): boolean {
  return firstNames.has(word);
}

/** @returns The well-known names of a text, longest first where they overlap, in their order. */
export function mentionsIn(text: string): Mention[] {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!firstWords.has(keyOf(words[at]?.[0] ?? ''))) continue;
    for (let count = Math.min(WORDS_MAX, words.length - at); count > 0; count--) {
      const [first, last] = [words[at], words[at + count - 1]];
      if (!first || !last) continue;
      const end = last.index + last[0].length;
      const said = text.slice(first.index, end);
      if (count > 1 && /[^\p{L}\p{N}\s.'’-]|\.\s\p{Lu}\p{Ll}{3}/u.test(said)) continue;
      const form = formOf(said);
      // Money is a unit, not a country.
      if (!form || /^[ -]?dol+[aá]r/iu.test(text.slice(end))) continue;
      mentions.push({ family: form.family, text: said, at: first.index, end });
      at += count - 1;
      break;
    }
  }
  return mentions;
}

/** @returns The families a text speaks of, and what they imply. */
export function familiesIn(text: string): Set<string> {
  const families = new Set<string>();
  for (const { family } of mentionsIn(text)) {
    families.add(family);
    for (let whole = implied.get(family); whole !== undefined; whole = implied.get(whole))
      families.add(whole);
  }
  // Who counts in francs and cantons speaks of Switzerland.
  if (
    /(?<!\p{L})(?:kantons?|canton[es]?|cantons|cantoni|franken|chf|bund|confédération)(?!\p{L})/iu.test(
      text,
    )
  )
    families.add('CH');
  return families;
}

function formOf(said: string): Form | undefined {
  return forms.get(keyOf(said))?.find(({ written }) => isWrittenAs(said, written));
}

function isWrittenAs(said: string, written: string): boolean {
  const letters = written.replace(/[^\p{L}]/gu, '');
  if (letters === letters.toLowerCase()) return true;
  if (letters.length > 1 && letters === letters.toUpperCase())
    return said.replace(/[^\p{L}]/gu, '') === letters;
  return /^\p{Lu}/u.test(said);
}

function keyOf(form: string): string {
  return form
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/gu, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
