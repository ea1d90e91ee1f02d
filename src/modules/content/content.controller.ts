import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type GivenArticleDto,
  NewsQueryDto,
  ProcessDto,
  ScriptDto,
  ScriptRequestDto,
  StoryDto,
} from './content.dto.js';
import { ContentService } from './content.service.js';
import { canonicalLink, oneLine, plainText, withoutBoilerplate } from './feed/document/clean.js';
import type { Article } from './story/story.js';

@ApiTags('content')
@Controller('content')
export class ContentController {
  constructor(private readonly content: ContentService) {}

  /** Today's stories, best first, each with every article that tells it. */
  @Get('news')
  async news(@Query() query: NewsQueryDto) {
    const { since, category, q, ...rest } = query;
    const news = await this.content.news({
      ...rest,
      ...(category && { category }),
      ...(q !== undefined && { q }),
      ...(since !== undefined && { since: new Date(since) }),
    });
    return {
      items: news.stories.map((story) => new StoryDto(story)),
      total: news.stories.length,
      is_sample: news.isSample,
      feeds_failed: news.reports
        .filter(({ state }) => state === 'failed')
        .map(({ outlet, reason }) => ({ outlet, reason })),
      warnings: news.warnings,
    };
  }

  /** Every seeded feed and what became of it when it was last read. */
  @Get('feeds')
  async feeds() {
    const items = (await this.content.feedStatuses()).map(({ feed, status }) => ({
      id: feed.id,
      outlet: feed.outlet,
      url: feed.url,
      category: feed.category,
      language: feed.language,
      priority: feed.priority,
      weight: feed.weight,
      max_items: feed.itemsMax,
      timeout_s: feed.timeoutMs / 1000,
      channels: feed.channels,
      state: status?.state ?? 'never_read',
      fetched_at: status?.fetchedAt ?? null,
      failures: status?.failures ?? 0,
      reason: status?.reason ?? null,
    }));
    return { items, total: items.length };
  }

  /** Articles in; cleaned, clustered, ranked and categorised stories out. */
  @Post('process')
  @HttpCode(200)
  async process(@Body() { articles, language }: ProcessDto) {
    const stories = await this.content.process(
      articles.map((article) => toArticle(article, language)),
      language,
    );
    return { items: stories.map((story) => new StoryDto(story)), total: stories.length };
  }

  /** A script for a preset, from the given articles or from today's news. */
  @Post('script')
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
