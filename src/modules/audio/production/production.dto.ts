import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { AUDIO_FORMATS, type AudioFormat } from '../mix/format/audio-format.js';
import type { ProductionKind, ProductionState } from './production.js';
import type { ProductionView } from './productions.js';

/** Characters of a job in all: about an hour of speech. */
export const TEXT_CHARACTERS_MAX = 50_000;
const SEGMENT_CHARACTERS_MAX = 5_000;
const SEGMENTS_MAX = 500;
const VOICES_MAX = 20;
const BED = /^(built_in|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** A line of a script. */
export class AudioSegmentDto {
  /** Id of a speaker of the station, or a name among `voices`; left out, the `speaker` of the request. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly speaker?: string;

  @IsString()
  @Length(1, SEGMENT_CHARACTERS_MAX)
  readonly text!: string;

  /** Whether a new topic begins: after a longer pause, with music after a bridge. */
  @IsOptional()
  @IsBoolean()
  readonly starts_topic?: boolean;
}

/** The voice of somebody in the script. */
export class SpeakerVoiceChoiceDto {
  /** As the segments call the speaker. */
  @IsString()
  @Length(1, 50)
  readonly speaker!: string;

  /** Id of a voice from `GET /audio/voices`, such as `flite:slt`: asked before any other; `warnings` tell where it could not. */
  @IsString()
  @Length(3, 200)
  readonly voice!: string;
}

/** Text or a script that is to become sound: one of `text` and `segments`. */
export class GenerateAudioDto {
  /** What one speaker says; paragraphs stand between empty lines. */
  @IsOptional()
  @IsString()
  @Length(1, TEXT_CHARACTERS_MAX)
  readonly text?: string;

  /** What several say, one after the other; 50,000 characters in all. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SEGMENTS_MAX)
  @ValidateNested({ each: true })
  @Type(() => AudioSegmentDto)
  readonly segments?: AudioSegmentDto[];

  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language: Language = 'en';

  /** Who speaks where a segment does not say it: id of a speaker of the station, or a name among `voices`. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly speaker: string = 'marcel';

  /** Voices of speakers who are none of the station's, or shall sound otherwise. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(VOICES_MAX)
  @ValidateNested({ each: true })
  @Type(() => SpeakerVoiceChoiceDto)
  readonly voices: SpeakerVoiceChoiceDto[] = [];

  @IsOptional()
  @IsIn(['low', 'mid', 'high', 'ultra'])
  readonly quality: 'low' | 'mid' | 'high' | 'ultra' = 'mid';

  /** m4a, opus and flac need ffmpeg, the built-in one for at most 30 minutes. */
  @IsOptional()
  @IsIn(AUDIO_FORMATS)
  readonly format: AudioFormat = 'mp3';

  /** With the station's jingles, bed and bridges around the speech. */
  @IsOptional()
  @IsBoolean()
  readonly with_music: boolean = false;

  /** What the file is called. */
  @IsOptional()
  @IsString()
  @Length(1, 150)
  readonly title: string = 'speech';
}

/** Brings sound to a loudness. */
export class NormaliseDto {
  /** Integrated loudness, LUFS; left out, the station's. The true peak stays under the station's limit. */
  @IsOptional()
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @Min(-31)
  @Max(-9)
  readonly target_lufs?: number;
}

export class ConvertDto {
  @IsIn(AUDIO_FORMATS)
  readonly format!: AudioFormat;
}

export class MixBedDto {
  /** `built_in`, or the id of a media file of sound: plays under the sound, 18 LU softer. */
  @Matches(BED, { message: 'bed must be built_in or the id of a media file' })
  readonly bed!: string;
}

/** What is done, in this order: trim_silence, master, mix_bed, normalise, convert. At least one of them. */
export class StepsDto {
  /** Cuts silences of more than 2 s under -55 dBFS to 0.8 s, and tells which. */
  @IsOptional()
  @IsBoolean()
  readonly trim_silence?: boolean;

  /** High-pass, noise gate and gentle compression, then the station's loudness, or that of `normalise`. */
  @IsOptional()
  @IsBoolean()
  readonly master?: boolean;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MixBedDto)
  readonly mix_bed?: MixBedDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => NormaliseDto)
  readonly normalise?: NormaliseDto;

  /** Left out: mp3. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ConvertDto)
  readonly convert?: ConvertDto;
}

/** Sound and what is done to it: one of `file_id` and `show_id`, or a file in a form. */
export class ProcessAudioDto {
  /** A file of the library. */
  @IsOptional()
  @IsUUID()
  readonly file_id?: string;

