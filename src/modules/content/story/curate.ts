import type { Language } from '#kernel';
import { cluster } from './cluster.js';
import { diversify, rank, type SourceFacts } from './rank.js';
import type { Article, Story } from './story.js';

export interface CurateOptions {
  readonly now: Date;
  readonly language: Language;
  readonly ageHoursMax: number;
  readonly categoryWeights: Readonly<Record<string, number>>;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** When the channel told an article, by its id. */
  readonly told: ReadonlyMap<string, Date>;
  /** Stories the show can use. */
  readonly wanted: number;
}

export interface Curated {
  /** Best first, more than wanted where there are more. */
  readonly stories: readonly Story[];
  readonly warnings: readonly string[];
}

/** With fewer fresh stories than this, or than the show needs, older ones are taken as well. */
const FRESH_MIN = 3;
/** Clustering is bounded; a station reads fewer. */
const ARTICLES_MAX = 4000;
/** Clocks differ: an article from a little ahead is fresh, one from tomorrow is undated. */
const AHEAD_MS_MAX = 3600_000;

/** Chooses what a show tells: fresh, told once, varied, best first. Pure: the same articles give the same choice. */
export function curate(articles: readonly Article[], options: CurateOptions): Curated {
  const warnings: string[] = [];
  const dated = articles
    .slice(0, ARTICLES_MAX)
    .map((article) => withoutFuture(article, options.now));
  const toldIds = new Set(options.told.keys());
  const ranked = rank(cluster(dated), { ...options, toldArticles: toldIds }).filter(
    (story) => story.articles[0].language === options.language,
  );
  const fresh = ranked.filter((story) => isFresh(story, options));
  const older = ranked.filter((story) => !isFresh(story, options));
  const isShort = fresh.length < Math.max(FRESH_MIN, options.wanted) && older.length > 0;
  // Recorded feeds may be old but for a few undated items: what is fresh is told first.
  const usable = isShort ? [...fresh, ...older] : fresh;
  if (isShort)
    warnings.push(
      `Only ${fresh.length} stories are younger than ${options.ageHoursMax} hours: older ones are used as well.`,
    );
  const unused = usable.filter((story) => !isTold(story, options.told));
  const used = usable.filter((story) => isTold(story, options.told));
  const chosen = diversify(unused, options.wanted);
  if (unused.length < options.wanted && used.length > 0) {
    const back = used.sort((a, b) => lastTold(a, options.told) - lastTold(b, options.told));
    chosen.push(...back);
    warnings.push(`Too few stories are new on this channel: some that were told before come back.`);
  }
  return { stories: chosen, warnings };
}

function withoutFuture(article: Article, now: Date): Article {
  const { publishedAt } = article;
  const isAhead = publishedAt !== null && publishedAt.getTime() - now.getTime() > AHEAD_MS_MAX;
  return isAhead ? { ...article, publishedAt: null } : article;
}

function isFresh(story: Story, { now, ageHoursMax }: CurateOptions): boolean {
  if (story.publishedAt === null) return true;
  return now.getTime() - story.publishedAt.getTime() <= ageHoursMax * 3600_000;
}

/** Told before, and nobody has written anything new since. */
function isTold(story: Story, told: ReadonlyMap<string, Date>): boolean {
  const times = story.articles.flatMap(({ id }) => told.get(id) ?? []);
  if (times.length === 0) return false;
  const last = Math.max(...times.map(Number));
  const hasNews = story.articles.some(
    ({ id, publishedAt }) => !told.has(id) && publishedAt !== null && publishedAt.getTime() > last,
  );
  return !hasNews;
}

function lastTold(story: Story, told: ReadonlyMap<string, Date>): number {
  return Math.max(...story.articles.map(({ id }) => told.get(id)?.getTime() ?? 0));
}
