import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { type Page, PageDto, PageQueryDto } from '#platform/stored';
import { IsDictionaries, IsSpeakingStyles, IsVoices, IsVoiceSettings } from './persona-checks.js';
import { PRONUNCIATIONS, SPEAKING_STYLES, VOICE_SETTINGS, VOICES } from './persona-schemas.js';
import {
  type ByVoice,
  type Dictionary,
  type Role,
  ROLES,
  type ShowStyle,
  type SpeakingStyle,
  type VoiceSettings,
} from './persona.js';
import type { Speaker } from './speaker.entity.js';

/** A speaker as a client writes it. */
export class NewSpeakerDto {
  /** Short name for addresses: small letters, digits, hyphen, underscore. */
  @Matches(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  readonly id!: string;

  /** As said on air. */
  @IsString()
  @Length(1, 60)
  readonly name!: string;

  @IsArray()
  @ArrayMinSize(1)
  @IsIn(ROLES, { each: true })
  readonly roles!: Role[];

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(LANGUAGES, { each: true })
  readonly languages?: Language[];

  /** Mood words: "warm", "dry". */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 30, { each: true })
  readonly mood?: string[];

  /** What makes this persona laugh, in a few words; empty: nothing said. */
  @IsOptional()
  @Matches(/^[^\p{Cc}\p{Zl}\p{Zp}]{0,200}$/u, {
    message: 'must be one line of at most 200 characters',
  })
  readonly humour?: string;

  /** Speed of speech; 1 is the voice's own. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(2)
  readonly pace?: number;

  @IsOptional()
  @IsSpeakingStyles()
  @ApiProperty(SPEAKING_STYLES)
  readonly speaking_styles?: Partial<Record<ShowStyle, SpeakingStyle>>;

  @IsOptional()
  @IsVoices()
  @ApiProperty(VOICES)
  readonly voices?: Record<string, Record<string, string>>;

  @IsOptional()
  @IsVoiceSettings()
  @ApiProperty(VOICE_SETTINGS)
  readonly voice_settings?: Record<string, Record<string, VoiceSettings>>;

  @IsOptional()
  @IsDictionaries()
  @ApiProperty(PRONUNCIATIONS)
  readonly pronunciations?: Record<string, Dictionary>;
}

/** Fields of a speaker to change; the id stays. */
export class SpeakerChangesDto extends PartialType(OmitType(NewSpeakerDto, ['id'])) {}

/** A speaker as a client reads it. */
export class SpeakerDto {
  readonly id: string;
  readonly name: string;
  readonly roles: string[];
  readonly languages: string[];
  readonly mood: string[];
  /** What makes this persona laugh; empty: nothing said. */
  readonly humour: string;
  /** Speed of speech; 1 is the voice's own. */
  readonly pace: number;
  @ApiProperty(SPEAKING_STYLES)
  readonly speaking_styles: Partial<Record<ShowStyle, SpeakingStyle>>;
  @ApiProperty(VOICES)
  readonly voices: ByVoice<string>;
  @ApiProperty(VOICE_SETTINGS)
  readonly voice_settings: ByVoice<VoiceSettings>;
  @ApiProperty(PRONUNCIATIONS)
  readonly pronunciations: Record<string, Dictionary>;
  /** For If-Match: `"v<version>"`. */
  readonly version: number;
  /** When somebody last changed it. */
  readonly updated_at: Date;

  constructor(speaker: Speaker) {
    this.id = speaker.id;
    this.name = speaker.name;
    this.roles = speaker.roles;
    this.languages = speaker.languages;
    this.mood = speaker.mood;
    this.humour = speaker.humour;
    this.pace = speaker.pace;
    this.speaking_styles = speaker.speakingStyles;
    this.voices = speaker.voices;
    this.voice_settings = speaker.voiceSettings;
    this.pronunciations = speaker.pronunciations;
    this.version = speaker.version;
    this.updated_at = speaker.updatedAt;
  }
}

/** A page of speakers, by id. */
export class SpeakersDto extends PageDto {
  readonly items: SpeakerDto[];

  constructor(page: Page<Speaker>) {
    super(page);
    this.items = page.items.map((speaker) => new SpeakerDto(speaker));
  }
}

/** Which speakers to list. */
export class SpeakersQueryDto extends PageQueryDto {
  /** Only who speaks it. */
  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;

  /** Only who may have it. */
  @IsOptional()
  @IsIn(ROLES)
  readonly role?: Role;

  /** Part of the id, the name, a mood word or the humour; case does not count. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly q?: string;
}

/** The columns that a client's fields stand for; what the client left out is left out. */
export function speakerChanges(dto: SpeakerChangesDto): Partial<Speaker> {
  const { speaking_styles: speakingStyles, voice_settings: voiceSettings, ...others } = dto;
  const changes = { ...others, speakingStyles, voiceSettings };
  return Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => value !== undefined && name !== 'id'),
  );
}

/** Which page of a list that its address narrows. */
export class SpeakersPageQueryDto extends PageQueryDto {}

export class LanguagePathDto {
  @IsIn(LANGUAGES)
  readonly language!: Language;
}

export class RolePathDto {
  @IsIn(ROLES)
  readonly role!: Role;
}

/** What the station notes by itself stands in no document. */
const NOTED = new Set(['version', 'updated_at']);

/** A speaker as a client would write it. */
export function speakerFields(speaker: Speaker): Partial<NewSpeakerDto> {
  const said = Object.entries(new SpeakerDto(speaker)).filter(([name]) => !NOTED.has(name));
  return Object.fromEntries(said);
}
