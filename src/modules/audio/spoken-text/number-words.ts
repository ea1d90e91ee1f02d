import type { Language } from '#kernel';
import { toCardinal as german, toOrdinal as germanOrdinal } from 'n2words/de-DE';
import { toCardinal as english, toOrdinal as englishOrdinal } from 'n2words/en-GB';
import { toCardinal as spanish, toOrdinal as spanishOrdinal } from 'n2words/es-ES';
import { toCardinal as french, toOrdinal as frenchOrdinal } from 'n2words/fr-FR';
import { toCardinal as italian, toOrdinal as italianOrdinal } from 'n2words/it-IT';

/** Digits a number may have before it is read digit by digit: a listener takes in no more. */
const DIGITS_MAX = 15;

const CARDINALS = { en: english, de: german, fr: french, it: italian, es: spanish };
const ORDINALS = {
  en: englishOrdinal,
  de: germanOrdinal,
  fr: frenchOrdinal,
  it: italianOrdinal,
  es: spanishOrdinal,
};

/** n2words writes these Spanish words without their accent, and a voice then stresses them wrongly. */
const SPANISH_ACCENTS: readonly (readonly [RegExp, string])[] = [
  [/\bdieciseis\b/gu, 'dieciséis'],
  [/\bveintidos\b/gu, 'veintidós'],
  [/\bveintitres\b/gu, 'veintitrés'],
  [/\bveintiseis\b/gu, 'veintiséis'],
  [/\bveintiuno(?= mil)/gu, 'veintiún'],
  [/\buno(?= mil)/gu, 'un'],
];

/** @returns A whole number in words: "one thousand three hundred and forty". */
export function cardinal(digits: string, language: Language): string {
  const plain = digits.replace(/^0+(?=\d)/u, '');
  if (plain.length > DIGITS_MAX) return spelledDigits(plain, language);
  const words = CARDINALS[language](plain);
  if (language === 'de') {
    // "einhundert" and "eintausend" are for cheques.
    return words.replace(/^ein(?=hundert|tausend)/u, '');
  }
  if (language === 'it') return words.replace(/(mila|mille) e /gu, '$1');
  return language === 'es'
    ? SPANISH_ACCENTS.reduce((text, [from, to]) => text.replace(from, to), words)
    : words;
}

/** @returns The place in a row in words: "third", "dritte", "troisième"; there is none at 0, which is said as it is. */
export function ordinal(value: number, language: Language): string {
  if (value < 1) return cardinal(String(value), language);
  const words = ORDINALS[language](value);
  return language === 'en' ? words.replace(/hundred (?=\p{L})/gu, 'hundred and ') : words;
}

/** @returns Each digit as a word. */
export function spelledDigits(digits: string, language: Language): string {
  return Array.from(digits)
    .map((digit) => CARDINALS[language](digit))
    .join(' ');
}
