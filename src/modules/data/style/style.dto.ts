import { OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Clearable } from '#platform/input';
import { type Page, PageDto } from '#platform/stored';
import { type Style, STYLE_PHRASES, type StylePhrases } from './style.entity.js';
import type { NewStyle } from './style.service.js';

/** Mood words by role, instead of the speakers' own. */
export class StyleMoodsDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 30, { each: true })
  readonly main_host?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 30, { each: true })
  readonly co_host?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 30, { each: true })
  readonly weather?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 30, { each: true })
  readonly news_anchor?: string[];
}

/** A style as a client writes it. */
export class NewStyleDto {
  /** Short name for addresses: small letters, digits, hyphen, underscore. */
  @Matches(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  readonly id!: string;

  @IsString()
  @Length(1, 100)
  readonly name!: string;

  /** Local hour it begins at; it lasts until the next one does, over midnight too. */
  @IsInt()
  @Min(0)
  @Max(23)
  readonly from_hour!: number;

  /** The phrases that hosts have for the hour. */
  @IsIn(STYLE_PHRASES)
  readonly phrases!: StylePhrases;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StyleMoodsDto)
  readonly moods?: StyleMoodsDto;

  /** Factor on the pace of every speaker; 1 where it is left out. */
  @IsOptional()
  @IsNumber()
  @Min(0.8)
  @Max(1.25)
  readonly tempo?: number;

  /** What shows last where the request does not say it; left out or null: as the preset says. */
  @Clearable()
  @IsInt()
  @Min(1)
  @Max(180)
  readonly duration_minutes?: number | null;
}

/** Fields of a style to change; the id stays. */
export class StyleChangesDto extends PartialType(OmitType(NewStyleDto, ['id'])) {}

/** A style as a client reads it. */
export class StyleDto {
  readonly id: string;
  readonly name: string;
  /** Local hour it begins at; it lasts until the next one does. */
  readonly from_hour: number;
  readonly phrases: StylePhrases;
  readonly moods: StyleMoodsDto;
  /** Factor on the pace of every speaker. */
  readonly tempo: number;
  /** Null: as the preset says. */
  readonly duration_minutes: number | null;
  /** For If-Match: `"v<version>"`. */
  readonly version: number;
  readonly updated_at: Date;

  constructor(style: Style) {
    this.id = style.id;
    this.name = style.name;
    this.from_hour = style.fromHour;
    this.phrases = style.phrases;
    this.moods = style.moods;
    this.tempo = style.tempo;
    this.duration_minutes = style.durationMinutes;
    this.version = style.version;
    this.updated_at = style.updatedAt;
  }
}

/** A page of styles, by id. */
export class StylesDto extends PageDto {
  readonly items: StyleDto[];

  constructor(page: Page<Style>) {
    super(page);
    this.items = page.items.map((style) => new StyleDto(style));
  }
}

/** The columns that a client's fields stand for; what the client left out is left out. */
export function styleChanges(dto: StyleChangesDto): Partial<NewStyle> {
  const { name, from_hour: fromHour, phrases, tempo, duration_minutes: durationMinutes } = dto;
  const moods = dto.moods && Object.fromEntries(Object.entries(dto.moods));
  const changes = { name, fromHour, phrases, moods, tempo, durationMinutes };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** A new style, with what its author left out. */
export function newStyle(dto: NewStyleDto): NewStyle {
  const { id, name, from_hour: fromHour, phrases } = dto;
  const rest = { moods: {}, tempo: 1, durationMinutes: null };
  return { ...rest, ...styleChanges(dto), id, name, fromHour, phrases };
}
