import type { Language } from '#kernel';
import type { AudioFormat } from '../mix/format/audio-format.js';
import type { VoiceQuality } from '../speech/speech-synthesizer.js';

export const PRODUCTION_KINDS = ['generate', 'process'] as const;
export type ProductionKind = (typeof PRODUCTION_KINDS)[number];

export const PRODUCTION_STATES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type ProductionState = (typeof PRODUCTION_STATES)[number];

/** One line of a script. */
export interface ProductionSegment {
  readonly text: string;
  readonly speaker: string;
  readonly startsTopic: boolean;
}

/** Text that becomes sound. */
export interface GenerateRequest {
  readonly segments: readonly ProductionSegment[];
  readonly language: Language;
  /** Voice ids ("flite:rms") of speakers who are none of the station's, or shall sound otherwise. */
  readonly voices: Readonly<Record<string, string>>;
  readonly quality: VoiceQuality;
  readonly format: AudioFormat;
  readonly withMusic: boolean;
  readonly title: string;
}

/** Where the sound to work on is. */
export type SoundPlace = { readonly mediaId: string } | { readonly showId: string };

/** Sound that is worked on. */
export interface ProcessRequest {
  readonly source: SoundPlace;
  readonly trimsSilence: boolean;
  readonly evensOut: boolean;
  /** Whether it is brought to a loudness. */
  readonly isLevelled: boolean;
  /** `built_in`, or the id of a media file. */
  readonly bed?: string;
  /** LUFS; left out, the station's. */
  readonly targetLufs?: number;
  readonly format: AudioFormat;
}

/** What came of a job, measured on the finished file. */
export interface ProductionResult {
  readonly format: AudioFormat;
  readonly durationS: number;
  readonly sizeBytes: number;
  readonly integratedLufs: number;
  readonly truePeakDbtp: number;
  readonly trimmed: ReadonlyArray<{ readonly startS: number; readonly endS: number }>;
  /** What did not go as asked, for people. */
  readonly warnings: readonly string[];
}

/** Why a job failed, as a problem. */
export interface ProductionFault {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
}

/** A job as it is kept. */
export interface Production {
  readonly id: string;
  readonly kind: ProductionKind;
  readonly request: GenerateRequest | ProcessRequest;
  readonly requestHash: string;
  readonly result: ProductionResult | null;
  readonly resultMediaId: string | null;
  readonly error: ProductionFault | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Sound that the work has made, not yet kept. */
export interface MadeSound extends ProductionResult {
  readonly file: string;
  /** Without its ending. */
  readonly name: string;
}
