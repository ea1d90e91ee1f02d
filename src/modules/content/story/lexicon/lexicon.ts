import { type Language, LANGUAGES } from '#kernel';
import { stem } from '../../script/source/stemmer.js';
import { COMMON, EVENTS } from './events.js';
import { PLACES } from './places.js';

/** What a word of a headline stands for, the same in every language. */
export interface Notion {
  readonly id: string;
  readonly kind: 'event' | 'common' | 'place';
  /** The country of a city; told along with it. */
  readonly within?: string;
}

/** A phrase has no more words than this. */
export const PHRASE_WORDS_MAX = 3;
/** A German compound is looked at from this length on, and its parts are no shorter than that. */
const COMPOUND_LETTERS_MIN = 8;
const PART_LETTERS_MIN = 4;
/** A part at the end may be shorter: "see", "zug". */
const END_LETTERS_MIN = 3;
/** Words kept at most, so that a long-lived process forgets. */
const CACHE_WORDS_MAX = 50_000;

const COLUMNS: readonly Language[] = ['en', 'de', 'fr', 'it', 'es'];

/** Small and without accents: how names compare over languages. */
export function fold(word: string): string {
  const small = word.toLowerCase();
  return /^[a-z]*$/.test(small) ? small : small.normalize('NFD').replace(/\p{M}/gu, '');
}

class Lexicon {
  /** By language, then by stem; places stand under every language, by folded form. */
  readonly #words = new Map<Language, Map<string, Notion>>();
  readonly #phrases = new Map<string, Notion>();
  readonly #phraseStarts = new Set<string>();
  readonly #places = new Map<string, Notion>();
  readonly #compounds = new Map<string, readonly Notion[]>();

  constructor() {
    for (const language of LANGUAGES) this.#words.set(language, new Map());
    this.#addPlaces();
    this.#addNotions(EVENTS, 'event');
    this.#addNotions(COMMON, 'common');
  }

  /** The notion of a phrase that begins with these words, and how many words it takes. */
  phrase(words: readonly string[], at: number): { notion: Notion; length: number } | undefined {
    const first = words[at];
    if (first === undefined || !this.#phraseStarts.has(first)) return undefined;
    for (let length = PHRASE_WORDS_MAX; length > 1; length--) {
      const notion = this.#phrases.get(words.slice(at, at + length).join(' '));
      if (notion && at + length <= words.length) return { notion, length };
    }
    return undefined;
  }

  /** @param word Small, without accents. */
  word(word: string, language: string): Notion | undefined {
    const place = this.#places.get(word) ?? this.#places.get(withoutEnding(word));
    if (place) return place;
    const own = this.#words.get(language as Language);
    if (own) return own.get(word) ?? own.get(fold(stem(word, language as Language)));
    return this.#words.get('en')?.get(word);
  }

  /** Notions of the parts of a German compound: of its end, and of its beginning where that is known too. */
  compound(word: string): readonly Notion[] {
    if (word.length < COMPOUND_LETTERS_MIN) return [];
    const known = this.#compounds.get(word);
    if (known) return known;
    if (this.#compounds.size >= CACHE_WORDS_MAX) this.#compounds.clear();
    const parts = this.#split(word);
    this.#compounds.set(word, parts);
    return parts;
  }

  #split(word: string): readonly Notion[] {
    const found: Notion[] = [];
    for (let at = PART_LETTERS_MIN; at <= word.length - END_LETTERS_MIN; at++) {
      const end = this.word(word.slice(at), 'de');
      if (!end) continue;
      found.push(end);
      const start = word.slice(0, at);
      const beginning = this.word(start, 'de') ?? this.word(start.replace(/(s|n|en)$/, ''), 'de');
      if (beginning) found.push(beginning);
      return found;
    }
    for (let at = word.length - PART_LETTERS_MIN; at >= PART_LETTERS_MIN + 1; at--) {
      const start = word.slice(0, at);
      const beginning = this.word(start, 'de') ?? this.word(start.replace(/s$/, ''), 'de');
      if (beginning) return [beginning];
    }
    return found;
  }

  #addNotions(lines: string, kind: 'event' | 'common'): void {
    for (const line of lines.trim().split('\n')) {
      const columns = line.split('|');
      const id = `${kind === 'event' ? '@' : '~'}${columns[0]?.split(' ')[0] ?? ''}`;
      const notion: Notion = { id, kind };
      for (const [column, words] of columns.entries()) {
        const language = COLUMNS[column];
        if (!language) continue;
        for (const word of words.split(' ')) this.#add(word, language, notion);
      }
    }
  }

