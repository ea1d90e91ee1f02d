import { type Language, LANGUAGES } from '#kernel';
import { contentStems } from '../script/source/stemmer.js';
import type { Article, Story } from './story.js';

/** When a channel told an article, and what the article said then. */
export interface ToldArticle {
  readonly at: Date;
  readonly gist: string;
}

/** How much of an article is kept to tell whether it has changed since. */
const GIST_CHARACTERS = 1200;
/** New words that make another story of it, where no figure is new, */
const NEW_WORDS_MIN = 5;
/** and how much of the text they must be. */
const NEW_SHARE_MIN = 0.3;

/** @returns What an article says, in so many characters as show later whether it still says the same. */
export function gistOf({ title, summary, body }: Article): string {
  return `${title}\n${summary === '' ? body : summary}`.slice(0, GIST_CHARACTERS);
}

/** @returns The articles of a story that tell what the channel has not told: new ones, and old ones rewritten. */
export function changedArticles(
  { articles }: Story,
  told: ReadonlyMap<string, ToldArticle>,
): Article[] {
  const known = articles.flatMap((article) => {
    const before = told.get(article.id);
    return before ? [{ ...before, language: article.language }] : [];
  });
  if (known.length === 0) return [];
  const last = Math.max(...known.map(({ at }) => at.getTime()));
  return articles.filter((article) => {
    const before = told.get(article.id);
    // Only a text in a language that was told can be held against what was told.
    const texts = before
      ? [before.gist]
      : known.filter(({ language }) => language === article.language).map(({ gist }) => gist);
    const isNewer = before !== undefined || (article.publishedAt?.getTime() ?? 0) > last;
    return isNewer && texts.length > 0 && saysMore(article, texts.join('\n'));
  });
}

/** A new figure is news (a toll, a result, a price); else so many new words that it is another text. */
function saysMore(article: Article, before: string): boolean {
  if (before === '' || !(LANGUAGES as readonly string[]).includes(article.language)) return false;
  const language = article.language as Language;
  const now = contentStems(gistOf(article), language);
  const old = contentStems(before, language);
  const added = [...now].filter((stem) => !old.has(stem));
  const figures = [...contentStems(article.title, language)].filter(
    (stem) => /^\d+$/u.test(stem) && !old.has(stem),
  );
  return (
    figures.length > 0 ||
    (added.length >= NEW_WORDS_MIN && added.length / now.size >= NEW_SHARE_MIN)
  );
}
