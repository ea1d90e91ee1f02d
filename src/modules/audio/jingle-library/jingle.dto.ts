import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import {
  type Jingle,
  JINGLE_KINDS,
  JINGLE_STATUSES,
  type JingleAnalysis,
  type JingleKind,
  type JingleStatus,
} from './jingle.js';
import type { Recommendation } from './recommend.js';

const TYPES_MAX = 20;

/** "news,morning" or several of the same name. */
const listed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.split(',').map((type) => type.trim()) : value;

/** What is uploaded, where the form does not say it. */
export class JingleUploadQueryDto {
  /** What it is for. */
  @IsOptional()
  @IsIn(JINGLE_KINDS)
  readonly kind?: JingleKind;

  /** What people shall call it; left out, as the sender's file is called. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly name?: string;

  /** Types of show it is for, between commas; left out, it is for any. */
  @IsOptional()
  @Transform(listed)
  @IsArray()
  @ArrayMaxSize(TYPES_MAX)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  readonly show_types?: string[];
}

export class JingleQueryDto {
  /** Of one kind only. */
  @IsOptional()
  @IsIn(JINGLE_KINDS)
  readonly kind?: JingleKind;

  /** In one state only. */
  @IsOptional()
  @IsIn(JINGLE_STATUSES)
  readonly status?: JingleStatus;

  /** Part of the name. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly q?: string;

  /** Made for this type of show. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  readonly show_type?: string;

  /** Not shorter than this, seconds. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(36_000)
  readonly min_duration_s?: number;

  /** Not longer than this, seconds. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(36_000)
  readonly max_duration_s?: number;

  /** Not calmer than this, 0 to 1. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly min_energy?: number;

  /** Not more driving than this, 0 to 1. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly max_energy?: number;

  /** Jingles a page. */
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

  /** Whether to count all that match: `total`. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsBoolean()
  readonly total?: boolean;
}

/** What is left out stays as it is. */
export class JingleChangesDto {
  /** What it is for. */
  @IsOptional()
  @IsIn(JINGLE_KINDS)
  readonly kind?: JingleKind;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly name?: string;

  /** Types of show it is for; empty: for any. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(TYPES_MAX)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  readonly show_types?: string[];
}

/** What a show asks of a jingle. */
export class JingleWishDto {
  /** What it is for. */
  @IsIn(JINGLE_KINDS)
  readonly kind!: JingleKind;

  /** Type or style of the show: "news", "morning", ... */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  readonly show_type?: string;

  /** As long as it should be, seconds. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0.1)
  @Max(36_000)
  readonly duration_s?: number;

  /** 0 (calm) to 1 (driving). */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly energy?: number;

  /** Jingles at most. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  readonly limit: number = 5;
}

export class JingleLoopDto {
  /** Seconds. */
  readonly start_s!: number;
  /** Seconds. */
  readonly end_s!: number;
  /** Whole bars of four beats in it; 0: it has no tempo, and the loop is all of its sound. */
  readonly bars!: number;
}

/** What was heard in it. */
export class JingleAnalysisDto {
  /** mp3, wav, flac, ogg, mp4, aac, aiff, caf or matroska. */
  readonly format: string;
  /** Its codec, as ffmpeg calls it. */
  readonly codec: string;
  readonly sample_rate_hz: number;
  readonly channels: number;
  readonly duration_s: number;
  /** Loudness of all of it (BS.1770), LUFS; null where it is under -70 LUFS. */
  readonly integrated_lufs: number | null;
  /** dBTP. */
  readonly true_peak_dbtp: number | null;
  /** LU. */
  readonly loudness_range_lu: number;
  /** Beats a minute, folded into 70 to 185; null where there is no pulse. */
  readonly tempo_bpm: number | null;
  /** 0 to 1. */
  readonly tempo_confidence: number | null;
  /** "F# minor"; null where no key fits. */
  readonly key: string | null;
  /** 0.5 to 1. */
  readonly key_confidence: number | null;
  /** Spectral centroid, hertz. */
  readonly brightness_hz: number;
  /** 0 (calm) to 1 (driving). */
  readonly energy: number;
  /** Where its sound begins, seconds. */
  readonly sound_start_s: number | null;
  /** Where its sound ends, seconds. */
  readonly sound_end_s: number | null;
  /** Where a bed may jump back without losing its beat. */
  readonly loop: JingleLoopDto | null;
  /** What is wrong with the file, where it could be used all the same. */
  readonly warnings: string[];

