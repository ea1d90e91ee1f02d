import { OmitType, PartialType } from '@nestjs/swagger';
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
import { IsNamesByLanguage } from './is-names.js';
import { type Role, ROLES, type Speaker } from './speaker.entity.js';

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
  readonly mood?: string[];

  /** Speed of speech; 1 is the voice's own. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(2)
  readonly pace?: number;

  /** By language, then by provider, the provider's name of the voice. */
  @IsOptional()
  @IsNamesByLanguage()
  readonly voices?: Record<string, Record<string, string>>;

  /** By language, then by word, how it is to be said. */
  @IsOptional()
  @IsNamesByLanguage()
  readonly pronunciations?: Record<string, Record<string, string>>;
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
  readonly pace: number;
  readonly voices: Record<string, Record<string, string>>;
  readonly pronunciations: Record<string, Record<string, string>>;

  constructor(speaker: Speaker) {
    this.id = speaker.id;
    this.name = speaker.name;
    this.roles = speaker.roles;
    this.languages = speaker.languages;
    this.mood = speaker.mood;
    this.pace = speaker.pace;
    this.voices = speaker.voices;
    this.pronunciations = speaker.pronunciations;
  }
}

/** All of them, sorted. */
export class SpeakersDto {
  readonly items: SpeakerDto[];
  /** How many `items` there are. */
  readonly total: number;

  constructor(speakers: readonly Speaker[]) {
    this.items = speakers.map((speaker) => new SpeakerDto(speaker));
    this.total = speakers.length;
  }
}
