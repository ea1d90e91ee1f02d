import type { Language } from '#kernel';
import { german } from './de.js';
import { english } from './en.js';
import { spanish } from './es.js';
import { french } from './fr.js';
import { italian } from './it.js';
import type { Vocabulary } from './vocabulary.js';

const VOCABULARIES: Readonly<Record<Language, Vocabulary>> = {
  en: english,
  de: german,
  fr: french,
  it: italian,
  es: spanish,
};

/** @returns How a language says figures and signs. */
export function vocabularyOf(language: Language): Vocabulary {
  return VOCABULARIES[language];
}
