import type { Language } from '#kernel';
import type { UnsupportedClaim } from '../script.js';

/** Words for the same days, in the same order. */
const RELATIVE: Readonly<Record<Language, readonly string[]>> = {
  en: ['yesterday', 'tomorrow', 'tonight', 'day before yesterday', 'day after tomorrow'],
  de: [
    'gestern',
    'morgen(?= (?:abend|früh|nachmittag|vormittag|mittag))',
    'heute abend',
    'vorgestern',
    'übermorgen',
  ],
  fr: ['hier', 'demain', 'ce soir', 'avant-hier', 'après-demain'],
  it: ['ieri', 'domani', 'stasera', "l['’]altro ieri", 'dopodomani'],
  es: [
    'ayer',
    'mañana(?= (?:por|se|habrá|será))',
    'anoche|esta noche',
    'anteayer',
    'pasado mañana',
  ],
};

/** @returns Days such as "yesterday" that no source calls so, in whatever language it is. */
export function unsupportedRelativeDays(
  own: string,
  sources: readonly string[],
  language: Language,
): UnsupportedClaim[] {
  const all = sources.join('\n');
  const says = (text: string, words: string): RegExpExecArray | null =>
    new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu').exec(text);
  return RELATIVE[language].flatMap((words, at) => {
    const said = says(own, words);
    if (!said) return [];
    const isKnown = Object.values(RELATIVE).some((list) => says(all, list[at] ?? '(?!)') !== null);
    return isKnown ? [] : [{ kind: 'date' as const, text: said[0] }];
  });
}
