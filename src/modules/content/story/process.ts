import type { Language } from '#kernel';
import { cluster } from './cluster.js';
import { guessCategory } from './guess-category.js';
import { languageOf } from './language.js';
import { isNewsworthy } from './newsworthy.js';
import { diversify, rank } from './rank.js';
import type { Article, Category, Story } from './story.js';

/** An article as somebody gives it: what it leaves open is told from its words. */
export interface GivenArticle extends Omit<Article, 'language' | 'category'> {
  readonly language?: string;
  readonly category?: Category;
}

export interface ProcessOptions {
  readonly now: Date;
  /** Whose articles come first in a story; left out, the most frequent language. */
  readonly language?: Language;
  readonly categoryWeights: Readonly<Record<string, number>>;
  /** Older articles are left out; left out, none is too old. */
  readonly ageHoursMax?: number;
  /** Leaves out advertising, games, service, and titles with nothing behind them. */
  readonly isNewsOnly: boolean;
}

export interface LeftOut {
  readonly id: string;
  readonly reason: 'same_id' | 'too_old' | 'not_news';
}

export interface Processed {
  /** Best first, varied; every article that is not left out stands in exactly one. */
  readonly stories: readonly Story[];
  readonly leftOut: readonly LeftOut[];
  readonly languages: readonly string[];
}

/** Articles in, stories out: pure, the same articles give the same stories. */
export function processArticles(
  given: readonly GivenArticle[],
  options: ProcessOptions,
): Processed {
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  const articles: Article[] = [];
  for (const one of given) {
    const article = completed(one);
    const reason = seen.has(one.id) ? 'same_id' : reasonAgainst(article, options);
    seen.add(one.id);
    if (reason) leftOut.push({ id: one.id, reason });
    else articles.push(article);
  }
  const languages = byFrequency(articles.map(({ language }) => language));
  const language = options.language ?? ((languages[0] ?? 'en') as Language);
  const { now, categoryWeights } = options;
  const ranked = rank(cluster(articles), { now, language, categoryWeights, sources: new Map() });
  const stories = diversify(ranked, ranked.length);
  return { stories, leftOut, languages };
}

function completed(given: GivenArticle): Article {
  const language =
    given.language ?? languageOf(`${given.title} ${given.summary}`.slice(0, 1000), 'en');
  const article: Article = { ...given, language, category: given.category ?? 'general' };
  return given.category ? article : { ...article, category: guessCategory(article) };
}

function reasonAgainst(
  article: Article,
  { now, ageHoursMax, isNewsOnly }: ProcessOptions,
): LeftOut['reason'] | undefined {
  const ageMs = article.publishedAt === null ? 0 : now.getTime() - article.publishedAt.getTime();
  if (ageHoursMax !== undefined && ageMs > ageHoursMax * 3_600_000) return 'too_old';
  return isNewsOnly && !isNewsworthy(article) ? 'not_news' : undefined;
}

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
