import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Costly, Needs } from '#platform/access';
import { NewsDto, StoriesDto } from './content-answer.dto.js';
import {
  type GivenArticleDto,
  NewsQueryDto,
  ProcessDto,
  ScriptDto,
  ScriptRequestDto,
} from './content.dto.js';
import { ContentService } from './content.service.js';
import { canonicalLink, oneLine, plainText, withoutBoilerplate } from './feed/document/clean.js';
import type { Article } from './story/story.js';

@ApiTags('content')
@Needs('listener')
@Controller('content')
export class ContentController {
  constructor(private readonly content: ContentService) {}

  /** Today's stories, best first, each with every article that tells it. */
  @Get('news')
  async news(@Query() query: NewsQueryDto): Promise<NewsDto> {
    const { since, category, q, ...rest } = query;
    const news = await this.content.news({
      ...rest,
      ...(category && { category }),
      ...(q !== undefined && { q }),
      ...(since !== undefined && { since: new Date(since) }),
    });
    return new NewsDto(news);
  }

  /** Articles in; cleaned, clustered, ranked and categorised stories out. */
  @Post('process')
  @Needs('producer')
  @Costly()
  @HttpCode(200)
  async process(@Body() { articles, language }: ProcessDto): Promise<StoriesDto> {
    const stories = await this.content.process(
      articles.map((article) => toArticle(article, language)),
      language,
    );
    return new StoriesDto(stories);
  }

  /**
   * A script for a preset, from the given articles or from today's news.
   * @throws {404} There is no preset of this name.
   */
  @Post('script')
  @Needs('producer')
  @Costly()
  @HttpCode(200)
  async script(@Body() dto: ScriptRequestDto): Promise<ScriptDto> {
    const { preset_name, duration_minutes, seed } = dto;
    const given = dto.articles;
    const articles =
      given && ((language: string) => given.map((article) => toArticle(article, language)));
    return new ScriptDto(await this.content.script(preset_name, duration_minutes, seed, articles));
  }
}

function toArticle(given: GivenArticleDto, language: string): Article {
  const text = (html = '') => withoutBoilerplate(plainText(html));
  const link = given.link === undefined ? '' : canonicalLink(given.link, '');
  const identity = given.id ?? `${link}\n${given.title}`;
  return {
    id: given.id ?? createHash('sha256').update(identity).digest('hex').slice(0, 20),
    feedId: 'given',
    outlet: given.outlet ?? 'the source',
    title: oneLine(plainText(given.title)),
    summary: text(given.summary),
    body: text(given.body),
    link,
    language,
    category: given.category ?? 'general',
    publishedAt: given.published_at === undefined ? null : new Date(given.published_at),
  };
}
