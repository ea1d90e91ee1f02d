import type { Language } from '#kernel';

/** Days of the year that have a name and one date. */
const FEASTS: Readonly<
  Record<Language, readonly (readonly [words: string, month: number, day: number])[]>
> = {
  en: [
    ["New Year[’']s Day", 1, 1],
    ["Valentine[’']s Day", 2, 14],
    ["St\\.? Patrick[’']s Day", 3, 17],
    ['May Day', 5, 1],
    ["Hallowe[’']?en", 10, 31],
    ["All Saints[’'] Day", 11, 1],
    ['Christmas Eve', 12, 24],
    ['Christmas Day', 12, 25],
    ['Boxing Day', 12, 26],
    ["New Year[’']s Eve", 12, 31],
  ],
  de: [
    ['Neujahr(?:stag)?', 1, 1],
    ['Valentinstag', 2, 14],
    ['Tag der Arbeit', 5, 1],
    ['Halloween', 10, 31],
    ['Allerheiligen', 11, 1],
    ['Nikolaustag', 12, 6],
    ['Heilig(?:er |en |)abend', 12, 24],
    ['Silvester(?:abend|nacht)?', 12, 31],
  ],
  fr: [
    ["(?:le )?(?:jour|premier) de l[’']an", 1, 1],
    ['Saint-Valentin', 2, 14],
    ['fête du Travail', 5, 1],
    ['Halloween', 10, 31],
    ['Toussaint', 11, 1],
    ['(?:veille|réveillon) de Noël', 12, 24],
    ['jour de Noël', 12, 25],
    ['Saint-Sylvestre', 12, 31],
  ],
  it: [
    ['Capodanno', 1, 1],
    ['Epifania|Befana', 1, 6],
    ['San Valentino', 2, 14],
    ['festa del lavoro', 5, 1],
    ['Ferragosto', 8, 15],
    ['Halloween', 10, 31],
    ['Ognissanti', 11, 1],
    ['vigilia di Natale', 12, 24],
    ['giorno di Natale', 12, 25],
    ['(?:notte|sera) di San Silvestro', 12, 31],
  ],
  es: [
    ['día de Año Nuevo', 1, 1],
    ['día de Reyes', 1, 6],
    ['(?:día de )?San Valentín', 2, 14],
    ['día del Trabajo', 5, 1],
    ['Halloween', 10, 31],
    ['Todos los Santos', 11, 1],
    ['Nochebuena', 12, 24],
    ['día de Navidad', 12, 25],
    ['Nochevieja', 12, 31],
  ],
};

/** A day with a name, in a text. */
export interface Feast {
  readonly pattern: RegExp;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

const made = new Map<Language, readonly Feast[]>();

/** @returns The named days of a language, each found wherever it stands. */
export function feastsOf(language: Language): readonly Feast[] {
  const known = made.get(language);
  if (known) return known;
  const fresh = FEASTS[language].map(([words, month, day]) => ({
    pattern: new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu'),
    month,
    day,
  }));
  made.set(language, fresh);
  return fresh;
}

/** @returns A text without the names of days, which are no names of anybody. */
export function withoutFeasts(text: string, language: Language): string {
  return feastsOf(language).reduce((rest, { pattern }) => rest.replace(pattern, ' '), text);
}
