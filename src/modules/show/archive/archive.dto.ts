import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { IsMoment } from '#platform/input';
import { ShowFileDto } from '../whole-show.dto.js';

export class ArchiveQueryDto {
  /** Shows made since then: a day or a moment. */
  @IsOptional()
  @IsMoment()
  readonly from?: string;

  /** Shows made before then; a day counts whole. */
  @IsOptional()
  @IsMoment()
  readonly to?: string;

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

  /** Shows a page. */
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

  /** Whether to add up all that match: `totals`. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsBoolean()
  readonly total?: boolean;
}

/** A finished show as an episode. */
export class EpisodeDto {
  readonly id!: string;
  readonly title!: string | null;
  readonly preset!: string;
  readonly channel!: string;
  readonly language!: string;
  readonly created_at!: Date;
  readonly finished_at!: Date | null;
  /** Seconds. */
  readonly duration!: number | null;
  /** Of all its files. */
  readonly size_bytes!: number;
  readonly audio_url!: string | null;
  readonly cover_url!: string | null;
  /** The cover for lists, 300 x 300 pixels; null where there is none. */
  readonly cover_small_url!: string | null;
  readonly dashboard_url!: string;
  readonly files!: ShowFileDto[];
}

/** All that match, added up. */
export class ArchiveTotalsDto {
  readonly shows!: number;
  readonly files!: number;
  readonly size_bytes!: number;
  /** Seconds. */
  readonly duration!: number;
}

export class ArchiveDto {
  /** Newest first. */
  readonly items!: EpisodeDto[];
  /** For `cursor`; null on the last page. */
  readonly next_cursor!: string | null;
  /** Where they were asked for. */
  readonly totals?: ArchiveTotalsDto;
}
