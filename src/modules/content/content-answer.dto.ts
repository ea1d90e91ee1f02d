import { StoryDto } from './content.dto.js';
import type { ContentTag, News } from './content.service.js';
import type { Processed } from './story/process.js';
import { diversityScore } from './story/rank.js';
import type { Story } from './story/story.js';

export class StoriesDto {
  /** Best first. */
  readonly items: StoryDto[];
  /** How many `items` there are. */
  readonly total: number;
  /** Evenness of categories: 0 when all are of one, 1 when all differ. */
  readonly diversity_score: number;

  constructor(stories: readonly Story[]) {
    this.items = stories.map((story) => new StoryDto(story));
    this.total = stories.length;
    this.diversity_score = diversityScore(stories);
  }
}

export class LeftOutDto {
  /** Of the article. */
  readonly id!: string;
  readonly reason!: 'same_id' | 'too_old' | 'not_news';
}

/** Stories of given articles: each article stands in one of `items`, or in `left_out`. */
export class ProcessedDto extends StoriesDto {
  readonly left_out: LeftOutDto[];
  /** Of the articles, the most frequent first. */
  readonly languages: string[];

  constructor({ stories, leftOut, languages }: Processed) {
    super(stories);
    this.left_out = leftOut.map(({ id, reason }) => ({ id, reason }));
    this.languages = [...languages];
  }
}

export class ContentCacheClearedDto {
  /** Tags. */
  readonly cleared!: ContentTag[];
}

/** A feed that gave nothing this time. */
export class FailedFeedDto {
  readonly outlet!: string;
  /** A sentence. */
  readonly reason?: string;
}

/** Today's stories. */
export class NewsDto extends StoriesDto {
  /** Whether they are invented: the sample newsroom. */
  readonly is_sample: boolean;
  readonly feeds_failed: FailedFeedDto[];
  /** Sentences: what is less than was asked for, and why. */
  readonly warnings: string[];

  constructor({ stories, reports, isSample, warnings }: News) {
    super(stories);
    this.is_sample = isSample;
    this.feeds_failed = reports
      .filter(({ state }) => state === 'failed')
      .map(({ outlet, reason }) => ({ outlet, ...(reason !== undefined && { reason }) }));
    this.warnings = [...warnings];
  }
}
