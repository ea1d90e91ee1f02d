import {
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
import type { Preferences } from '#modules/data';

/** What a client would like to find again; all of it may be left out. */
export class NewPreferencesDto {
  /** Preset that a new show begins with. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly preset_name?: string;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel?: string;

  /** Of new shows. */
  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  /** Of what people read: ISO 639-1. */
  @IsOptional()
  @Matches(/^[a-z]{2}$/)
  readonly interface_language?: string;

  @IsOptional()
  @IsIn(['mp3', 'm4a', 'opus', 'flac', 'wav'])
  readonly export_format?: string;

  @IsOptional()
  @IsIn(['system', 'light', 'dark'])
  readonly theme?: string;

  /** Of the player. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  readonly volume_percent?: number;

  /** Whether a finished show tells of itself. */
  @IsOptional()
  @IsBoolean()
  readonly notifications?: boolean;
}

/** What the key that asks would like to find again; what was never said is left out. */
export class PreferencesDto extends NewPreferencesDto {
  /** For If-Match: `"v<version>"`. */
  readonly version!: number;

  static of({ wishes, version }: Preferences): PreferencesDto {
    return Object.assign(new PreferencesDto(), wishes, { version });
  }
}
