import { StoryDto } from './content.dto.js';
import type { News } from './content.service.js';
import type { Story } from './story/story.js';

export class StoriesDto {
  /** Best first. */
  readonly items: StoryDto[];
  /** How many `items` there are. */
  readonly total: number;

  constructor(stories: readonly Story[]) {
    this.items = stories.map((story) => new StoryDto(story));
    this.total = stories.length;
  }
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
