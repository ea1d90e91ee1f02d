import type { Language } from '#kernel';
import { changedArticles, type ToldArticle } from './changed.js';
import { cluster } from './cluster.js';
import { diversify, rank, type SourceFacts } from './rank.js';
import type { Article, Story } from './story.js';

export interface CurateOptions {
  readonly now: Date;
  readonly language: Language;
  readonly ageHoursMax: number;
  readonly categoryWeights: Readonly<Record<string, number>>;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** What the channel told in the last days, by the article's id. */
  readonly told: ReadonlyMap<string, ToldArticle>;
  /** Stories the show can use. */
  readonly wanted: number;
  /** Whether the writer tells stories that only exist in other languages: they come last. */
  readonly translates?: boolean;
}

export interface Curated {
  /** Best first, more than wanted where there are more. */
  readonly stories: readonly Story[];
  readonly warnings: readonly string[];
}

/** With fewer fresh stories than this, or than the show needs, older ones are taken as well. */
const FRESH_MIN = 3;
/** Where there is fresh news enough to choose from, nothing is told that is older by so many times the age allowed. */
const OLDER_TIMES_MAX = 7;
/** Clustering is bounded; a station reads fewer. */
const ARTICLES_MAX = 4000;
/** Clocks differ: an article from a little ahead is fresh, one from tomorrow is undated. */
const AHEAD_MS_MAX = 3600_000;

/** Chooses what a show tells: fresh, told once, varied, best first. Pure: the same articles give the same choice. */
export function curate(articles: readonly Article[], options: CurateOptions): Curated {
  const warnings: string[] = [];
  const dated = newest(articles.map((article) => withoutFuture(article, options.now)));
  if (dated.length < articles.length)
    warnings.push(`Of ${articles.length} articles the ${dated.length} newest are looked at.`);
  const toldIds = new Set(options.told.keys());
  const all = rank(cluster(dated), { ...options, toldArticles: toldIds });
  const isOwn = (story: Story) => story.articles[0].language === options.language;
  const ranked = all.filter(isOwn);
  const foreign = options.translates ? all.filter((story) => !isOwn(story)) : [];
  const fresh = ranked.filter((story) => isFresh(story, options));
  // A recorded feed may hold nothing fresh, and is told all the same; an item of years ago pads no other show.
  const isRecorded = fresh.filter(({ publishedAt }) => publishedAt !== null).length < FRESH_MIN;
  const oldest = isRecorded ? Infinity : options.ageHoursMax * OLDER_TIMES_MAX;
  const older = ranked.filter(
    (story) => !isFresh(story, options) && isFresh(story, { ...options, ageHoursMax: oldest }),
  );
  const isShort = fresh.length < Math.max(FRESH_MIN, options.wanted) && older.length > 0;
  // Recorded feeds may be old but for a few undated items: what is fresh is told first.
  const usable = isShort ? [...fresh, ...older] : fresh;
  if (isShort)
    warnings.push(
      `Only ${fresh.length} stories are younger than ${options.ageHoursMax} hours: older ones are used as well.`,
    );
  const unused: Story[] = [];
  const used: Story[] = [];
  for (const story of usable) {
    if (!isTold(story, options.told)) {
      unused.push({ ...story, isUpdate: false });
      continue;
    }
    const changed = changedArticles(story, options.told);
    if (changed.length > 0) unused.push(updated(story, changed));
    else used.push({ ...story, isUpdate: false, wasTold: true });
  }
  const chosen = diversify(unused, options.wanted);
  // Which of these the show needs is known once it is written: its warnings say so.
  if (unused.length < options.wanted)
    chosen.push(...used.sort((a, b) => lastTold(a, options.told) - lastTold(b, options.told)));
  // Last, so that a writer who cannot translate after all has lost nothing.
  const isUsable = (story: Story) => isFresh(story, options) && !isTold(story, options.told);
  chosen.push(...diversify(foreign.filter(isUsable), options.wanted));
  return { stories: chosen, warnings };
}

/** As many as are looked at, in the order in which they came; undated ones stand back. */
function newest(articles: readonly Article[]): readonly Article[] {
  if (articles.length <= ARTICLES_MAX) return articles;
  const byAge = articles
    .map((article, at) => ({ at, ms: article.publishedAt?.getTime() ?? -Infinity }))
    .sort((a, b) => (a.ms === b.ms ? a.at - b.at : b.ms - a.ms));
  const kept = new Set(byAge.slice(0, ARTICLES_MAX).map(({ at }) => at));
  return articles.filter((_article, at) => kept.has(at));
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

function isTold({ articles }: Story, told: ReadonlyMap<string, ToldArticle>): boolean {
  return articles.some(({ id }) => told.has(id));
}

/** What is new of it comes first: that is what an update tells. */
function updated(story: Story, changed: readonly Article[]): Story {
  const newest = [...changed].sort(
    (a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0),
  );
  const rest = story.articles.filter((article) => !changed.includes(article));
  const [first = story.articles[0], ...others] = [...newest, ...rest];
  return { ...story, articles: [first, ...others], isUpdate: true };
}

function lastTold(story: Story, told: ReadonlyMap<string, ToldArticle>): number {
  return Math.max(...story.articles.map(({ id }) => told.get(id)?.at.getTime() ?? 0));
}
