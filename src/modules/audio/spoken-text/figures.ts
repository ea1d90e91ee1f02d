import { cardinal, spelledDigits } from './number-words.js';
import type { Vocabulary } from './languages/vocabulary.js';

/** A number as any of the five languages and Switzerland write it. */
export const NUMBER = String.raw`\d{1,3}(?:[’']\d{3})+(?:[.,]\d+)?|\d{1,3}(?:[.,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;

/** A figure taken apart: digits of the whole part, digits after the point. */
export interface Figure {
  readonly whole: string;
  readonly decimals: string;
}

/** @returns The parts of a written number; a stop or comma before three digits parts thousands, as the language has it. */
export function figureOf(written: string, { language }: Vocabulary): Figure {
  const text = written.replace(/[’'\s]/gu, '');
  const thousands = language === 'en' ? ',' : '.';
  const decimal = language === 'en' ? '.' : ',';
  const grouped = new RegExp(
    `^\\d{1,3}(?:[${thousands}]\\d{3})+(?:[${decimal}](\\d+))?$`,
    'u',
  ).exec(text);
  if (grouped) {
    const [whole = ''] = text.split(decimal);
    return { whole: whole.replace(/\D/gu, ''), decimals: grouped[1] ?? '' };
  }
  // The other sign in a clear place: "1,250,000" in German, "4.80" in Italian.
  if (/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$/u.test(text))
    return { whole: text.replace(/\D/gu, ''), decimals: '' };
  const [whole = '', decimals = ''] = text.split(/[.,]/u);
  return { whole, decimals };
}

/** @returns The number in words. */
export function numberInWords(written: string, vocabulary: Vocabulary): string {
  const { whole, decimals } = figureOf(written, vocabulary);
  const { language, point } = vocabulary;
  if (/^0\d/u.test(whole) && decimals === '') return spelledDigits(whole, language);
  const words = cardinal(whole, language);
  if (decimals === '') return words;
  const asNumber =
    vocabulary.readsDecimalsAsNumber && decimals.length <= 2 && !decimals.startsWith('0');
  return `${words} ${point} ${asNumber ? cardinal(decimals, language) : spelledDigits(decimals, language)}`;
}

/** @returns The number before a noun; one is inflected, and Spanish and Italian shorten what ends in it. */
export function countInWords(written: string, noun: string, vocabulary: Vocabulary): string {
  const { whole, decimals } = figureOf(written, vocabulary);
  if (whole === '1' && decimals === '' && noun !== '') return vocabulary.oneBefore(noun);
  const words = numberInWords(written, vocabulary);
  if (decimals !== '' || noun === '') return words;
  if (vocabulary.language === 'es') return spanishBefore(noun, words);
  // "Vingt et une voitures": a last one is inflected as it is alone.
  const isFeminine =
    vocabulary.language === 'fr' && vocabulary.oneBefore(noun.replace(/s$/u, '')) === 'une';
  return isFeminine ? words.replace(/(?<=^|[\s-])un$/u, 'une') : words;
}

/** @returns Whether a number takes the singular. */
export function isOne(written: string, vocabulary: Vocabulary): boolean {
  const { whole, decimals } = figureOf(written, vocabulary);
  if (vocabulary.language === 'fr') return (whole === '1' || whole === '0') && whole.length === 1;
  return whole === '1' && decimals === '';
}

const SPANISH_FEMININE =
  /(?:as|ciones|siones|dades|noches|veces|partes|calles|clases|llaves|luces|mujeres|madres|flores|leyes|redes|series|tardes|nubes|imágenes|razones)$/u;

/** Hundreds follow the gender of what is counted, and a last one is shortened. */
function spanishBefore(noun: string, words: string): string {
  const [first = noun] = noun.split(' ');
  if (
    SPANISH_FEMININE.test(first) &&
    !/(?:días|mapas|problemas|temas|sistemas|programas)$/u.test(first)
  ) {
    return words.replace(/(cient|quinient)os/gu, '$1as').replace(/un[o]?$/u, 'una');
  }
  return words.replace(/veintiuno$/u, 'veintiún').replace(/(?<= |^)uno$/u, 'un');
}
