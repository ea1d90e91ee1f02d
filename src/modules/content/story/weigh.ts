import type { Article } from './story.js';
import { simhash, type SimHash } from './simhash.js';
import { type Terms, termsOf } from './terms.js';

/** An article with the weight of each of its terms. */
export interface Entry {
  readonly at: number;
  readonly article: Article;
  readonly figures: Terms['figures'];
  /** Terms of the title, as they stand in it. */
  readonly sequence: readonly number[];
  readonly title: Vector;
  /** Of title and lead. */
  readonly full: Vector;
  /** The same of what other languages understand: notions, places, figures and names. */
  readonly commonTitle: Vector;
  readonly commonFull: Vector;
  readonly titleNames: readonly number[];
  readonly headNames: readonly number[];
  /** Every name and word it mentions, ascending. */
  readonly mentioned: Int32Array;
  readonly hasLead: boolean;
  readonly words: number;
  readonly simhash: SimHash;
}

/** Terms by number, ascending, with their weights: two are compared in one walk. */
export interface Vector {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  /** Euclidean length. */
  readonly norm: number;
  readonly sum: number;
}

/** What a term is, told by its first character. */
export const KIND = { word: 0, event: 1, common: 2, place: 3, figure: 4, name: 5 } as const;

/**
 * How often a term stands in a headline before any has been seen, by its kind, and how many headlines
 * that belief is worth: with few articles the kind decides, with thousands the articles do.
 */
const PRIOR: readonly number[] = [0.002, 0.006, 0.05, 0.015, 0.004, 0.0015];
const PRIOR_ARTICLES = 300;
/** Common words count this much of what their rarity would give them. */
const COMMON_WEIGHT = 0.35;

/** Articles ready to be compared with each other, and with nothing else: numbers of terms hold within. */
export interface Weighed {
  readonly entries: readonly Entry[];
  readonly vocabulary: Vocabulary;
}

export function weigh(articles: readonly Article[]): Weighed {
  const vocabulary = new Vocabulary();
  const drafts = articles.map((article) => vocabulary.draft(termsOf(article)));
  const entries = articles.map((article, at) => {
    const draft = drafts[at] as Draft;
    const { terms } = draft;
    return {
      at,
      article,
      figures: terms.figures,
      sequence: draft.sequence,
      title: vocabulary.vector(draft.title),
      full: vocabulary.vector(draft.full),
      commonTitle: vocabulary.vector(vocabulary.shared(draft.title, draft.titleNames)),
      commonFull: vocabulary.vector(vocabulary.shared(draft.full, draft.names)),
      titleNames: draft.titleNames,
      headNames: draft.headNames,
      mentioned: Int32Array.from(new Set([...draft.names, ...draft.mentioned])).sort(),
      hasLead: `${article.summary}${article.body}` !== '',
      words: terms.words.size,
      simhash: simhash(terms.words),
    };
  });
  return { entries, vocabulary };
}

type Parts = ReadonlyArray<readonly [id: number, part: number]>;

interface Draft {
  readonly terms: Terms;
  readonly sequence: readonly number[];
  readonly title: Parts;
  readonly full: Parts;
  readonly titleNames: readonly number[];
  readonly headNames: readonly number[];
  readonly names: readonly number[];
  readonly mentioned: readonly number[];
}

/** The terms of a set of articles, by number, and how little each is expected. */
export class Vocabulary {
  readonly kinds: number[] = [];
  readonly #ids = new Map<string, number>();
  readonly #documents: number[] = [];
  readonly #rarity: number[] = [];
  #articles = 0;

  draft(terms: Terms): Draft {
    this.#articles++;
    const parts = (map: ReadonlyMap<string, number>): Parts =>
      [...map].map(([term, part]) => [this.#idOf(term), part]);
    const named = (names: ReadonlySet<string>) => [...names].map((name) => this.#idOf(`=${name}`));
    const draft = {
      terms,
      sequence: terms.sequence.map((term) => this.#idOf(term)),
      title: parts(terms.title),
      full: parts(terms.full),
      titleNames: named(terms.titleNames),
      headNames: named(terms.headNames),
      names: named(terms.names),
      mentioned: named(terms.mentioned),
    };
    for (const [id] of draft.full) this.#count(id);
    for (const id of draft.names) this.#count(id);
    return draft;
  }

  /** What other languages understand of a text. */
  shared(parts: Parts, names: readonly number[]): Parts {
    return [
      ...parts.filter(([id]) => this.kinds[id] !== KIND.word),
      ...names.map((id) => [id, 1] as const),
    ];
  }

  vector(parts: Parts): Vector {
    const sorted = [...parts].sort((a, b) => a[0] - b[0]);
    const weights = Float32Array.from(sorted, ([id, part]) => this.#rarityOf(id) * part);
    let squares = 0;
    let sum = 0;
    for (const weight of weights) {
      squares += weight * weight;
      sum += weight;
    }
    const ids = Int32Array.from(sorted, ([id]) => id);
    return { ids, weights, norm: Math.sqrt(squares) || 1, sum: sum || 1 };
  }

  /** The number of a notion, -1 where no article tells it. */
  numberOf(term: string): number {
    return this.#ids.get(term) ?? -1;
  }

  #idOf(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    const id = this.kinds.length;
    this.#ids.set(term, id);
    const kind = '?@~+#='.indexOf(term.charAt(0));
    this.kinds.push(Math.max(KIND.word, kind));
    this.#documents.push(0);
    return id;
  }

  #count(id: number): void {
    this.#documents[id] = (this.#documents[id] ?? 0) + 1;
  }

  /** The negative logarithm of a term's smoothed share of articles. */
  #rarityOf(id: number): number {
    const known = this.#rarity[id];
    if (known !== undefined) return known;
    const kind = this.kinds[id] ?? KIND.word;
    const seen = (this.#documents[id] ?? 0) + PRIOR_ARTICLES * (PRIOR[kind] ?? 0);
    const rarity = -Math.log(Math.min(1, seen / (this.#articles + PRIOR_ARTICLES)));
    const value = kind === KIND.common ? rarity * COMMON_WEIGHT : rarity;
    this.#rarity[id] = value;
    return value;
  }
}
