import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { IsMoment } from '#platform/input';
import { CONTENT_TAGS, type ContentTag } from './content.service.js';
import type { Script, Segment } from './script/script.js';
import { type Article, CATEGORIES, type Category, type Story } from './story/story.js';

/** Articles one request may give. */
const ARTICLES_MAX = 10_000;

export class NewsQueryDto {
  /** Stories wanted, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly count: number = 20;

  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language: Language = 'en';

  @IsOptional()
  @IsIn(CATEGORIES)
  readonly category?: Category;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel: string = 'zurich';

  /** Only articles published after this moment. */
  @IsOptional()
  @IsMoment()
  readonly since?: string;

  /** Words that title or summary must hold. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly q?: string;

  /** Where the news comes from. */
  @IsOptional()
  @IsIn(['auto', 'live', 'sample'])
  readonly feeds: 'auto' | 'live' | 'sample' = 'auto';
}

export class GivenArticleDto {
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly id?: string;

  @IsString()
  @Length(1, 300)
  readonly title!: string;

  /** Plain text or HTML. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  readonly summary?: string;

  /** Plain text or HTML. */
  @IsOptional()
  @IsString()
  @MaxLength(50_000)
  readonly body?: string;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false })
  readonly link?: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly outlet?: string;

  /** Left out, it is told from the words. */
  @IsOptional()
  @IsIn(CATEGORIES)
  readonly category?: Category;

  /** ISO 639-1. Left out, it is told from the words. */
  @IsOptional()
  @Matches(/^[a-z]{2}$/, { message: 'language must be two small letters, as ISO 639-1 has them' })
  readonly language?: string;

  @IsOptional()
  @IsMoment()
  readonly published_at?: string;
}

export class ProcessDto {
  /** Titles are enough. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ARTICLES_MAX)
  @ValidateNested({ each: true })
  @Type(() => GivenArticleDto)
  readonly articles!: GivenArticleDto[];

  /** Of articles that do not say theirs, and whose articles come first in a story. Left out, it is told from the words. */
  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  /** Whose weights of categories the ranking uses; left out, none. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly preset_name?: string;

  /** Hours: leaves out what is older. Left out, nothing is too old. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(8_760)
  readonly age_hours_max?: number;

  /** Leaves out advertising, games, service, and titles with no text. */
  @IsOptional()
  @IsBoolean()
  readonly news_only: boolean = false;
}

export class GivenStoryDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GivenArticleDto)
  readonly articles!: GivenArticleDto[];
}

export class ClearCacheDto {
  /** Left out: all of them. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(CONTENT_TAGS.length)
  @IsIn(CONTENT_TAGS, { each: true })
  readonly tags?: ContentTag[];
}

export class ScriptRequestDto {
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly preset_name: string = 'zurich';

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(180)
  readonly duration_minutes?: number;

  /** The same seed and news give the same script. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly seed: string = '1';

  /** Left out, the preset's. */
  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  /** Stories wanted; left out, what the minutes need. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly news_count?: number;

  /** HH:MM in the channel's time zone: decides the style. Left out, now. */
  @IsOptional()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'target_time must be a time as HH:MM' })
  readonly target_time?: string;

  /** Ids, the main host first; left out, the preset's. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsString({ each: true })
  @Length(1, 50, { each: true })
  readonly speakers?: string[];

  /** What to tell; left out, the given stories or today's news. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => GivenArticleDto)
  readonly articles?: GivenArticleDto[];

  /** Stories as they are to be told, in this order; goes before `articles`. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GivenStoryDto)
  readonly stories?: GivenStoryDto[];
}

export class ArticleDto {
  readonly id: string;
  readonly feed_id: string;
  readonly outlet: string;
  readonly title: string;
  readonly summary: string;
  readonly link: string;
  readonly language: string;
  readonly category: string;
  readonly published_at: Date | null;
  /** Of a person who reads all that its feed gives of it, minutes; null where nobody has counted. */
  readonly reading_minutes: number | null;

  constructor(article: Article) {
    this.id = article.id;
    this.feed_id = article.feedId;
    this.outlet = article.outlet;
    this.title = article.title;
    this.summary = article.summary;
    this.link = article.link;
    this.language = article.language;
    this.category = article.category;
    this.published_at = article.publishedAt;
    this.reading_minutes = article.readingMinutes ?? null;
  }
}

export class StoryDto {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly published_at: Date | null;
  readonly score: number;
  /** The factors of the score; their product is the score. */
  readonly score_parts: Record<string, number>;
  /** Id of the article that is told first: the best source. */
  readonly primary: string;
  /** Languages of its articles, the primary's first. */
  readonly languages: string[];
  /** The channel told it before and it has changed since. */
  readonly is_update: boolean;
  /** The primary first. */
  readonly articles: ArticleDto[];

  constructor(story: Story) {
    this.id = story.id;
    this.title = story.articles[0].title;
    this.category = story.category;
    this.published_at = story.publishedAt;
    this.score = story.score;
    this.score_parts = { ...story.scoreParts };
    this.primary = story.articles[0].id;
    this.languages = [...new Set(story.articles.map(({ language }) => language))];
    this.is_update = story.isUpdate;
    this.articles = story.articles.map((article) => new ArticleDto(article));
  }
}

export class UnsupportedClaimDto {
  /** number, name, quotation or date. */
  readonly kind!: string;
  readonly text!: string;
}

export class ScriptSegmentDto {
  readonly segment_type: string;
  readonly speaker: string;
  readonly text: string;
  /** Seconds, from the measured pace of the voice. */
  readonly estimated_duration: number;
  /** Ids of the articles these words come from. */
  readonly sources: string[];
  readonly unsupported_claims: UnsupportedClaimDto[];
  readonly chapter: string | null;

  constructor(segment: Segment) {
    this.segment_type = segment.segmentType;
    this.speaker = segment.speakerId;
    this.text = segment.text;
    this.estimated_duration = Math.round(segment.estimatedSeconds * 100) / 100;
    this.sources = [...segment.sources];
    this.unsupported_claims = segment.unsupportedClaims.map(({ kind, text }) => ({ kind, text }));
    this.chapter = segment.chapter ?? null;
  }
}

export class ScriptDto {
  readonly title: string;
  readonly language: string;
  readonly writer: string;
  readonly segments: ScriptSegmentDto[];
  readonly warnings: string[];

  constructor(script: Script) {
    this.title = script.title;
    this.language = script.language;
    this.writer = script.writer;
    this.segments = script.segments.map((segment) => new ScriptSegmentDto(segment));
    this.warnings = [...script.warnings];
  }
}
