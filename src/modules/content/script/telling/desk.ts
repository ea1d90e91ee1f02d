import type { Language } from '#kernel';
import type { Category } from '../../story/story.js';
import type { Cast } from './cast.js';
import type { Openings } from './openings.js';
import type { PhrasePicker } from './phrase-picker.js';
import type { PhraseBook } from '../phrases/phrase-book.js';
import type { Phrase } from '../phrases/phrase.js';
import type { ScriptRequest } from '../script.js';

/** What is needed to turn material into words. */
export interface Desk {
  readonly language: Language;
  readonly request: ScriptRequest;
  readonly book: PhraseBook;
  readonly cast: Cast;
  readonly picker: PhrasePicker;
  /** How the segments so far begin. */
  readonly openings: Openings;
  /** Subjects that a host has turned to: twice would be news to whoever heard it the first time. */
  readonly subjectsNamed: Set<Category>;
  /** Subjects of all stories so far, named or not: a host comes back to them. */
  readonly subjectsTold: Set<Category>;
}

/** @returns A phrase with which a segment may begin; any where every one has been heard. */
export function openingPhrase(
  phrases: readonly Phrase[],
  values: Readonly<Record<string, string>>,
  { picker, openings }: Desk,
): string {
  return (
    picker.fresh(phrases, values, (text) => openings.isFresh(text)) ??
    picker.fresh(phrases, values, (text) => openings.isFree(text)) ??
    picker.any(phrases, values)
  );
}
