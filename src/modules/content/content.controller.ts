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
import type { RawArticle } from './raw-article.js';
import { ScriptOnRequest } from './script-on-request.js';

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
    const processed = await this.content.process(articles.map(rawOf), options, preset_name);
    return new ProcessedDto(processed);
  }

  /**
   * A script for a preset, from given stories or articles, or from today's news.
   * @throws {404} There is no preset of this name.
   * @throws {503} Nothing was given, and there is no news to tell.
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
      ...(articles && { articles: articles.map(rawOf) }),
      ...(stories && { stories: stories.map((one) => one.articles.map(rawOf)) }),
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

/** As it was sent: who tells it, cleans it. */
function rawOf({ published_at, ...rest }: GivenArticleDto): RawArticle {
  return { ...rest, publishedAt: published_at === undefined ? null : new Date(published_at) };
}
