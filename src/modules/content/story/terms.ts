import { type Language, LANGUAGES } from '#kernel';
import { grammarOf } from '../script/languages/grammars.js';
import { stem } from '../script/stemmer.js';
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
  const language = article.language;
  const lead = `${article.summary} ${article.body}`.trim().slice(0, LEAD_CHARACTERS);
  const title = new Reading(language);
  title.read(article.title);
  const full = new Reading(language, title);
  const inLead = new Reading(language);
  if (lead !== '') {
    full.read(lead);
    inLead.read(lead);
  }
  return {
    title: title.terms,
    sequence: title.sequence,
    full: full.terms,
    titleNames: title.names,
    headNames: language === 'de' ? NO_NAMES : title.names.intersection(inLead.names),
    names: full.names,
    mentioned: full.mentioned,
    figures: figuresOf(lead === '' ? article.title : `${article.title}. ${lead}`, language),
    words: full.words,
  };
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

/** Terms as they are read off a text. */
class Reading {
  readonly terms: Map<string, number>;
  readonly sequence: string[] = [];
  readonly names: Set<string>;
  readonly mentioned: Set<string>;
  readonly words: Map<string, number>;
  readonly #stopWords: ReadonlySet<string>;
  readonly #isOurs: boolean;

  constructor(
    private readonly language: string,
    before?: Reading,
  ) {
    this.terms = new Map(before?.terms);
    this.names = new Set(before?.names);
    this.mentioned = new Set(before?.mentioned);
    this.words = new Map([...(before?.words ?? [])].map(([word, count]) => [word, count * 2]));
    this.#isOurs = (LANGUAGES as readonly string[]).includes(language);
    this.#stopWords = grammarOf((this.#isOurs ? language : 'en') as Language).stopWords;
  }

  read(text: string): void {
    const matches = [...text.replace(/\bU\.S\.(A\.)?/g, 'USA').matchAll(WORD)];
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
    for (const { value } of figuresOf(text, this.language)) {
      this.#add(`#${value}`, 1);
      this.sequence.push(`#${value}`);
    }
    if (!this.terms.has(CENTRAL_BANK)) return;
    for (const [country, bank] of CENTRAL_BANKS)
      if ((this.terms.get(country) ?? 0) === 1) this.#add(bank, 1);
  }

  #word(word: string, folded: string, isStart: boolean): void {
    this.mentioned.add(nameOf(folded));
    const isAcronym = /^\p{Lu}{2,5}$/u.test(word);
    if (!isAcronym && (this.#stopWords.has(word.toLowerCase()) || folded.length < 3)) return;
    const notion = lexicon().word(folded, this.language);
    // Small "us" and "who" are no places.
    if (notion && (notion.kind !== 'place' || /^\p{Lu}/u.test(word) || folded.length > 3)) {
      this.#notion(notion, 1);
      this.sequence.push(notion.id);
      this.#count(notion.id);
      return;
    }
    const root = this.#stemOf(folded);
    this.#add(root, 1);
    this.sequence.push(root);
    this.#count(root);
    if (/^\p{Lu}/u.test(word) && (!isStart || folded.length >= 4)) this.names.add(nameOf(folded));
    if (this.language === 'de')
      for (const part of lexicon().compound(folded)) this.#notion(part, PART_WEIGHT);
  }

  #stemOf(folded: string): string {
    return this.#isOurs ? fold(stem(folded, this.language as Language)) : folded;
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
