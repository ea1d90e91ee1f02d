import type { Language } from '#kernel';
import { withoutQuotations } from './sentences.js';
import { contentStems } from './stemmer.js';

/** The noun behind an indefinite article; in English another word may stand before it, in German small ones. */
const INTRODUCED: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})an? (?:\p{Ll}+ )?(\p{Ll}{4,})(?=[ ,.])/giu,
  de: /(?<!\p{L})[Ee]ine?[rmns]? (?:\p{Ll}+ ){0,2}(\p{Lu}\p{Ll}{3,})/gu,
  fr: /(?<!\p{L})une? (\p{Ll}{4,})/giu,
  it: /(?<!\p{L})(?:una? |uno |un['’])(\p{Ll}{4,})/giu,
  es: /(?<!\p{L})una? (\p{Ll}{4,})/giu,
};

/**
 * @param elsewhere What is told from other parts of the story's articles.
 * @returns Whether a sentence brings in what was told there: "an international team reports" behind "the team stresses"
 * would be two teams.
 */
export function introducesAgain(
  text: string,
  elsewhere: readonly { readonly stems: ReadonlySet<string> }[],
  language: Language,
): boolean {
  if (elsewhere.length === 0) return false;
  return [...withoutQuotations(text).matchAll(INTRODUCED[language])].some(([, noun = '']) =>
    [...contentStems(noun, language)].some((stem) =>
      elsewhere.some(({ stems }) => stems.has(stem)),
    ),
  );
}
