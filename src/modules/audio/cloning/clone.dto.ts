import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '#platform/input';
import type { VoiceClone } from './clone.js';
import { SAMPLES_MAX } from './sample-checks.js';

/** Who allowed it: without a consent no voice is cloned. */
export class ConsentDto {
  /** Whose voice it is. */
  @IsString()
  @Length(1, 200)
  readonly who!: string;

  /** When it was given; not in the future. */
  @IsMoment()
  readonly when!: string;

  /** In which words. */
  @IsString()
  @Length(10, 2_000)
  readonly text!: string;
}

/** What a voice is made of; files come in a form beside it. */
export class CloneRequestDto {
  @IsObject()
  @ValidateNested()
  @Type(() => ConsentDto)
  readonly consent!: ConsentDto;

  /** Media files of kind `sample` that are stored already. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SAMPLES_MAX)
  @IsUUID(undefined, { each: true })
  readonly media_ids?: string[];

  /** Of the voice, for its list at the provider. */
  @IsOptional()
  @IsString()
  @Length(1, 500)
  readonly description?: string;

  /** Whether the provider takes noise off the samples first; it makes clean ones worse. */
  @IsOptional()
  @IsBoolean()
  readonly remove_background_noise?: boolean;
}

export class CloneSampleDto {
  /** Of the media library, until the samples are deleted. */
  readonly media_id!: string;
  readonly name!: string;
  /** Of its content, hexadecimal. */
  readonly sha256!: string;
  /** Seconds. */
  readonly duration_seconds!: number;
  /** Of it with somebody speaking. */
  readonly speech_seconds!: number;
  readonly level_dbfs!: number;
  readonly noise_floor_dbfs!: number;
  /** Median, hertz. */
  readonly pitch_hz!: number | null;
}

/** A voice that was made of samples, and who allowed it. */
export class CloneDto {
  readonly id: string;
  readonly speaker: string;
  readonly provider: string;
  /** The provider's id of the voice; null while it is made, and where that broke off. */
  readonly voice: string | null;
  /** At the provider. */
  readonly name: string;
  /**
   * `deleted`: at the provider, and in the speaker. `abandoned`: it broke off, and the provider may have a voice; that
   * is looked for and removed every hour, and with `DELETE`.
   */
  readonly status: 'making' | 'abandoned' | 'ready' | 'deleted';
  /** Whether the provider wants to hear more of the person before the voice speaks. */
  readonly requires_verification: boolean;
  /** Languages of the speaker that it was mapped for. */
  readonly languages: string[];
  readonly consent: ConsentDto;
  readonly samples: CloneSampleDto[];
  /** SHA-256 over the hashes of the samples, in order, each with a line feed. */
  readonly samples_sha256: string;
  readonly created_at: Date;
  /** Null while they are kept. */
  readonly samples_deleted_at: Date | null;
  readonly deleted_at: Date | null;

  constructor(clone: VoiceClone) {
    this.id = clone.id;
    this.speaker = clone.speakerId;
    this.provider = clone.provider;
    this.voice = clone.voice;
    this.name = clone.name;
    this.status = clone.status;
    this.requires_verification = clone.needsVerification;
    this.languages = [...clone.languages];
    this.consent = { ...clone.consent, when: clone.consent.when.toISOString() };
    this.samples = clone.samples.map((sample) => ({
      media_id: sample.mediaId,
      name: sample.name,
      sha256: sample.hash,
      duration_seconds: rounded(sample.durationS),
      speech_seconds: rounded(sample.speechS),
      level_dbfs: rounded(sample.levelDbfs),
      noise_floor_dbfs: rounded(sample.noiseFloorDbfs),
      pitch_hz: sample.pitchHz === null ? null : rounded(sample.pitchHz),
    }));
    this.samples_sha256 = clone.samplesHash;
    this.created_at = clone.createdAt;
    this.samples_deleted_at = clone.samplesDeletedAt;
    this.deleted_at = clone.deletedAt;
  }
}

export class ClonesDto {
  readonly items!: CloneDto[];
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