  #add(written: string, language: Language, notion: Notion): void {
    const word = fold(written);
    if (/[_'-]/.test(word)) {
      this.#addPhrase(word, notion);
      return;
    }
    const own = this.#words.get(language);
    if (!own) return;
    for (const form of [word, fold(stem(written, language)), fold(stem(word, language))])
      if (!own.has(form)) own.set(form, notion);
  }

  #addPhrase(word: string, notion: Notion): void {
    const words = word.split(/[_'-]/);
    const phrase = words.join(' ');
    if (!this.#phrases.has(phrase)) this.#phrases.set(phrase, notion);
    this.#phraseStarts.add(words[0] ?? '');
  }

  #addPlaces(): void {
    for (const line of PLACES.trim().split('\n')) {
      const [names = '', within = ''] = line.split('>');
      const id = `+${names.split(' ')[0] ?? ''}`;
      const country: Notion = { id, kind: 'place' };
      for (const name of names.split(' ')) this.#addPlace(name, country);
      for (const name of within.split(' ').filter(Boolean))
        this.#addPlace(name, {
          id: `+${CITIES.get(name) ?? fold(name)}`,
          kind: 'place',
          within: id,
        });
    }
  }

  #addPlace(written: string, notion: Notion): void {
    const name = fold(written);
    if (/[_'-]/.test(name)) this.#addPhrase(name, notion);
    else if (!this.#places.has(name)) this.#places.set(name, notion);
  }
}

/** Cities by the name that stands for them in any language. */
const CITIES: ReadonlyMap<string, string> = new Map([
  ['genf', 'geneva'],
  ['genève', 'geneva'],
  ['londres', 'london'],
  ['londra', 'london'],
  ['brüssel', 'brussels'],
  ['bruxelles', 'brussels'],
  ['luzern', 'lucerne'],
  ['wallis', 'valais'],
  ['tessin', 'ticino'],
  ['münchen', 'munich'],
  ['köln', 'cologne'],
  ['rom', 'rome'],
  ['roma', 'rome'],
  ['mailand', 'milan'],
  ['milano', 'milan'],
  ['genua', 'genoa'],
  ['genova', 'genoa'],
  ['venedig', 'venice'],
  ['venezia', 'venice'],
  ['lissabon', 'lisbon'],
  ['wien', 'vienna'],
  ['warschau', 'warsaw'],
  ['athen', 'athens'],
  ['athènes', 'athens'],
  ['moskau', 'moscow'],
  ['moscou', 'moscow'],
  ['mosca', 'moscow'],
  ['moscú', 'moscow'],
  ['sibirien', 'siberia'],
  ['kiev', 'kyiv'],
  ['kiew', 'kyiv'],
  ['peking', 'beijing'],
  ['pékin', 'beijing'],
  ['tokio', 'tokyo'],
  ['damaskus', 'damascus'],
  ['teheran', 'tehran'],
  ['bagdad', 'baghdad'],
  ['kairo', 'cairo'],
  ['kopenhagen', 'copenhagen'],
  ['prag', 'prague'],
  ['belgrad', 'belgrade'],
]);

/** Genitives and the endings of German adjectives of places: "Japans", "chilenischen". */
function withoutEnding(word: string): string {
  return word.replace(/(?<=isch)(e[nmrs]?)$|(?<=\p{L}{4})s$/u, '');
}

let loaded: Lexicon | undefined;

/** Made when first asked for: it stems some three thousand words. */
export function lexicon(): Lexicon {
  loaded ??= new Lexicon();
  return loaded;
}
