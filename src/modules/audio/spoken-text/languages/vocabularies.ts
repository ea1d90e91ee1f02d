import type { Language } from '#kernel';
import { german } from './de.js';
import { english } from './en.js';
import { spanish } from './es.js';
import { french } from './fr.js';
import { italian } from './it.js';
import { measuresOf } from './measures.js';
import type { Vocabulary } from './vocabulary.js';

const VOCABULARIES: Readonly<Record<Language, Vocabulary>> = {
  en: withMeasures(english),
  de: withMeasures(german),
  fr: withMeasures(french),
  it: withMeasures(italian),
  es: withMeasures(spanish),
};

/** @returns How a language says figures and signs. */
export function vocabularyOf(language: Language): Vocabulary {
  return VOCABULARIES[language];
}

/** What a language says for itself goes before what all have in common. */
function withMeasures(vocabulary: Vocabulary): Vocabulary {
  return { ...vocabulary, units: { ...measuresOf(vocabulary.language), ...vocabulary.units } };
}
