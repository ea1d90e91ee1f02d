import { english } from './en.js';
import type { PhraseBook } from './phrase-book.js';

export const italian: PhraseBook = english;
