import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { PartialType } from '@nestjs/swagger';
import { PageQueryDto } from '#platform/stored';
import { CATEGORIES, type Category } from '../../story/story.js';
import { ADDRESS_CHARACTERS_MAX } from './feed-address.js';
import { FEED_STATES, type FeedFields, type FeedState } from './feed-entry.js';
import { FEEDS_MAX } from './feed-register.js';

/** Any language: the articles of the feed tell theirs. */
const ANY = 'any';

/** A feed as a producer writes it. */
export class NewFeedDto {
  /** Address of the feed, or of a page that names it: http or https, on the public internet. */
  @IsString()
  @Length(1, ADDRESS_CHARACTERS_MAX)
  readonly url!: string;

  /** The publisher as a host says it; left out, as the feed calls itself. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly outlet?: string;

  /** What it tells of, where its items do not say it; `general` where left out. */
  @IsOptional()
  @IsIn(CATEGORIES)
  readonly category?: Category;

  /** 1 (could be missed) to 10 (the house relies on it); 5 where left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  readonly priority?: number;

  /** How much its articles count in the ranking, 0.1 to 5; 1 where left out. */
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(5)
  readonly weight?: number;

  /** ISO 639-1, or `any` (where left out): it is read for shows in every language. */
  @IsOptional()
  @Matches(/^(?:[a-z]{2}|any)$/)
  readonly language?: string;

  /** Channels that read it; empty or left out: all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 50, { each: true })
  readonly channels?: string[];

  /** Unasked it is read no more often than this, minutes; 15 where left out. */
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(1440)
  readonly fetch_interval_minutes?: number;

  /** Its newest article should be younger than this, hours; 72 where left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(8760)
  readonly fresh_within_hours?: number;

  /** Items read of it at most; 60 where left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly max_items?: number;

  /** How long it may take to answer, seconds; 20 where left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60)
  readonly timeout_s?: number;

  /** Whether it is read at all. */
  @IsOptional()
  @IsBoolean()
  readonly enabled?: boolean;
}

/** Fields of a feed to change; those that are left out keep their value. */
export class FeedChangesDto extends PartialType(NewFeedDto) {}

/** Which feeds to list. */
export class FeedsQueryDto extends PageQueryDto {
  @IsOptional()
  @IsIn(FEED_STATES)
  readonly state?: FeedState;

  @IsOptional()
  @IsIn(CATEGORIES)
  readonly category?: Category;

  /** Only feeds that this channel reads. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel?: string;

  /** ISO 639-1, or `any` for those without. */
  @IsOptional()
  @Matches(/^(?:[a-z]{2}|any)$/)
  readonly language?: string;
}

/** Which feeds to read now. */
export class RefreshFeedsDto {
  /** Ids of feeds; left out, every feed that is not off. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(FEEDS_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  readonly ids?: string[];
}

/** Fields of a feed that a client's fields stand for; what the client left out is left out. */
export function feedFields(dto: FeedChangesDto): Partial<FeedFields> {
  const fields: { [K in keyof FeedFields]?: FeedFields[K] | undefined } = {
    url: dto.url,
    outlet: dto.outlet?.trim(),
    category: dto.category,
    priority: dto.priority,
    weight: dto.weight,
    language: dto.language === undefined ? undefined : fromWire(dto.language),
    channels: dto.channels,
    fetchIntervalMinutes: dto.fetch_interval_minutes,
    freshWithinHours: dto.fresh_within_hours,
    itemsMax: dto.max_items,
    timeoutMs: dto.timeout_s === undefined ? undefined : dto.timeout_s * 1000,
    isEnabled: dto.enabled,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

export function fromWire(language: string): string {
  return language === ANY ? '' : language;
}

export function toWire(language: string): string {
  return language === '' ? ANY : language;
}

/** How a file of feeds is taken. */
export class OpmlQueryDto {
  /** What becomes of feeds that are listed already: they stay as they are, or take what the file says by attributes of ours. */
  @IsOptional()
  @IsIn(['keep', 'update'])
  readonly existing: 'keep' | 'update' = 'keep';

  /** Of feeds whose file does not tell it. */
  @IsOptional()
  @IsIn(CATEGORIES)
  readonly category: Category = 'general';

  /** Of feeds whose file does not tell it: ISO 639-1, or `any`. */
  @IsOptional()
  @Matches(/^(?:[a-z]{2}|any)$/)
  readonly language: string = ANY;
}
