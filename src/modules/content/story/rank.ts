import { createHash } from 'node:crypto';
import type { Language } from '#kernel';
import type { Article, Category, Story } from './story.js';

/** News loses half its weight in this time. */
const HALF_LIFE_HOURS = 10;
/** Undated news counts as if it were this old: it may be anything. */
const UNDATED_HOURS = 12;
/** An article that tells this much later than another tells the newer state of things. */
const NEWER_MS = 2 * 3600 * 1000;
/** A text from this length on carries a story by itself. */
const FULL_TEXT_CHARACTERS = 400;
/** No more than this share of the stories chosen comes from one category, or has one outlet as its primary source. */
const SHARE_MAX = 0.4;

/** What the ranking knows of the feed an article came from. */
export interface SourceFacts {
  /** 1 to 10. */
  readonly priority: number;
  /** 0.1 to 5. */
  readonly weight: number;
}

export interface RankOptions {
  readonly now: Date;
  readonly language: Language;
  /** Weight of each category in the preset; left out, 1. */
  readonly categoryWeights: Readonly<Record<string, number>>;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** Ids of articles that the channel has told before. */
  readonly toldArticles?: ReadonlySet<string>;
}

const NEUTRAL: SourceFacts = { priority: 5, weight: 1 };

/**
 * Stories from clusters, best first, each with the factors of its score. The order is total: the same
 * articles always give the same order.
 */
export function rank(clusters: readonly Article[][], options: RankOptions): Story[] {
  return clusters
    .flatMap((articles) => storyOf(articles, options) ?? [])
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function storyOf(articles: readonly Article[], options: RankOptions): Story | undefined {
  const [primary, ...others] = bestFirst(articles, options);
  if (!primary) return undefined;
  const dates = articles.flatMap(({ publishedAt }) => publishedAt ?? []);
  const newest = dates.length === 0 ? null : new Date(Math.max(...dates.map(Number)));
  const facts = options.sources.get(primary.feedId) ?? NEUTRAL;
  const told = articles.filter(({ id }) => options.toldArticles?.has(id)).length;
  const outlets = new Set(articles.map(({ outlet }) => outlet)).size;
  const scoreParts = {
    priority: facts.priority / 5,
    weight: facts.weight,
    freshness: freshness(newest, options.now),
    category: options.categoryWeights[primary.category] ?? 1,
    sources: 1 + Math.log2(outlets) * 0.5,
    substance: textLength(primary) >= FULL_TEXT_CHARACTERS ? 1.25 : 1,
  };
  return {
    id: storyId(articles),
    articles: [primary, ...others],
    category: primary.category,
    publishedAt: newest,
    score: Object.values(scoreParts).reduce((product, part) => product * part, 1),
    scoreParts,
    isUpdate: told > 0 && told < articles.length,
  };
}

/** Exponential decay; what claims to come from the future is as fresh as can be, no fresher. */
function freshness(publishedAt: Date | null, now: Date): number {
  const hours =
    publishedAt === null
      ? UNDATED_HOURS
      : Math.max(0, (now.getTime() - publishedAt.getTime()) / 3_600_000);
  return 0.5 ** (hours / HALF_LIFE_HOURS);
}

/** The show's language before others; the newest state of things; then full texts of trusted sources. */
function bestFirst(articles: readonly Article[], { language, sources }: RankOptions): Article[] {
  const newest = Math.max(...articles.map(({ publishedAt }) => publishedAt?.getTime() ?? 0));
  const grade = (article: Article) => {
    const { priority, weight } = sources.get(article.feedId) ?? NEUTRAL;
    const isCurrent = newest - (article.publishedAt?.getTime() ?? 0) < NEWER_MS;
    return (
      Number(article.language === language) * 1000 +
      Number(isCurrent) * 100 +
      Math.min(textLength(article), FULL_TEXT_CHARACTERS * 2) / 20 +
      priority * weight
    );
  };
  return [...articles].sort((a, b) => grade(b) - grade(a) || (a.id < b.id ? -1 : 1));
}

function textLength({ summary, body }: Article): number {
  return Math.max(summary.length, body.length);
}

function storyId(articles: readonly Article[]): string {
  const ids = articles.map(({ id }) => id).sort();
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 20);
}

/**
 * Ranks with variety: no category and no outlet takes more than its share of any stretch of the list,
 * as long as others are there. What is passed over comes later, it is not lost.
 */
export function diversify(stories: readonly Story[], wanted: number): Story[] {
  const allowed = Math.max(2, Math.ceil(wanted * SHARE_MAX));
  const chosen: Story[] = [];
  const later: Story[] = [];
  const byCategory = new Map<Category, number>();
  const byOutlet = new Map<string, number>();
  for (const story of stories) {
    const { outlet } = story.articles[0];
    const isFull =
      (byCategory.get(story.category) ?? 0) >= allowed || (byOutlet.get(outlet) ?? 0) >= allowed;
    if (chosen.length >= wanted || isFull) {
      later.push(story);
      continue;
    }
    chosen.push(story);
    byCategory.set(story.category, (byCategory.get(story.category) ?? 0) + 1);
    byOutlet.set(outlet, (byOutlet.get(outlet) ?? 0) + 1);
  }
  return [...chosen, ...later];
}

/** Evenness of categories among stories: 0 when all are of one, 1 when all differ (normalised Shannon entropy). */
export function diversityScore(stories: readonly Story[]): number {
  if (stories.length < 2) return 0;
  const counts = new Map<string, number>();
  for (const { category } of stories) counts.set(category, (counts.get(category) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) {
    const share = count / stories.length;
    entropy -= share * Math.log2(share);
  }
  return Math.round((entropy / Math.log2(stories.length)) * 100) / 100;
}