  /** A show that has its sound. */
  @IsOptional()
  @IsUUID()
  readonly show_id?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => StepsDto)
  readonly steps!: StepsDto;
}

export class AudioJobLinksDto {
  readonly self!: string;
}

/** A job that will be done. */
export class AudioJobAcceptedDto {
  /** UUID; the queue's job has the same. */
  readonly id!: string;
  readonly state!: ProductionState;
  readonly links!: AudioJobLinksDto;
}

export class AudioJobProgressDto {
  /** How much of it is done, 0 to 1. */
  readonly share!: number;
  /** What happens now; null where the job does not tell. */
  readonly sentence!: string | null;
}

export class TrimmedSilenceDto {
  /** Seconds of the sound as it came. */
  readonly start_s!: number;
  readonly end_s!: number;
}

/** What came of it, measured on the finished file. */
export class AudioJobResultDto {
  /** In the library; null once it was removed. */
  readonly file_id!: string | null;
  /** Where the content is. */
  readonly url!: string | null;
  readonly format!: AudioFormat;
  readonly duration_s!: number;
  readonly size_bytes!: number;
  /** Null where all of it is silence. */
  readonly integrated_lufs!: number | null;
  readonly true_peak_dbtp!: number | null;
  readonly trimmed_silences!: TrimmedSilenceDto[];
  /** What did not go as asked. */
  readonly warnings!: string[];
}

/** Why it failed, as a problem (RFC 9457). */
export class AudioJobErrorDto {
  readonly type!: string;
  readonly title!: string;
  readonly detail!: string;
}

export class AudioJobDto {
  readonly id: string;
  readonly kind: ProductionKind;
  readonly state: ProductionState;
  readonly progress: AudioJobProgressDto;
  /** Null until it is completed. */
  readonly result: AudioJobResultDto | null;
  /** Null but where it failed. */
  readonly error: AudioJobErrorDto | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly links: AudioJobLinksDto;

  constructor(job: ProductionView) {
    this.id = job.id;
    this.kind = job.kind;
    this.state = job.state;
    const isDone = job.state === 'completed';
    this.progress = {
      share: isDone ? 1 : (job.progress?.share ?? 0),
      sentence: (!isDone && job.progress?.sentence) || null,
    };
    this.result = resultOf(job);
    this.error = job.error;
    this.created_at = job.createdAt;
    this.started_at = job.startedAt;
    this.finished_at = job.finishedAt;
    this.links = linksOf(job.id);
  }
}

export function linksOf(id: string): AudioJobLinksDto {
  return { self: `/api/v1/audio/jobs/${id}` };
}

function resultOf({ result, resultMediaId: mediaId }: ProductionView): AudioJobResultDto | null {
  if (!result) return null;
  return {
    file_id: mediaId,
    url: mediaId === null ? null : `/api/v1/media/files/${mediaId}`,
    format: result.format,
    duration_s: hundredths(result.durationS),
    size_bytes: result.sizeBytes,
    integrated_lufs: levelOf(result.integratedLufs),
    true_peak_dbtp: levelOf(result.truePeakDbtp),
    trimmed_silences: result.trimmed.map(({ startS, endS }) => ({
      start_s: hundredths(startS),
      end_s: hundredths(endS),
    })),
    warnings: [...result.warnings],
  };
}

/** Silence has no level; JSON keeps it as null. */
function levelOf(level: number | null): number | null {
  return level !== null && Number.isFinite(level) ? hundredths(level) : null;
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}
