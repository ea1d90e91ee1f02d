import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { Clearable } from '#platform/input';
import { IsFlag, type Page, PageDto, PageQueryDto } from '#platform/stored';
import { IsCron } from './is-cron.js';
import { IsZone } from './is-zone.js';
import { MISSED_RUNS, type Preset, SHOW_STYLES, VOICE_QUALITIES } from './preset.entity.js';
import type { PresetSchedule } from './preset-schedule.js';

/** A preset as a client writes it. */
export class NewPresetDto {
  /** Short name for addresses: small letters, digits, hyphen, underscore. */
  @Matches(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  readonly preset_name!: string;

  @IsString()
  @Length(1, 100)
  readonly display_name!: string;

  /** Place the show looks at first. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly city_focus?: string;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel?: string;

  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  @IsOptional()
  @IsObject()
  @ApiProperty({
    description: 'Weight of each category; what is not named counts 1.',
    type: 'object',
    additionalProperties: { type: 'number', minimum: 0, maximum: 10 },
  })
  readonly news_categories?: Record<string, number>;

  /** Ids of feeds; empty means all of the channel. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  readonly news_sources?: string[];

  /** Age of news at most, hours. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(720)
  readonly news_max_age_hours?: number;

  /** Stories wanted; left out or null: what the minutes need. */
  @Clearable()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly news_count_target?: number | null;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly primary_speaker?: string;

  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly secondary_speaker?: string;

  @IsOptional()
  @IsIn(VOICE_QUALITIES)
  readonly voice_quality?: Preset['voiceQuality'];

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(180)
  readonly duration_minutes?: number;

  @IsOptional()
  @IsIn(SHOW_STYLES)
  readonly show_style?: Preset['showStyle'];

  @IsOptional()
  @IsBoolean()
  readonly include_weather?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly include_bitcoin_price?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly include_traffic?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly include_music?: boolean;

  /** Null: any. */
  @Clearable()
  @IsString()
  @Length(1, 50)
  readonly music_genre_preference?: string | null;

  @IsOptional()
  @IsBoolean()
  readonly auto_generate?: boolean;

  /** When shows are made by themselves: a cron expression of five fields, in `generation_time_zone`; null: never. */
  @Clearable()
  @IsCron()
  readonly generation_schedule?: string | null;

  /**
   * IANA name of the zone that the schedule goes by; `channel`, null, or left out in a new preset: the channel's. A local time that the clocks leap
   * over comes right after the leap, one that they show twice comes once.
   */
  @Clearable()
  @IsZone()
  readonly generation_time_zone?: string | null;

  /** A moment that the station was down over: `run_once` makes the newest one up, `skip` makes none. */
  @IsOptional()
  @IsIn(MISSED_RUNS)
  readonly missed_run?: Preset['missedRun'];

  /** A missed moment older than this is skipped in any case, minutes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1440)
  readonly missed_run_grace_minutes?: number;

  @IsOptional()
  @IsBoolean()
  readonly approval_required?: boolean;
}

/** Fields of a preset to change; the name stays. */
export class PresetChangesDto extends PartialType(OmitType(NewPresetDto, ['preset_name'])) {}

/** A preset as a client reads it. */
export class PresetDto {
  readonly preset_name: string;
  readonly display_name: string;
  readonly city_focus: string;
  readonly channel: string;
  readonly language: string;
  readonly news_categories: Record<string, number>;
  readonly news_sources: string[];
  readonly news_max_age_hours: number;
  readonly news_count_target: number | null;
  readonly primary_speaker: string;
  readonly secondary_speaker: string;
  readonly voice_quality: string;
  readonly duration_minutes: number;
  readonly show_style: string;
  readonly include_weather: boolean;
  readonly include_bitcoin_price: boolean;
  readonly include_traffic: boolean;
  readonly include_music: boolean;
  readonly music_genre_preference: string | null;
  readonly auto_generate: boolean;
  readonly generation_schedule: string | null;
  /** Null: the channel's. */
  readonly generation_time_zone: string | null;
  readonly missed_run: string;
  readonly missed_run_grace_minutes: number;
  readonly approval_required: boolean;
  readonly usage_count: number;
  readonly last_used_at: Date | null;
  /** For If-Match: `"v<version>"`. */
  readonly version: number;

  constructor(preset: Preset) {
    this.preset_name = preset.name;
    this.display_name = preset.displayName;
    this.city_focus = preset.cityFocus;
    this.channel = preset.channel;
    this.language = preset.language;
    this.news_categories = preset.newsCategories;
    this.news_sources = preset.newsSources;
    this.news_max_age_hours = preset.newsMaxAgeHours;
    this.news_count_target = preset.newsCountTarget;
    this.primary_speaker = preset.primarySpeaker;
    this.secondary_speaker = preset.secondarySpeaker;
    this.voice_quality = preset.voiceQuality;
    this.duration_minutes = preset.durationMinutes;
    this.show_style = preset.showStyle;
    this.include_weather = preset.includeWeather;
    this.include_bitcoin_price = preset.includeBitcoinPrice;
    this.include_traffic = preset.includeTraffic;
    this.include_music = preset.includeMusic;
    this.music_genre_preference = preset.musicGenrePreference;
    this.auto_generate = preset.autoGenerate;
    this.generation_schedule = preset.generationSchedule;
    this.generation_time_zone = preset.generationTimeZone;
    this.missed_run = preset.missedRun;
    this.missed_run_grace_minutes = preset.missedRunGraceMinutes;
    this.approval_required = preset.approvalRequired;
    this.usage_count = preset.usageCount;
    this.last_used_at = preset.lastUsedAt;
    this.version = preset.version;
  }
}

/** A page of presets, by name. */
export class PresetsDto extends PageDto {
  readonly items: PresetDto[];

  constructor(page: Page<Preset>) {
    super(page);
    this.items = page.items.map((preset) => new PresetDto(preset));
  }
}

/** Which presets to list. */
export class PresetsQueryDto extends PageQueryDto {
  /** Only presets of this channel. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel?: string;

  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  /** Only presets that shows are made to by themselves, or only the others. */
  @IsOptional()
  @IsFlag()
  readonly auto_generate?: boolean;
}

/** When shows are made to a preset by themselves. */
export class PresetScheduleDto {
  readonly preset_name: string;
  readonly auto_generate: boolean;
  /** Cron expression of five fields; null where there is none. */
  readonly generation_schedule: string | null;
  /** IANA name of the zone it goes by. */
  readonly time_zone: string;
  readonly missed_run: 'skip' | 'run_once';
  /** A missed moment older than this is skipped, minutes. */
  readonly missed_run_grace_minutes: number;
  /** The next five moments; empty where nothing is made by itself. */
  readonly next_runs: Date[];

  constructor({ preset, timeZone, nextRuns }: PresetSchedule) {
    this.preset_name = preset.name;
    this.auto_generate = preset.autoGenerate;
    this.generation_schedule = preset.generationSchedule;
    this.time_zone = timeZone;
    this.missed_run = preset.missedRun;
    this.missed_run_grace_minutes = preset.missedRunGraceMinutes;
    this.next_runs = [...nextRuns];
  }
}

/** The columns that a client's fields stand for; what the client left out is left out. */
export function presetChanges(dto: PresetChangesDto): Partial<Preset> {
  const changes: { [K in keyof Preset]?: Preset[K] | undefined } = {
    displayName: dto.display_name,
    cityFocus: dto.city_focus,
    channel: dto.channel,
    language: dto.language,
    newsCategories: dto.news_categories,
    newsSources: dto.news_sources,
    newsMaxAgeHours: dto.news_max_age_hours,
    newsCountTarget: dto.news_count_target,
    primarySpeaker: dto.primary_speaker,
    secondarySpeaker: dto.secondary_speaker,
    voiceQuality: dto.voice_quality,
    durationMinutes: dto.duration_minutes,
    showStyle: dto.show_style,
    includeWeather: dto.include_weather,
    includeBitcoinPrice: dto.include_bitcoin_price,
    includeTraffic: dto.include_traffic,
    includeMusic: dto.include_music,
    musicGenrePreference: dto.music_genre_preference,
    autoGenerate: dto.auto_generate,
    generationSchedule: dto.generation_schedule,
    generationTimeZone: dto.generation_time_zone === 'channel' ? null : dto.generation_time_zone,
    missedRun: dto.missed_run,
    missedRunGraceMinutes: dto.missed_run_grace_minutes,
    approvalRequired: dto.approval_required,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** What the station notes by itself stands in no document. */
const NOTED = new Set(['usage_count', 'last_used_at', 'version']);

/** A preset as a client would write it; what is null is left out. */
export function newPresetFields(preset: Preset): Partial<NewPresetDto> {
  const said = Object.entries(new PresetDto(preset)).filter(
    ([name, value]) => value !== null && !NOTED.has(name),
  );
  return Object.fromEntries(said);
}
