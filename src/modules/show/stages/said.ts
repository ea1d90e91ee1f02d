import type { Language } from '#kernel';
import { pronouncedIn, spokenText, type TakeRequest } from '#modules/audio';
import type { PlannedSpeaker } from './outputs.js';

/** A line as its speaker says it. */
export interface Said {
  /** Normalised, with the respellings of the speaker's dictionary. */
  readonly text: string;
  /** Words of it that the dictionary has in IPA, for voices that take it. */
  readonly pronunciations: NonNullable<TakeRequest['pronunciations']>;
}

/** What a speaker makes of a line of the script. */
export function saidBy(
  { pronunciations }: Pick<PlannedSpeaker, 'pronunciations'>,
  written: string,
  language: Language,
): Said {
  const { respellings, phonetic } = pronouncedIn(written, dictionaryOf(pronunciations));
  return { text: spokenText(written, language, respellings), pronunciations: phonetic };
}

/** A bare text, as shows of before hold it, is a respelling. */
function dictionaryOf(pronunciations: PlannedSpeaker['pronunciations']) {
  return Object.fromEntries(
    Object.entries(pronunciations).map(([word, said]) => [
      word,
      typeof said === 'string' ? { respelling: said } : said,
    ]),
  );
}
