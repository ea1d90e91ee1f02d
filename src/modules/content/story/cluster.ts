import { copiesButForFigures, retellings } from './retold.js';
import type { Article } from './story.js';
import { type Terms, termsOf } from './terms.js';

/** Articles further apart in time do not tell the same event. */
const WINDOW_MS = 48 * 3600 * 1000;
/** Cosine of tf-idf vectors from which two articles of one language tell one event. Chosen on the sample newsroom: see cluster.spec.ts. */
const SAME_LANGUAGE_MIN = 0.27;
/** The same where they share no rare name, */
const NAMELESS_MIN = 0.28;
/** where one of them is headed by a name that the other does not mention, */
const ONE_STRANGER_MIN = 0.32;
/** where both come from one feed, whose items often share a form, */
const SAME_FEED_MIN = 0.7;
/** and where each is headed by a name that the other does not mention. Counts names as well. */
const OTHERS_MIN = 0.6;
/** Each shared rare name makes two tellings this much more alike, up to three. */
const NAME_BONUS = 0.3;
const NAMES_COUNTED_MAX = 3;
/** Share of rare names and numbers from which two articles of different languages do. */
const OTHER_LANGUAGE_MIN = 0.2;
const RARE_NAMES_MIN = 2;
/** A term in more than this share of all articles says nothing about which event. */
const COMMON_SHARE = 0.12;
/** Two near copies: Hamming distance of 64-bit SimHashes. Manku, Jain, Das Sarma: Detecting Near-Duplicates for Web Crawling (2007). */
const SIMHASH_BITS_MAX = 3;

interface Entry {
  readonly article: Article;
  readonly terms: Terms;
  readonly vector: ReadonlyMap<string, number>;
  readonly simhash: bigint;
}

/**
 * Puts articles about one event together: the same link, near copies (SimHash, indexed by bands), and
 * tellings that share rare words and names within two days. Equal titles alone never merge.
 * @returns Clusters in the order of their first article; every article in exactly one.
 */
export function cluster(articles: readonly Article[]): Article[][] {
  const entries = weigh(articles);
  const groups = new Groups(entries);
  for (const [a, b] of copies(entries)) groups.join(a, b);
  for (const [a, b] of copiesButForFigures(articles)) groups.join(a, b);
  const likely = [...pairs(entries)].sort((x, y) => y.similarity - x.similarity);
  for (const { a, b } of likely) groups.joinIfAlike(a, b);
  for (const [a, b] of retellings(articles))
    if (canBeOneEvent(entries[a] as Entry, entries[b] as Entry)) groups.join(a, b);
  return groups.lists();
}

