import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';

/** @returns Whether an article is written in the language: "de-CH" is German. */
export function isIn(article: Article, language: Language): boolean {
  return article.language.toLowerCase().split(/[-_]/u)[0] === language;
}
