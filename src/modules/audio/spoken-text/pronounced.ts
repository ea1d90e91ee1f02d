import { withPlainSigns } from './tidy.js';

/** How a word is to be said: at least one of the two. */
export interface PronouncedAs {
  readonly respelling?: string;
  /** In the international phonetic alphabet. */
  readonly ipa?: string;
}

/** What of a dictionary is in a text, by the word as it stands there. */
export interface PronouncedWords {
  /** For `spokenText`: what is to be read instead; a word that has IPA stays as it is written. */
  readonly respellings: Readonly<Record<string, string>>;
  /** Words that have IPA, and what voices without it read instead, where the dictionary says so. */
  readonly phonetic: Readonly<Record<string, PronouncedAs>>;
}

/**
 * Looks up whole words, the longest first. A word in small letters is meant with a capital as well, as at the start of a
 * sentence; any other is meant as it is written: "IT" is no "it".
 */
export function pronouncedIn(
  text: string,
  dictionary: Readonly<Record<string, PronouncedAs>>,
): PronouncedWords {
  const forms = formsOf(dictionary);
  const pattern = wordPattern([...forms.keys()]);
  const respellings: Record<string, string> = {};
  const phonetic: Record<string, PronouncedAs> = {};
  for (const [form] of pattern ? withPlainSigns(text).matchAll(pattern) : []) {
    const said = forms.get(form);
    if (said?.ipa === undefined) respellings[form] = said?.respelling ?? form;
    else [respellings[form], phonetic[form]] = [form, said];
  }
  return { respellings, phonetic };
}

/** The text as a voice without IPA reads it: respellings where there are some, else the word. */
export function withoutIpa(text: string, phonetic: PronouncedWords['phonetic']): string {
  const pattern = wordPattern(Object.keys(phonetic));
  return pattern ? text.replace(pattern, (word) => phonetic[word]?.respelling ?? word) : text;
}

/** Any of these as whole words, the longest first; nothing where there are none. */
export function wordPattern(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = [...words].sort((left, right) => right.length - left.length);
  const escaped = longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
    'gu',
  );
}

/** What is written out goes before what follows from a word in small letters. */
function formsOf(dictionary: Readonly<Record<string, PronouncedAs>>): Map<string, PronouncedAs> {
  const forms = new Map<string, PronouncedAs>();
  const entries = Object.entries(dictionary).map(
    ([word, said]) => [withPlainSigns(word.normalize('NFC')).trim(), said] as const,
  );
  for (const [word, said] of entries)
    if (word === word.toLowerCase()) forms.set(word.charAt(0).toUpperCase() + word.slice(1), said);
  for (const [word, said] of entries) if (word !== '') forms.set(word, said);
  forms.delete('');
  return forms;
}
