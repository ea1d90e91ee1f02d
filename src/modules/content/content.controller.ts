import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BodyBytesMax, Costly, Needs } from '#platform/access';
import { ContentCacheClearedDto, NewsDto, ProcessedDto } from './content-answer.dto.js';
import {
  ClearCacheDto,
  type GivenArticleDto,
  NewsQueryDto,
  ProcessDto,
  ScriptDto,
  ScriptRequestDto,
} from './content.dto.js';
import { CONTENT_TAGS, ContentService, type NewsQuery } from './content.service.js';
import { canonicalLink, oneLine, plainText, withoutBoilerplate } from './feed/document/clean.js';
import { ScriptOnRequest } from './script-on-request.js';
import type { GivenArticle } from './story/process.js';

/** Ten thousand titles with their ids, or a thousand articles with their texts, bytes. */
const BODY_BYTES_MAX = 16_777_216;

@ApiTags('content')
@Needs('listener')
@Controller('content')
export class ContentController {
  constructor(
    private readonly content: ContentService,
    private readonly scripts: ScriptOnRequest,
  ) {}

  /** Today's stories, best first, each with every article that tells it. */
  @Get('news')
  async news(@Query() query: NewsQueryDto): Promise<NewsDto> {
    return new NewsDto(await this.content.news(wanted(query)));
  }

  /** The same for a channel that has told some already: updates are marked, what is told comes last. */
  @Get('stories')
  async stories(@Query() query: NewsQueryDto): Promise<NewsDto> {
    return new NewsDto(await this.content.stories(wanted(query)));
  }

  /**
   * Articles in; cleaned, clustered, ranked and categorised stories out. Titles are enough.
   * @throws {404} There is no preset of this name.
   */
  @Post('process')
  @Needs('producer')
  @Costly()
  @BodyBytesMax(BODY_BYTES_MAX)
  @HttpCode(200)
  async process(@Body() dto: ProcessDto): Promise<ProcessedDto> {
    const { articles, language, preset_name, age_hours_max, news_only } = dto;
    const options = {
      ...(language && { language }),
      ...(age_hours_max !== undefined && { ageHoursMax: age_hours_max }),
      isNewsOnly: news_only,
    };
    const given = distinct(
      articles.map((article) => toArticle(article, language)),
      articles,
    );
    return new ProcessedDto(await this.content.process(given, options, preset_name));
  }

  /**
   * A script for a preset, from given stories or articles, or from today's news.
   * @throws {404} There is no preset of this name.
   */
  @Post('script')
  @Needs('producer')
  @Costly()
  @BodyBytesMax(BODY_BYTES_MAX)
  @HttpCode(200)
  async script(@Body() dto: ScriptRequestDto): Promise<ScriptDto> {
    const { articles, stories, duration_minutes, news_count, target_time } = dto;
    const script = await this.scripts.write({
      presetName: dto.preset_name,
      ...(dto.language && { language: dto.language }),
      ...(duration_minutes !== undefined && { minutes: duration_minutes }),
      ...(news_count !== undefined && { newsCount: news_count }),
      ...(target_time !== undefined && { targetTime: target_time }),
      ...(dto.speakers && { speakers: dto.speakers }),
      ...(articles && { articles: articles.map((one) => toArticle(one)) }),
      ...(stories && { stories: stories.map((one) => one.articles.map((own) => toArticle(own))) }),
      seed: dto.seed,
    });
    return new ScriptDto(script);
  }

  /** Forgets kept news, stories, weather or prices; the next reader makes them anew. */
  @Post('cache/clear')
  @Needs('operator')
  @HttpCode(200)
  async clearCache(@Body() { tags }: ClearCacheDto): Promise<ContentCacheClearedDto> {
    const cleared = tags ?? [...CONTENT_TAGS];
    await this.content.clearCache(cleared);
    return { cleared };
  }
}

function wanted({ since, category, q, ...rest }: NewsQueryDto): NewsQuery {
  return {
    ...rest,
    ...(category && { category }),
    ...(q !== undefined && { q }),
    ...(since !== undefined && { since: new Date(since) }),
  };
}

/** Articles given twice without an id stay two, as they were given. */
function distinct(
  articles: readonly GivenArticle[],
  given: ProcessDto['articles'],
): GivenArticle[] {
  const times = new Map<string, number>();
  return articles.map((article, at) => {
    const before = times.get(article.id) ?? 0;
    times.set(article.id, before + 1);
    const isTwin = before > 0 && given[at]?.id === undefined;
    return isTwin ? { ...article, id: `${article.id}-${before + 1}` } : article;
  });
}

function toArticle(given: GivenArticleDto, language?: string): GivenArticle {
  const text = (html = '') => withoutBoilerplate(plainText(html));
  const link = given.link === undefined ? '' : canonicalLink(given.link, '');
  const identity = given.id ?? `${link}\n${given.title}\n${given.outlet ?? ''}`;
  const id = given.id ?? createHash('sha256').update(identity).digest('hex').slice(0, 20);
  const spoken = given.language ?? language;
  return {
    id,
    // Articles of one outlet count as of one feed; of an article that names none, nobody knows.
    feedId: `given:${given.outlet ?? id}`,
    outlet: given.outlet ?? 'the source',
    title: oneLine(plainText(given.title)),
    summary: text(given.summary),
    body: text(given.body),
    link,
    ...(spoken !== undefined && { language: spoken }),
    ...(given.category && { category: given.category }),
    publishedAt: given.published_at === undefined ? null : new Date(given.published_at),
  };
}
