import { type Language, LANGUAGES } from '#kernel';
import { grammarOf } from '../script/languages/grammars.js';
import { stem } from '../script/source/stemmer.js';
import { type Figure, figuresOf } from './figures.js';
import { fold, lexicon, type Notion } from './lexicon/lexicon.js';
import type { Article } from './story.js';

/** How much of an article says what it is about. */
const LEAD_CHARACTERS = 700;
/** A part of a word, or the country of a city, says less than the word. */
const PART_WEIGHT = 0.6;
const COUNTRY_WEIGHT = 0.5;
/** What an article is about, ready to be compared. Terms: `@notion`, `+place`, `#figure`, or a stem. */
export interface Terms {
  /** Of the title, with how much of a word each is: 0 to 1. */
  readonly title: ReadonlyMap<string, number>;
  /** Of the title, in its order. */
  readonly sequence: readonly string[];
  /** Of the title and the lead. */
  readonly full: ReadonlyMap<string, number>;
  /** Names of the title as every language writes them, more or less. */
  readonly titleNames: ReadonlySet<string>;
  /** Names that the title and the text both tell: who or what it is about. */
  readonly headNames: ReadonlySet<string>;
  /** Names of title and lead. */
  readonly names: ReadonlySet<string>;
  /** Every word, folded: whether a name is mentioned at all. */
  readonly mentioned: ReadonlySet<string>;
  readonly figures: readonly Figure[];
  /** Stems as often as they are used, title words double: for SimHash. */
  readonly words: ReadonlyMap<string, number>;
}

/** German capitalises every noun. */
const NO_NAMES: ReadonlySet<string> = new Set();

export function termsOf(article: Article): Terms {
  const { language } = article;
  const text = `${article.summary} ${article.body}`.trim().slice(0, LEAD_CHARACTERS);
  const title = new Reading(language, article.title);
  const lead = text === '' ? undefined : new Reading(language, text);
  const words = new Map([...title.words].map(([word, count]) => [word, count * 2]));
  for (const [word, count] of lead?.words ?? []) words.set(word, (words.get(word) ?? 0) + count);
  return {
    title: title.terms,
    sequence: title.sequence,
    full: lead ? strongerOf(title.terms, lead.terms) : title.terms,
    titleNames: title.names,
    headNames: lead && language !== 'de' ? title.names.intersection(lead.names) : NO_NAMES,
    names: lead ? title.names.union(lead.names) : title.names,
    mentioned: lead ? title.mentioned.union(lead.mentioned) : title.mentioned,
    figures: lead ? [...title.figures, ...lead.figures] : title.figures,
    words,
  };
}

function strongerOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) {
  const both = new Map(a);
  for (const [term, part] of b) both.set(term, Math.max(part, both.get(term) ?? 0));
  return both;
}

const CENTRAL_BANK = '@central_bank';
/** "Swiss central bank" is the SNB. */
const CENTRAL_BANKS = [
  ['+switzerland', '+snb'],
  ['+usa', '+fed'],
  ['+eu', '+ecb'],
  ['+britain', '+boe'],
  ['+japan', '+boj'],
] as const;

const WORD = /\p{L}[\p{L}\p{M}]*/gu;

/** What a word of a language stands for; looked up once. */
interface Token {
  readonly notion: Notion | undefined;
  readonly root: string;
  /** Of a German compound. */
  readonly parts: readonly Notion[];
}

/** Words kept at most a language, so that a long-lived process forgets. */
const TOKENS_MAX = 50_000;
const tokens = new Map<string, Map<string, Token>>();

function tokenOf(folded: string, language: string): Token {
  let own = tokens.get(language);
  if (!own || own.size >= TOKENS_MAX) tokens.set(language, (own = new Map<string, Token>()));
  const known = own.get(folded);
  if (known) return known;
  const isOurs = (LANGUAGES as readonly string[]).includes(language);
  const made = {
    notion: lexicon().word(folded, language),
    root: isOurs ? fold(stem(folded, language as Language)) : folded,
    parts: language === 'de' ? lexicon().compound(folded) : [],
  };
  own.set(folded, made);
  return made;
}

