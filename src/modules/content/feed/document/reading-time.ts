/** How long a person reads, not how long a host speaks. */
export interface ReadingTime {
  readonly words: number;
  /** Rounded up to whole minutes; 0 where there is nothing to read. */
  readonly minutes: number;
}

/** Words a minute of silent reading in adults (Trauzettel-Klosinski & Dietz, 2012, IReST). */
const WORDS_A_MINUTE: Readonly<Record<string, number>> = {
  de: 179,
  en: 228,
  es: 218,
  fr: 195,
  it: 188,
};
const WORDS_A_MINUTE_ELSEWHERE = 184;
/** Writing without spaces: so many characters are read like a word. */
const CHARACTERS_A_WORD = 2;

/** @param language ISO 639-1. */
export function readingTime(text: string, language: string): ReadingTime {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [];
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ??
    0;
  const count = dense * 2 > text.length ? Math.ceil(dense / CHARACTERS_A_WORD) : words.length;
  return {
    words: count,
    minutes: Math.ceil(count / (WORDS_A_MINUTE[language] ?? WORDS_A_MINUTE_ELSEWHERE)),
  };
}
