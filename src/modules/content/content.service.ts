import { Injectable } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { Clock, type Language } from '#kernel';
import { ChannelService, PresetService } from '#modules/data';
import { ContentSettings } from './content.settings.js';
import { Editor } from './editor.js';
import type { FeedReport } from './feed/feed.js';
import { type Collection, type FeedChoice, NewsDesk } from './news-desk.js';
import type { Curated, CurateOptions } from './story/curate.js';
import type { RawArticle } from './raw-article.js';
import type { Processed, ProcessOptions } from './story/process.js';
import type { Article, Category } from './story/story.js';
import type { ToldArticle } from './story/changed.js';
import { ToldRepository, toldTag } from './story/told.repository.js';

export interface NewsQuery {
  readonly count: number;
  readonly language: Language;
  readonly category?: Category;
  readonly channel: string;
  readonly since?: Date;
  readonly q?: string;
  readonly feeds: FeedChoice;
  /** Ids of feeds; empty or left out, all of the channel. */
  readonly only?: readonly string[];
  /** How much each category counts; left out, all the same. */
  readonly categoryWeights?: Readonly<Record<string, number>>;
}

export interface News extends Curated {
  readonly reports: readonly FeedReport[];
  readonly isSample: boolean;
}

interface Gathered extends Collection {
  /** Since 1970. */
  readonly gatheredAtMs: number;
}

/** What the news is good for; shows have wishes of their own. */
const NEWS_AGE_HOURS_MAX = 48;
/** One aggregation serves everybody who asks within this time, seconds; what is chosen from it lasts longer. */
const NEWS_TTL_S = 600;
const CURATED_TTL_S = 1_800;
/** Queries kept at once: a channel has a handful. */
const NEWS_KEPT_MAX = 40;
const CURATED_KEPT_MAX = 400;
const COLLECT_MS_MAX = 60_000;

/** What `POST /content/cache/clear` may name. */
export const CONTENT_TAGS = ['news', 'curated', 'weather', 'bitcoin'] as const;
export type ContentTag = (typeof CONTENT_TAGS)[number];

/** News and stories on request, outside of any show. */
@Injectable()
export class ContentService {
  readonly #news;
  readonly #curated;

  constructor(
    private readonly desk: NewsDesk,
    private readonly editor: Editor,
    private readonly presets: PresetService,
    private readonly told: ToldRepository,
    private readonly settings: ContentSettings,
    private readonly cache: TieredCache,
    private readonly clock: Clock,
    private readonly channels: ChannelService,
  ) {
    // In memory alone: articles hold dates, and reading feeds again is cheap by their ETags.
    const own = { isShared: false, loadMsMax: COLLECT_MS_MAX * 2 };
    this.#news = cache.space('news', { ttl: NEWS_TTL_S, entriesMax: NEWS_KEPT_MAX, ...own });
    this.#curated = cache.space('curated', {
      ttl: CURATED_TTL_S,
      entriesMax: CURATED_KEPT_MAX,
      ...own,
    });
  }

  /** Today's stories for a channel, best first. Calls at the same time share one aggregation. */
  news(query: NewsQuery): Promise<News> {
    return this.#choose(query, 'news', () => Promise.resolve(new Map()));
  }

  /** The same with what the channel has told: a story told before is marked, or left to the end. */
  stories(query: NewsQuery): Promise<News> {
    const { channel } = query;
    const days = this.settings.noRepeatDays;
    const since = new Date(this.clock.now().getTime() - days * 24 * 3_600_000);
    return this.#choose(query, 'stories', () => this.told.since(channel, since));
  }

  /** Articles in, stories out: clustered, ranked and categorised. @throws PresetNotFound */
  async process(
    articles: readonly RawArticle[],
    options: Omit<ProcessOptions, 'now' | 'categoryWeights'>,
    presetName?: string,
  ): Promise<Processed> {
    const preset = presetName === undefined ? undefined : await this.presets.get(presetName);
    return this.editor.process(articles, {
      ...options,
      now: this.clock.now(),
      categoryWeights: preset?.newsCategories ?? {},
    });
  }

  /** Forgets what is kept under these tags, in every process of the fleet. */
  async clearCache(tags: readonly ContentTag[]): Promise<void> {
    await this.cache.invalidateTags(...tags.map((tag) => `content:${tag}`));
  }

  async #choose(
    query: NewsQuery,
    kind: string,
    told: () => Promise<ReadonlyMap<string, ToldArticle>>,
  ): Promise<News> {
    await this.channels.named(query.channel);
    const collection = await this.#collect(query);
    const load = async (): Promise<News> => {
      const curated = await this.editor.curate(
        collection.articles.filter((article) => matches(article, query)),
        this.#curation(query, collection, await told()),
      );
      const { reports, isSample } = collection;
      const warnings = [...(collection.warnings ?? []), ...curated.warnings];
      return { stories: curated.stories.slice(0, query.count), warnings, reports, isSample };
    };
    // Chosen from one collection: whoever asks after that is gathered anew gets another choice.
    const key = JSON.stringify([kind, query, collection.gatheredAtMs]);
    const own = kind === 'news' ? [] : [toldTag(query.channel)];
    return this.#curated.getOrSet(key, load, { tags: ['content:news', 'content:curated', ...own] });
  }

  #curation(
    { language, count, categoryWeights = {} }: NewsQuery,
    { sources }: Collection,
    told: ReadonlyMap<string, ToldArticle>,
  ): CurateOptions {
    const now = this.clock.now();
    const options = { now, language, ageHoursMax: NEWS_AGE_HOURS_MAX, categoryWeights };
    return { ...options, sources, told, wanted: count };
  }

  #collect({ feeds, channel, language, only = [] }: NewsQuery): Promise<Gathered> {
    const load = async () => {
      const signal = AbortSignal.timeout(COLLECT_MS_MAX);
      const wish = { feeds, channel, language, only, now: this.clock.now(), signal };
      return { ...(await this.desk.collect(wish)), gatheredAtMs: Date.now() };
    };
    const key = JSON.stringify([feeds, channel, language, only]);
    return this.#news.getOrSet(key, load, { tags: ['content:news'] });
  }
}

function matches(article: Article, { category, since, q }: NewsQuery): boolean {
  if (category && article.category !== category) return false;
  if (since && (article.publishedAt === null || article.publishedAt < since)) return false;
  if (q === undefined) return true;
  return `${article.title} ${article.summary}`.toLowerCase().includes(q.toLowerCase());
}
