import { ApiProperty } from '@nestjs/swagger';
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
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { AUDIO_FORMATS, type AudioFormat } from '#modules/audio';
import { LISTED_FEEDS_MAX } from '#modules/content';
import { IsFeeds } from './is-feeds.js';
import { STATUSES, type ShowStatus } from './show.entity.js';
import type { ShowRequest } from './show-request.js';

export class GenerateShowDto {
  /** Name of a preset from `GET /presets`. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly preset_name?: string;

  /** zurich, basel, bern; left out, the preset's. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel?: string;

  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  /** Stories to tell, 1 to 100; left out, what the minutes need. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly news_count?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(180)
  readonly duration_minutes?: number;

  /** HH:MM on the channel's clock: decides greeting and style. */
  @IsOptional()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'target_time must be HH:MM, 00:00 to 23:59' })
  readonly target_time?: string;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly primary_speaker?: string;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly secondary_speaker?: string;

  /** Two to four speakers, main host first; instead of primary_speaker and secondary_speaker. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(4)
  @IsString({ each: true })
  readonly speakers?: string[];

  @IsOptional()
  @IsBoolean()
  readonly include_weather?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly include_bitcoin_price?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly include_traffic?: boolean;

  /** Music breaks between topics, with music of the library; where it has none, `metadata.warnings` say so. */
  @IsOptional()
  @IsBoolean()
  readonly include_music?: boolean;

  @IsOptional()
  @IsIn(['low', 'mid', 'high', 'ultra'])
  readonly voice_quality?: 'low' | 'mid' | 'high' | 'ultra';

  /** Kind of the finished file; left out, mp3. m4a, opus and flac need ffmpeg, the built-in one for at most 30 minutes. */
  @IsOptional()
  @IsIn(AUDIO_FORMATS)
  readonly export_format?: AudioFormat;

  /** Stop after the script. */
  @IsOptional()
  @IsBoolean()
  readonly dry_run?: boolean;

  /**
   * Whether a segment with a claim that no source holds goes back to the writer once and is then dropped; left out,
   * as the setting `SHOW_STRICT_CLAIMS` says. Otherwise such claims are only marked in `unsupported_claims`.
   */
  @IsOptional()
  @IsBoolean()
  readonly strict_claims?: boolean;

  /** The same seed, news, time and data folder give the same show. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly seed?: number;

  @IsOptional()
  @IsFeeds()
  @ApiProperty({
    description:
      "Where the news comes from: the preset's feeds (`live`), the newsroom that ships (`sample`), " +
      'the one where the other does not answer (`auto`), or addresses of feeds.',
    default: 'auto',
    oneOf: [
      { type: 'string', enum: ['auto', 'live', 'sample'] },
      {
        type: 'array',
        minItems: 1,
        maxItems: LISTED_FEEDS_MAX,
        items: { type: 'string', format: 'uri' },
      },
    ],
  })
  readonly feeds?: 'auto' | 'live' | 'sample' | string[];
}

export class ShowsQueryDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit: number = 20;

  /** From `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly cursor?: string;

  @IsOptional()
  @IsIn(STATUSES)
  readonly status?: ShowStatus;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly preset?: string;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel?: string;

  /** Words of the title. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly q?: string;
}

const PRESET_DEFAULT = 'zurich';

/** What a client's wish means; equal wishes give equal requests. */
export function showRequest(dto: GenerateShowDto): ShowRequest {
  const named = [dto.primary_speaker, dto.secondary_speaker].filter((id) => id !== undefined);
  const speakers = dto.speakers ?? (named.length > 0 ? named : undefined);
  return {
    presetName: dto.preset_name ?? PRESET_DEFAULT,
    ...(dto.channel !== undefined && { channel: dto.channel }),
    ...(dto.language && { language: dto.language }),
    ...(dto.news_count !== undefined && { newsCount: dto.news_count }),
    ...(dto.duration_minutes !== undefined && { durationMinutes: dto.duration_minutes }),
    ...(dto.target_time !== undefined && { targetTime: dto.target_time }),
    ...(speakers && { speakers }),
    ...(dto.include_weather !== undefined && { includeWeather: dto.include_weather }),
    ...(dto.include_bitcoin_price !== undefined && {
      includeBitcoinPrice: dto.include_bitcoin_price,
    }),
    ...(dto.include_traffic !== undefined && { includeTraffic: dto.include_traffic }),
    ...(dto.include_music !== undefined && { includeMusic: dto.include_music }),
    ...(dto.voice_quality && { voiceQuality: dto.voice_quality }),
    ...(dto.export_format && { exportFormat: dto.export_format }),
    ...(dto.strict_claims !== undefined && { strictClaims: dto.strict_claims }),
    ...(dto.seed !== undefined && { seed: String(dto.seed) }),
    feeds: dto.feeds ?? 'auto',
    isDryRun: dto.dry_run ?? false,
  };
}
