import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';
import { isIn } from '../source/article-language.js';
import { allAllowed, allowedWords } from '../claims/allowed-words.js';
import type { DefusedRequest } from '../injection/defuse.js';
import { unmasked } from '../injection/unmasked.js';
import { grammarOf } from '../languages/grammars.js';
import type { ScriptRequest } from '../script.js';
import { contentStems, wordsOf } from '../source/stemmer.js';

/** Of the words of a sentence of news that carry meaning, so many stand in its sources. */
const NEWS_SHARE_MIN = 0.55;
/** A sentence of few such words has nothing to hide a foreign one behind. */
const SHORT_STEMS_MAX = 3;
const SHORT_SHARE_MIN = 0.66;
/** Words of a sentence that stand nowhere in the newsroom at all. */
const STRANGE_WORDS_MAX = 3;
/** Greetings and hand-overs are the station's own words, and one more a sentence. */
const FRAME_STRANGE_MAX = 1;
/** Stems that meet in so many first letters mean the same. */
const KIN_LETTERS_MIN = 5;
const KIN_DIFFERENCE_MAX = 5;

/** Tells which words a script may take from where. */
export class Support {
  readonly #language: Language;
  readonly #house: ReadonlySet<string>;
  readonly #newsroom: ReadonlySet<string>;
  readonly #suspects: ReadonlySet<string>;
  readonly #byArticle = new Map<string, ReadonlySet<string>>();

  constructor({ request, removed }: DefusedRequest) {
    this.#language = request.language;
    this.#house = contentStems(allAllowed(allowedWords(request)), request.language);
    const articles = request.stories.flatMap((story) => story.articles);
    this.#newsroom = new Set(articles.flatMap((article) => [...this.#stemsOf(article)]));
    this.#suspects = suspectsOf(removed, articles, request);
  }

  /** @returns Words of a text that only orders held. */
  suspectsIn(text: string): string[] {
    return wordsOf(unmasked(text)).filter((word) => this.#suspects.has(word));
  }

  /** @returns What is wrong with a sentence that tells news from these articles; undefined where they hold it. */
  newsFault(sentence: string, sources: readonly Article[]): string | undefined {
    const stems = this.#own(sentence);
    if (stems.length === 0) return undefined;
    const pools = sources.map((article) => this.#stemsOf(article));
    const known = stems.filter((stem) => pools.some((pool) => holds(pool, stem)));
    const strange = stems.filter((stem) => !known.includes(stem) && !holds(this.#newsroom, stem));
    const shareMin = stems.length <= SHORT_STEMS_MAX ? SHORT_SHARE_MIN : NEWS_SHARE_MIN;
    const isHeld = known.length / stems.length >= shareMin && strange.length <= STRANGE_WORDS_MAX;
    return isHeld ? undefined : `its sources do not say "${sentence.slice(0, 80)}"`;
  }

  /** @returns What is wrong with a translated sentence: nothing in it that its sources have as well. */
  translationFault(sentence: string, sources: readonly Article[]): string | undefined {
    const anchors = this.#own(sentence);
    const pools = sources.map(({ title, summary, body }) =>
      unmasked(`${title} ${summary} ${body}`).match(/[\p{L}\p{N}]+/gu),
    );
    const words = new Set(pools.flatMap((pool) => pool ?? []));
    const isHeld = anchors.some(
      (stem) => stem.length > 1 && (words.has(stem) || holds(words, stem)),
    );
    return isHeld || anchors.length === 0
      ? undefined
      : `nothing in "${sentence.slice(0, 80)}" leads back to its sources`;
  }

  /** @returns What is wrong with a sentence of the station's own. */
  frameFault(sentence: string): string | undefined {
    const stems = [...contentStems(sentence, this.#language)];
    const strange = stems.filter((stem) => !this.#house.has(stem) && !holds(this.#newsroom, stem));
    return strange.length === 0 || (strange.length <= FRAME_STRANGE_MAX && stems.length > 1)
      ? undefined
      : 'it says what neither the station nor its sources say';
  }

  #own(sentence: string): string[] {
    return [...contentStems(sentence, this.#language)].filter((stem) => !this.#house.has(stem));
  }

  #stemsOf(article: Article): ReadonlySet<string> {
    const known = this.#byArticle.get(article.id);
    if (known) return known;
    const { title, summary, body, outlet } = article;
    const stems = contentStems(`${title} ${summary} ${body} ${outlet}`, this.#language);
    this.#byArticle.set(article.id, stems);
    return stems;
  }
}

/** "Brücke" holds "Brückensanierung", "approv" holds "approval". */
function holds(pool: ReadonlySet<string>, stem: string): boolean {
  if (pool.has(stem)) return true;
  if (stem.length < KIN_LETTERS_MIN) return false;
  for (const known of pool) {
    if (known.length < KIN_LETTERS_MIN) continue;
    const isKin = known.startsWith(stem) || stem.startsWith(known);
    if (isKin && Math.abs(known.length - stem.length) <= KIN_DIFFERENCE_MAX) return true;
    if (known.length > KIN_LETTERS_MIN + 1 && stem.includes(known)) return true;
    if (stem.length > KIN_LETTERS_MIN + 1 && known.includes(stem)) return true;
  }
  return false;
}

/** Words of orders that stand in no news and no phrase of the house. */
function suspectsOf(
  removed: readonly string[],
  articles: readonly Article[],
  request: ScriptRequest,
): ReadonlySet<string> {
  const { stopWords } = grammarOf(request.language);
  const told = articles.map(({ title, summary, body, outlet }) => [title, summary, body, outlet]);
  const innocent = new Set(
    wordsOf(unmasked([...told.flat(), allAllowed(allowedWords(request))].join(' '))),
  );
  return new Set(
    wordsOf(unmasked(removed.join(' '))).filter(
      (word) => word.length > 2 && !innocent.has(word) && !stopWords.has(word),
    ),
  );
}

/** @returns Whether all articles are in another language than the show: what is told of them is translated. */
export function isTranslated(articles: readonly Article[], language: Language): boolean {
  return articles.length > 0 && !articles.some((article) => isIn(article, language));
}