function weigh(articles: readonly Article[]): Entry[] {
  const terms = articles.map(termsOf);
  const documents = new Map<string, number>();
  for (const { words, names } of terms) {
    for (const word of words.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
    for (const name of names) documents.set(`#${name}`, (documents.get(`#${name}`) ?? 0) + 1);
  }
  const commonFrom = Math.max(4, articles.length * COMMON_SHARE);
  const rarity = (term: string) => {
    const count = documents.get(term) ?? 1;
    return count > commonFrom ? 0 : Math.log((articles.length + 1) / count);
  };
  return articles.map((article, at) => {
    const own = terms[at] as Terms;
    const vector = new Map<string, number>();
    for (const [word, count] of own.words) {
      const weight = (1 + Math.log(count)) * rarity(word);
      if (weight > 0) vector.set(word, weight);
    }
    for (const name of own.names) {
      const weight = 1.5 * rarity(`#${name}`);
      if (weight > 0) vector.set(`#${name}`, weight);
    }
    return { article, terms: own, vector: unit(vector), simhash: simhash(own.words) };
  });
}

function unit(vector: Map<string, number>): Map<string, number> {
  const norm = Math.sqrt([...vector.values()].reduce((sum, x) => sum + x * x, 0)) || 1;
  return new Map([...vector].map(([term, weight]) => [term, weight / norm]));
}

/** Same canonical link, or near copies of each other in text: never by title alone. */
function* copies(entries: readonly Entry[]): Generator<[number, number]> {
  const byLink = new Map<string, number>();
  const bands = new Map<string, number[]>();
  for (const [at, { article, simhash: hash, terms }] of entries.entries()) {
    const twin = article.link === '' ? undefined : byLink.get(article.link);
    if (twin !== undefined) yield [twin, at];
    else byLink.set(article.link, at);
    if (terms.words.size < 12) continue; // Too short for its hash to mean anything.
    for (const other of nearCopies(bands, hash, at))
      if (distance(hash, (entries[other] as Entry).simhash) <= SIMHASH_BITS_MAX) yield [other, at];
  }
}

/** At most this many candidates a band: more means a band of zeros, not copies. */
const CANDIDATES_MAX = 50;

/** Earlier articles that share one of four 16-bit bands; with three bits' difference at least one is equal. */
function nearCopies(bands: Map<string, number[]>, hash: bigint, at: number): number[] {
  const found: number[] = [];
  for (let band = 0; band < 4; band++) {
    const key = `${band}:${(hash >> BigInt(16 * band)) & 0xffffn}`;
    const others = bands.get(key) ?? [];
    found.push(...others);
    bands.set(key, [...others, at].slice(-CANDIDATES_MAX));
  }
  return found;
}

/** Only articles that share a rare term are compared: an inverted index instead of all pairs. */
function* pairs(entries: readonly Entry[]) {
  const index = new Map<string, number[]>();
  for (const [b, entry] of entries.entries()) {
    const candidates = new Map<number, number>();
    for (const [term, weight] of entry.vector) {
      for (const a of index.get(term) ?? []) {
        const other = (entries[a] as Entry).vector.get(term) ?? 0;
        candidates.set(a, (candidates.get(a) ?? 0) + weight * other);
      }
      const list = index.get(term);
      if (list) list.push(b);
      else index.set(term, [b]);
    }
    for (const [a, cosine] of candidates) {
      const similarity = similarityOf(entries[a] as Entry, entry, cosine);
      if (similarity > 0) yield { a, b, similarity };
    }
  }
}

/** How alike two tellings are, 0 when they are not of one event; comparable over languages. */
function similarityOf(a: Entry, b: Entry, cosine: number): number {
  if (!isWithinWindow(a.article, b.article)) return 0;
  const shared = sharedNames(a, b);
  if (a.article.language === b.article.language) {
    const min = sameLanguageMin(a, b, shared.count);
    // Capitals make no name in German: every noun has one.
    const bonus = a.article.language === 'de' ? NAME_BONUS / 4 : NAME_BONUS;
    const alike = cosine * (1 + bonus * Math.min(shared.count, NAMES_COUNTED_MAX));
    return alike >= min ? alike / min : 0;
  }
  const isEnough = shared.count >= RARE_NAMES_MIN && shared.share >= OTHER_LANGUAGE_MIN;
  return isEnough ? shared.share / OTHER_LANGUAGE_MIN : 0;
}

/** Two matches or two central banks use the same words: the less their names agree, the more all else must. */
function sameLanguageMin(a: Entry, b: Entry, sharedNamesCount: number): number {
  const strange =
    Number(isHeadedByStranger(a.terms, b.terms)) + Number(isHeadedByStranger(b.terms, a.terms));
  if (strange === 2) return OTHERS_MIN;
  if (sharedNamesCount > 0) return SAME_LANGUAGE_MIN;
  if (a.article.feedId === b.article.feedId) return SAME_FEED_MIN;
  return strange === 1 ? ONE_STRANGER_MIN : NAMELESS_MIN;
}

/** Its title names somebody or something of whom the other says nothing: another firm, team or town. */
function isHeadedByStranger(a: Terms, b: Terms): boolean {
  for (const name of a.headNames) if (!b.mentioned.has(name)) return true;
  return false;
}

/** Rare names and numbers that both tell; `share` is their part of what the terser of the two names. */
function sharedNames(a: Entry, b: Entry): { count: number; share: number } {
  let count = 0;
  let weight = 0;
  for (const name of a.terms.names) {
    const both = Math.min(a.vector.get(`#${name}`) ?? 0, b.vector.get(`#${name}`) ?? 0);
    if (both === 0) continue;
    if (!/^\d/.test(name) || a.article.language !== b.article.language) count++;
    weight += both;
  }
  const total = Math.min(nameWeight(a), nameWeight(b));
  return { count, share: total === 0 ? 0 : weight / total };
}

function nameWeight({ terms, vector }: Entry): number {
  let sum = 0;
  for (const name of terms.names) sum += vector.get(`#${name}`) ?? 0;
  return sum;
}

function canBeOneEvent(a: Entry, b: Entry): boolean {
  return (
    a.article.language === b.article.language &&
    a.article.feedId !== b.article.feedId &&
    isWithinWindow(a.article, b.article) &&
    !(isHeadedByStranger(a.terms, b.terms) && isHeadedByStranger(b.terms, a.terms))
  );
}

function isWithinWindow(a: Article, b: Article): boolean {
  if (a.publishedAt === null || b.publishedAt === null) return true;
  return Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) <= WINDOW_MS;
}

