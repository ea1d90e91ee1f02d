import { IsIn, IsString, Length } from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';

/** A few sentences to hear a speaker with. */
export class AuditionRequestDto {
  @IsString()
  @Length(1, 1_000)
  readonly text!: string;

  @IsIn(LANGUAGES)
  readonly language!: Language;
}

/** A clip of a speaker and what was measured of it. */
export class AuditionDto {
  readonly speaker!: string;
  readonly language!: Language;
  /** Relative to this station; the clip stays as long as the takes' cache has room. */
  readonly audio_url!: string;
  /** Who spoke it. */
  readonly provider!: string;
  readonly voice!: string;
  /** Whether it was spoken before, and cost nothing now. */
  readonly cached!: boolean;
  /** Seconds. */
  readonly duration_seconds!: number;
  /** Of its loudest 90 %, RMS, dBFS. */
  readonly level_dbfs!: number;
  readonly words_per_minute!: number;
  /** Providers that were asked first and could not, with the reason. */
  readonly fell_back!: string[];
}

/** Whether a voice of a speaker is still there. */
export class VoiceCheckDto {
  readonly provider!: string;
  readonly language!: string;
  /** The provider's name of the voice. */
  readonly voice!: string;
  /** `unknown` where the provider cannot be asked. */
  readonly state!: 'there' | 'missing' | 'unknown';
  /** Why, where it is not there. */
  readonly reason!: string | null;
}

export class VoiceChecksDto {
  readonly items!: VoiceCheckDto[];
}
