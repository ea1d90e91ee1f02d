import { type Language, LANGUAGES } from '#kernel';
import { stem } from '../script/stemmer.js';
import type { Article } from './story.js';

/** How much of an article says what it is about. */
const LEAD_CHARACTERS = 700;

/** What an article is about, ready to be compared. */
export interface Terms {
  /** Stems of its words with how strongly it uses them: title words count double. */
  readonly words: ReadonlyMap<string, number>;
  /** Names and numbers: the same in every language. */
  readonly names: ReadonlySet<string>;
  /** Every word of it, small and without accents. */
  readonly mentioned: ReadonlySet<string>;
  /** Names that the title and the text both tell: who or what it is about. */
  readonly headNames: ReadonlySet<string>;
}

export function termsOf(article: Article): Terms {
  const lead = `${article.summary} ${article.body}`.trim().slice(0, LEAD_CHARACTERS);
  const words = new Map<string, number>();
  addWords(words, article.title, article.language, 2);
  addWords(words, lead, article.language, 1);
  const inLead = namesIn(lead, article.language);
  const inTitle = namesIn(` ${article.title}`, article.language);
  const inText = new Set(
    [...lead.matchAll(/\p{Lu}[\p{L}\p{M}]{2,}/gu)].map(([name]) => fold(name)),
  );
  const isName = (name: string) => inText.has(name);
  const isGerman = article.language === 'de';
  return {
    words,
    names: inLead.union(inTitle),
    mentioned: new Set(
      [
        ...`${article.title} ${article.summary} ${article.body}`.matchAll(
          /\p{L}[\p{L}\p{M}]{2,}/gu,
        ),
      ].map(([word]) => fold(word)),
    ),
    headNames: new Set(isGerman ? [] : [...inTitle].filter(isName)),
  };
}

function addWords(into: Map<string, number>, text: string, language: string, weight: number): void {
  const isOurs = (LANGUAGES as readonly string[]).includes(language);
  for (const [word] of text.toLowerCase().matchAll(/\p{L}[\p{L}\p{M}'’-]*|\d[\d.,:]*\d|\d/gu)) {
    if (word.length < 3 && !/\d/.test(word)) continue;
    const root = isOurs ? stem(word.replace(/['’].*$/, ''), language as Language) : word;
    into.set(root, (into.get(root) ?? 0) + weight);
  }
}

/** Capitalised words inside a sentence, without accents; numbers of two digits and more. German capitalises every noun: only words that no other language would write so count less later, by how common they are. */
function namesIn(text: string, language: string): Set<string> {
  const names = new Set<string>();
  const inside = /(?<![.!?:»“"]\s)(?<=\s|[-'’«„"(])(\p{Lu}[\p{L}\p{M}]{2,})/gu;
  for (const [, name = ''] of text.matchAll(inside)) names.add(fold(name));
  if (language !== 'de')
    for (const [, name = ''] of text.matchAll(/^(\p{Lu}[\p{L}\p{M}]{3,})/gmu))
      names.add(fold(name));
  for (const [, number = ''] of text.matchAll(/(?<![\d.,])(\d[\d'’., ]*\d)(?![\d])/g))
    names.add(number.replace(/[^\d]/g, ''));
  return names;
}

function fold(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