/** Groups that grow by their most alike members first; a member must be like the group, not like one of it. */
class Groups {
  readonly #groupOf: number[];
  readonly #members: Map<number, number[]>;

  constructor(private readonly entries: readonly Entry[]) {
    this.#groupOf = entries.map((_, at) => at);
    this.#members = new Map(entries.map((_, at) => [at, [at]]));
  }

  join(a: number, b: number): void {
    const into = this.#groupOf[a] as number;
    const from = this.#groupOf[b] as number;
    if (into === from) return;
    const moved = this.#members.get(from) ?? [];
    this.#members.set(into, [...(this.#members.get(into) ?? []), ...moved]);
    this.#members.delete(from);
    for (const member of moved) this.#groupOf[member] = into;
  }

  /** Joins the groups of two articles when most pairs across them are alike. */
  joinIfAlike(a: number, b: number): void {
    const left = this.#members.get(this.#groupOf[a] as number) ?? [];
    const right = this.#members.get(this.#groupOf[b] as number) ?? [];
    if (left === right) return;
    let alike = 0;
    for (const one of left) for (const other of right) if (this.#alike(one, other)) alike++;
    if (alike * 2 >= left.length * right.length) this.join(a, b);
  }

  #alike(one: number, other: number): boolean {
    const a = this.entries[one] as Entry;
    const b = this.entries[other] as Entry;
    return similarityOf(a, b, cosineOf(a.vector, b.vector)) > 0;
  }

  lists(): Article[][] {
    return [...this.#members.values()]
      .map((members) => members.sort((a, b) => a - b))
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
      .map((members) => members.map((member) => (this.entries[member] as Entry).article));
  }
}

function cosineOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}

const MASK = 0xffff_ffff_ffff_ffffn;

/** 64-bit SimHash (Charikar 2002) over weighted stems. */
export function simhash(words: ReadonlyMap<string, number>): bigint {
  const votes = new Array<number>(64).fill(0);
  for (const [word, weight] of words) {
    const hash = fnv1a64(word);
    for (let bit = 0; bit < 64; bit++)
      votes[bit] = (votes[bit] as number) + ((hash >> BigInt(bit)) & 1n ? weight : -weight);
  }
  return votes.reduce((hash, vote, bit) => (vote > 0 ? hash | (1n << BigInt(bit)) : hash), 0n);
}

function fnv1a64(text: string): bigint {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (let at = 0; at < text.length; at++)
    hash = ((hash ^ BigInt(text.charCodeAt(at))) * 0x100_0000_01b3n) & MASK;
  return hash;
}

function distance(a: bigint, b: bigint): number {
  let different = a ^ b;
  let bits = 0;
  for (; different > 0n; different &= different - 1n) bits++;
  return bits;
}