/** Terms as they are read off a text. */
class Reading {
  readonly terms = new Map<string, number>();
  readonly sequence: string[] = [];
  readonly names = new Set<string>();
  readonly mentioned = new Set<string>();
  readonly words = new Map<string, number>();
  readonly figures: readonly Figure[];
  readonly #language: string;
  readonly #stopWords: ReadonlySet<string>;

  constructor(language: string, text: string) {
    const isOurs = (LANGUAGES as readonly string[]).includes(language);
    this.#language = language;
    this.#stopWords = grammarOf((isOurs ? language : 'en') as Language).stopWords;
    this.figures = figuresOf(text, language);
    this.#read(text.includes('U.S.') ? text.replace(/\bU\.S\.(A\.)?/g, 'USA') : text);
  }

  #read(text: string): void {
    const matches = [...text.matchAll(WORD)];
    const folded = matches.map(([word]) => fold(word));
    for (let at = 0; at < matches.length; at++) {
      const phrase = lexicon().phrase(folded, at);
      if (phrase) {
        this.#notion(phrase.notion, 1);
        this.sequence.push(phrase.notion.id);
        for (let part = at; part < at + phrase.length; part++)
          this.mentioned.add(nameOf(folded[part] ?? ''));
        at += phrase.length - 1;
        continue;
      }
      const match = matches[at] as RegExpExecArray;
      this.#word(match[0], folded[at] as string, isSentenceStart(text, match.index));
    }
    for (const { value } of this.figures) {
      this.#add(`#${value}`, 1);
      this.sequence.push(`#${value}`);
    }
    if (!this.terms.has(CENTRAL_BANK)) return;
    for (const [country, bank] of CENTRAL_BANKS)
      if ((this.terms.get(country) ?? 0) === 1) this.#add(bank, 1);
  }

  #word(word: string, folded: string, isStart: boolean): void {
    this.mentioned.add(nameOf(folded));
    const isAcronym = word.length <= 5 && /^\p{Lu}{2,5}$/u.test(word);
    if (!isAcronym && (folded.length < 3 || this.#stopWords.has(word.toLowerCase()))) return;
    const { notion, root, parts } = tokenOf(folded, this.#language);
    const isCapital = word.charAt(0) !== word.charAt(0).toLowerCase();
    // Small "us" and "who" are no places.
    if (notion && (notion.kind !== 'place' || isCapital || folded.length > 3)) {
      this.#notion(notion, 1);
      this.sequence.push(notion.id);
      this.#count(notion.id);
      return;
    }
    this.#add(root, 1);
    this.sequence.push(root);
    this.#count(root);
    if (isCapital && (!isStart || folded.length >= 4)) this.names.add(nameOf(folded));
    for (const part of parts) this.#notion(part, PART_WEIGHT);
  }

  #notion({ id, within }: Notion, weight: number): void {
    this.#add(id, weight);
    if (within !== undefined) this.#add(within, weight * COUNTRY_WEIGHT);
  }

  #add(term: string, weight: number): void {
    this.terms.set(term, Math.max(this.terms.get(term) ?? 0, weight));
  }

  #count(word: string): void {
    this.words.set(word, (this.words.get(word) ?? 0) + 1);
  }
}

function isSentenceStart(text: string, at: number): boolean {
  return /(^|[.!?:»“"–—|]\s*["'«„“]?)$/u.test(text.slice(Math.max(0, at - 3), at));
}

/** A name without a genitive or plural s. */
export function nameOf(folded: string): string {
  return folded.length > 4 && folded.endsWith('s') && !folded.endsWith('ss')
    ? folded.slice(0, -1)
    : folded;
}
