import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, type Language } from '#kernel';
import { channelOf, PresetService } from '#modules/data';
import { Editor } from './editor.js';
import type { FeedReport } from './feed/feed.js';
import { type Collection, type FeedChoice, NewsDesk } from './news-desk.js';
import type { Script, ScriptRequest } from './script/script.js';
import type { Article, Category, Story } from './story/story.js';

export interface NewsQuery {
  readonly count: number;
  readonly language: Language;
  readonly category?: Category;
  readonly channel: string;
  readonly since?: Date;
  readonly q?: string;
  readonly feeds: FeedChoice;
}

export interface News {
  readonly stories: readonly Story[];
  readonly reports: readonly FeedReport[];
  readonly isSample: boolean;
  readonly warnings: readonly string[];
}

/** What the news is good for; shows have wishes of their own. */
const NEWS_AGE_HOURS_MAX = 48;
/** One aggregation serves everybody who asks within this time. */
const NEWS_KEPT_MS = 600_000;
const NEWS_KEPT_MAX = 20;
const SPEECH_CHARACTERS_PER_SECOND = 15.5;
/** Of a minute of programme, what is speech. */
const SPEECH_SECONDS_PER_MINUTE = 50;

/** News, stories and scripts on request, outside of any show. */
@Injectable()
export class ContentService {
  readonly #kept = new Map<string, { readonly at: number; readonly news: Promise<Collection> }>();

  constructor(
    private readonly desk: NewsDesk,
    private readonly editor: Editor,
    private readonly presets: PresetService,
    private readonly clock: Clock,
  ) {}

  /** Today's stories for a channel, best first. Calls at the same time share one aggregation. */
  async news(query: NewsQuery): Promise<News> {
    channelOf(query.channel);
    const collection = await this.#collect(query);
    const matching = collection.articles.filter((article) => matches(article, query));
    const curated = await this.editor.curate(matching, {
      now: this.clock.now(),
      language: query.language,
      ageHoursMax: NEWS_AGE_HOURS_MAX,
      categoryWeights: {},
      sources: collection.sources,
      told: new Map(),
      wanted: query.count,
    });
    const { reports, isSample } = collection;
    return {
      stories: curated.stories.slice(0, query.count),
      warnings: curated.warnings,
      reports,
      isSample,
    };
  }

  /** Articles in, stories out: clustered, ranked and categorised. */
  async process(articles: readonly Article[], language: Language): Promise<readonly Story[]> {
    const { stories } = await this.editor.curate(articles, {
      now: this.clock.now(),
      language,
      ageHoursMax: NEWS_AGE_HOURS_MAX,
      categoryWeights: {},
      sources: new Map(),
      told: new Map(),
      wanted: articles.length,
    });
    return stories;
  }

  /**
   * A script for a preset, from articles in its language; left out, from today's news.
   * @param given Makes the articles, once the preset has told their language.
   * @throws PresetNotFound; InvalidInput when the articles hold no story.
   */
  async script(
    presetName: string,
    minutes: number | undefined,
    seed: string,
    given?: (language: Language) => readonly Article[],
  ): Promise<Script> {
    const preset = await this.presets.get(presetName);
    const channel = channelOf(preset.channel);
    const news = given
      ? { stories: await this.process(given(preset.language), preset.language), isSample: false }
      : await this.news({
          count: 100,
          language: preset.language,
          channel: preset.channel,
          feeds: 'auto',
        });
    if (news.stories.length === 0)
      throw new InvalidInput([{ field: 'articles', rule: 'must hold at least one story' }]);
    const seconds = (minutes ?? preset.durationMinutes) * SPEECH_SECONDS_PER_MINUTE;
    const request: ScriptRequest = {
      language: preset.language,
      stationName: 'RadioX',
      city: channel.city[preset.language],
      timeZone: channel.timeZone,
      now: this.clock.now(),
      style: 'professional_afternoon',
      showStyle: preset.showStyle,
      speakers: [
        host(preset.primarySpeaker, 'main_host'),
        host(preset.secondarySpeaker, 'co_host'),
      ],
      stories: news.stories,
      speechSecondsTarget: seconds,
      seed,
      isSample: news.isSample,
    };
    return this.editor.check(await this.editor.write(request), request);
  }

  async #collect({ feeds, channel, language }: NewsQuery): Promise<Collection> {
    const key = JSON.stringify([feeds, channel, language]);
    const known = this.#kept.get(key);
    if (known && performance.now() - known.at < NEWS_KEPT_MS) return known.news;
    const signal = AbortSignal.timeout(60_000);
    const news = this.desk.collect({ feeds, channel, language, now: this.clock.now(), signal });
    this.#kept.set(key, { at: performance.now(), news });
    news.catch(() => this.#kept.delete(key));
    if (this.#kept.size > NEWS_KEPT_MAX) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return news;
  }
}

function host(id: string, role: 'main_host' | 'co_host'): ScriptRequest['speakers'][number] {
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  return { id, name, role, mood: [], charactersPerSecond: SPEECH_CHARACTERS_PER_SECOND };
}

function matches(article: Article, { category, since, q }: NewsQuery): boolean {
  if (category && article.category !== category) return false;
  if (since && (article.publishedAt === null || article.publishedAt < since)) return false;
  if (q === undefined) return true;
  return `${article.title} ${article.summary}`.toLowerCase().includes(q.toLowerCase());
}
