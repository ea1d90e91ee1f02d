import type { Language } from '#kernel';

/** One item of one feed, cleaned: no markup, no boilerplate, no trackers. */
export interface Article {
  /** Stable over fetches: a hash of the feed and the item's guid (or link). */
  readonly id: string;
  readonly feedId: string;
  /** Name of the publisher as a host would say it: "BBC News", "Limmat Herald". */
  readonly outlet: string;
  readonly title: string;
  /** One or two sentences of plain text; may be empty. */
  readonly summary: string;
  /** Full text where the feed carries it: paragraphs separated by one blank line; else empty. */
  readonly body: string;
  /** Canonical link without trackers; empty where the item has none. */
  readonly link: string;
  readonly language: string;
  readonly category: Category;
  /** Null where the feed gives no readable date: never "now". */
  readonly publishedAt: Date | null;
  /** Of a person who reads all that there is of it, whole minutes; left out or null where nobody has counted. */
  readonly readingMinutes?: number | null;
}

export const CATEGORIES = [
  'world',
  'switzerland',
  'zurich',
  'politics',
  'business',
  'technology',
  'science',
  'sport',
  'culture',
  'weather',
  'traffic',
  'crypto',
  'general',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** A cluster of articles about one event. */
export interface Story {
  /** Stable for the same set of articles. */
  readonly id: string;
  /** The best source first; every article that tells of the event, in any language. */
  readonly articles: readonly [Article, ...Article[]];
  readonly category: Category;
  /** Of the newest dated article; null where none is dated. */
  readonly publishedAt: Date | null;
  /** Rank: higher is told earlier. */
  readonly score: number;
  /** The factors of `score` by name; their product is the score. */
  readonly scoreParts: Readonly<Record<string, number>>;
  /** The channel told it before and it has changed materially since. */
  readonly isUpdate: boolean;
  /** The channel told it before and it says nothing new: it comes back because too few others are there. */
  readonly wasTold?: boolean;
}

/** Languages in which a story can be told, primary article's language first. */
export function tellableIn(story: Story, language: Language): Article | undefined {
  return story.articles.find((article) => article.language === language);
}
