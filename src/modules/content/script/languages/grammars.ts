import type { Language } from '#kernel';
import { english } from './en.js';
import { french } from './fr.js';
import { german } from './de.js';
import { italian } from './it.js';
import { spanish } from './es.js';
import type { Grammar } from './grammar.js';

const GRAMMARS: Readonly<Record<Language, Grammar>> = {
  en: english,
  de: german,
  fr: french,
  it: italian,
  es: spanish,
};

/** @returns The grammar of a language. */
export function grammarOf(language: Language): Grammar {
  return GRAMMARS[language];
}
