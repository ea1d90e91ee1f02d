import type { Language } from '#kernel';
import { german } from './de.js';
import { english } from './en.js';
import { spanish } from './es.js';
import { french } from './fr.js';
import { italian } from './it.js';
import type { PhraseBook } from './phrase-book.js';

const BOOKS: Readonly<Record<Language, PhraseBook>> = {
  en: english,
  de: german,
  fr: french,
  it: italian,
  es: spanish,
};

/** @returns What hosts say in a language. */
export function phraseBookOf(language: Language): PhraseBook {
  return BOOKS[language];
}
