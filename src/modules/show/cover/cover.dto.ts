import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import { LANGUAGES, type Language } from '#kernel';
import { COVER_LAYOUTS, type CoverLayout, type CoverRequest, MediaFileDto } from '#modules/media';

const STYLES = ['fresh_morning', 'professional_afternoon', 'chill_evening', 'late_night'] as const;

/** What a cover shall say: given here, or taken from a show; what is given here stands above it. */
export class GenerateCoverDto {
  /** A show whose title, city, day, stories and style it takes. */
  @IsOptional()
  @IsUUID()
  readonly show_id?: string;

  /** Needed where no show is named. */
  @IsOptional()
  @IsString()
  @Length(1, 120)
  readonly title?: string;

  @IsOptional()
  @IsString()
  @Length(1, 60)
  readonly city?: string;

  /** A line below the title: the day, or anything as short; today where left out. */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  readonly date_text?: string;

  /** Decides the colours. */
  @IsOptional()
  @IsIn(STYLES)
  readonly style?: CoverRequest['style'];

  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  /** Headlines; the first one to three stand on it. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  readonly topics?: string[];

  /** Left out, the seed picks one. */
  @IsOptional()
  @IsIn(COVER_LAYOUTS)
  readonly layout?: CoverLayout;

  /** The same seed and words give the same picture; by chance where left out. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly seed?: number;
}

/** A cover that was painted; both are files of the library. */
export class GeneratedCoverDto {
  /** For feeds: a square of 1500 pixels. */
  readonly cover!: MediaFileDto;
  /** For lists: a square of 300 pixels. */
  readonly small!: MediaFileDto;
}