  constructor({ facts, loudness, tempo, key, sound, loop, ...heard }: JingleAnalysis) {
    this.format = facts.format;
    this.codec = facts.codec;
    this.sample_rate_hz = facts.sampleRateHz;
    this.channels = facts.channels;
    this.duration_s = rounded(heard.durationS, 3);
    this.integrated_lufs = finite(loudness.integratedLufs);
    this.true_peak_dbtp = finite(loudness.truePeakDbtp);
    this.loudness_range_lu = rounded(loudness.loudnessRangeLu, 2);
    this.tempo_bpm = tempo ? rounded(tempo.bpm, 1) : null;
    this.tempo_confidence = tempo ? rounded(tempo.confidence, 2) : null;
    this.key = key ? `${key.tonic} ${key.mode}` : null;
    this.key_confidence = key ? rounded(key.confidence, 2) : null;
    this.brightness_hz = Math.round(heard.brightnessHz);
    this.energy = rounded(heard.energy, 3);
    this.sound_start_s = sound ? rounded(sound.startS, 3) : null;
    this.sound_end_s = sound ? rounded(sound.endS, 3) : null;
    this.loop = loop
      ? { start_s: rounded(loop.startS, 4), end_s: rounded(loop.endS, 4), bars: loop.bars }
      : null;
    this.warnings = [...facts.warnings];
  }
}

/** A piece that was uploaded for the music of shows. */
export class JingleDto {
  readonly id: string;
  readonly kind: JingleKind;
  readonly name: string;
  /** Types of show it is for; empty: for any. */
  readonly show_types: string[];
  /** `pending` until it has been listened to; `failed`: it cannot be used. */
  readonly status: JingleStatus;
  /** Why it cannot be used; null where it can. */
  readonly reason: string | null;
  /** What was heard in it; null until then. */
  readonly analysis: JingleAnalysisDto | null;
  /** Shows on the air that it is heard in. */
  readonly uses: number;
  readonly last_used_at: Date | null;
  /** Its file in the media library. */
  readonly media_id: string;
  /** For If-Match: `"v<version>"`. */
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  /** The file itself. */
  readonly url: string;
  readonly preview_url: string;
  readonly waveform_url: string;

  constructor(jingle: Jingle) {
    this.id = jingle.id;
    this.kind = jingle.kind;
    this.name = jingle.name;
    this.show_types = [...jingle.showTypes];
    this.status = jingle.status;
    this.reason = jingle.reason;
    this.analysis = jingle.analysis && new JingleAnalysisDto(jingle.analysis);
    this.uses = jingle.uses;
    this.last_used_at = jingle.lastUsedAt;
    this.media_id = jingle.mediaId;
    this.version = jingle.version;
    this.created_at = jingle.createdAt;
    this.updated_at = jingle.updatedAt;
    this.url = `/api/v1/media/files/${jingle.mediaId}`;
    this.preview_url = `/api/v1/media/jingles/${jingle.id}/preview`;
    this.waveform_url = `/api/v1/media/jingles/${jingle.id}/waveform`;
  }
}

export class JinglesDto {
  readonly items!: JingleDto[];
  /** For `cursor`; null on the last page. */
  readonly next_cursor!: string | null;
  /** All that match, where it was asked for. */
  readonly total?: number;
}

export class RecommendedJingleDto {
  readonly jingle: JingleDto;
  /** How well it fits, 0 to 1. */
  readonly score: number;
  /** Why it fits, and where it does not. */
  readonly reason: string;

  constructor({ jingle, score, reason }: Recommendation) {
    this.jingle = new JingleDto(jingle);
    this.score = rounded(score, 3);
    this.reason = reason;
  }
}

export class RecommendedJinglesDto {
  /** The best first; empty where the library has none of this kind, and the built-in piece plays. */
  readonly items!: RecommendedJingleDto[];
}

/** Waveform as audiowaveform writes it, version 2, 8 bits, both channels as one. */
export class WaveformDto {
  readonly version!: number;
  readonly channels!: number;
  /** Hertz. */
  readonly sample_rate!: number;
  readonly samples_per_pixel!: number;
  readonly bits!: number;
  /** Pixels. */
  readonly length!: number;
  /** A minimum and a maximum for each pixel, -128 to 127. */
  readonly data!: number[];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** JSON has no infinity: of silence nothing is known. */
function finite(decibels: number | null): number | null {
  return decibels !== null && Number.isFinite(decibels) ? rounded(decibels, 2) : null;
}
