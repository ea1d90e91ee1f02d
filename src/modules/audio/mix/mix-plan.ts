import type { Loudness } from '../dsp/loudness-meter.js';
import type { Span, Timeline, TimelineSettings } from '../timeline/timeline.js';
import type { AudioFormat } from './format/audio-format.js';
import type { Tone } from './treatment.js';

/** One segment of a show, spoken. */
export interface MixSegment {
  /** A take (`Take.file`). */
  readonly takeFile: string;
  /** Who speaks; equal names are the same host. */
  readonly speaker: string;
  /** A bridge plays before it. */
  readonly startsTopic: boolean;
  /** Music that plays alone before it, in place of the bridge; not before the first segment. */
  readonly musicBefore?: MusicBreak;
}

/** Music between two segments. */
export interface MusicBreak {
  /** Stereo WAV at 44.1 kHz, 16-bit or float; what lies beyond ten minutes is left out. */
  readonly musicFile: string;
  /** What is played of it at most, seconds: it fades out then. */
  readonly secondsMax?: number;
  /** As its chapter is called. */
  readonly title: string;
}

/** What is done to finished sound, in this order. */
export interface Treatment {
  /** Silences of more than 2 s under -55 dBFS are cut to 0.8 s. */
  readonly trimsSilence: boolean;
  /** High-pass, noise gate and gentle compression. */
  readonly evensOut: boolean;
  /** A bed under it: the built-in one, or a piece of the mixer's WAV. */
  readonly bed?: 'built_in' | UploadedPiece;
}

/** Finished sound that is worked on: by a treatment, and by mastering it again. */
export interface TreatPlan {
  /** Stereo WAV at 44.1 kHz, 16-bit or float. */
  readonly soundFile: string;
  readonly treatment: Treatment;
  /** Left out, its level stays as it is, and only what an encoder would clip is held down. */
  readonly loudness?: LoudnessTarget | undefined;
  /** Chooses the built-in bed. */
  readonly seed: string;
  readonly format: AudioFormat;
  /** Appears whole, or not at all. */
  readonly outFile: string;
}

/** What came of it, measured on the decoded file. */
export interface TreatResult {
  readonly file: string;
  readonly format: AudioFormat;
  readonly durationS: number;
  readonly sizeBytes: number;
  readonly loudness: Loudness;
  /** Silences that were cut, in seconds of the sound as it came. */
  readonly trimmed: readonly Span[];
}

/** A music break where it plays. */
export interface PlacedBreak extends Span {
  /** Index of the segment after it. */
  readonly segment: number;
  readonly title: string;
}

/** Everything a show's sound is made from: the same plan and the same takes give the same bytes. */
export interface MixPlan {
  readonly segments: readonly MixSegment[];
  /** Left out: `DEFAULT_TIMELINE`. */
  readonly timeline?: TimelineSettings;
  /** Left out: the station's settings. */
  readonly loudness?: LoudnessTarget;
  /** Chooses the station's music; keep it the same from show to show. */
  readonly seed: string;
  /** Uploaded pieces in place of the built-in ones. */
  readonly pieces?: UploadedPieces | undefined;
  /** The speech alone: no jingles, no bed, no bridges. */
  readonly isSpeechOnly?: boolean;
  /** Left out: mp3. */
  readonly format?: AudioFormat;
  /** Appears whole, or not at all. */
  readonly outFile: string;
  /**
   * The show before it was edited: what has not changed is taken from its file. The same former show and the same
   * plan give the same bytes.
   */
  readonly former?: FormerMix;
  /** Writes `speech.wav`, `bed.wav` and `master.wav` there, 32-bit float, all of one length, and `timeline.json`. */
  readonly stemsFolder?: string;
}

/** An uploaded piece of music. */
export interface UploadedPiece {
  /** Its jingle. */
  readonly id: string;
  /** Stereo WAV at 44.1 kHz, 16-bit or float. */
  readonly wav: string;
  /** What is played of it, seconds: of a bed its loop. */
  readonly startS: number;
  readonly endS: number;
  /** Whole bars in the loop of a bed, where it has a tempo. */
  readonly bars?: number;
}

/** Which pieces of a show were uploaded; those left out are built in. */
export interface UploadedPieces {
  readonly intro?: UploadedPiece;
  readonly bed?: UploadedPiece;
  readonly outro?: UploadedPiece;
  readonly bridge?: UploadedPiece;
}

/** A show that was mixed before. */
export interface FormerMix {
  /** Its finished file, tagged or not. */
  readonly file: string;
  readonly segments: readonly MixSegment[];
  readonly result: Pick<MixResult, 'segments' | 'mastering' | 'music' | 'format'>;
}

/** A part of a take that is not played: from one moment of the take to another, seconds. */
export interface TrimmedSilence extends Span {
  /** Index of its segment. */
  readonly segment: number;
}

/** How a show was mastered, for who sets something into it. */
export interface Mastering {
  readonly gainDb: number;
  readonly ceilingDbtp: number;
  /** How each speaker's voice was equalised to sit with the others. */
  readonly tones?: Readonly<Record<string, Tone>>;
  /** Hash of everything else that decides how it sounds: settings, music, and the mixer itself. */
  readonly sound: string;
}

/** How a worker goes through sound: what is in its hands at once. */
export interface Portions {
  /** Frames of a block. */
  readonly frames: number;
  /** Bytes of sound after which memory is given back. */
  readonly collectBytes: number;
}

/** Left and right as 32-bit floats. */
export const FRAME_BYTES = 8;

export interface LoudnessTarget {
  readonly integratedLufs: number;
  readonly truePeakMaxDbtp: number;
}

/** Waveform as audiowaveform writes it, version 2, 8 bits, both channels as one. */
export interface Peaks {
  readonly version: 2;
  readonly channels: 1;
  readonly sample_rate: number;
  readonly samples_per_pixel: number;
  readonly bits: 8;
  /** Pixels; `data` has a minimum and a maximum for each. */
  readonly length: number;
  readonly data: readonly number[];
}

/** A finished show, measured on the decoded file. */
export interface MixResult {
  readonly file: string;
  /** Left out by versions that knew only mp3. */
  readonly format?: AudioFormat;
  readonly durationS: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Where each segment sounds, to the sample. */
  readonly segments: readonly Span[];
  readonly bridges: readonly Span[];
  /** Left out by versions that knew none. */
  readonly music?: readonly PlacedBreak[];
  readonly phases: Timeline['phases'];
  readonly loudness: Loudness;
  readonly peaks: Peaks;
  /** Stretches of more than 2 s under -55 dBFS. */
  readonly silences: readonly Span[];
  /** Silences of more than 2 s inside takes that were cut out; left out by versions that cut none. */
  readonly trimmed?: readonly TrimmedSilence[];
  /** How often the file was encoded: 1, or more after a correction. */
  readonly encodings: number;
  /** Left out by versions that knew no edits. */
  readonly mastering?: Mastering;
  /** Seconds of programme that were rendered for it: less than all where a former show lent the rest. */
  readonly renderedS?: number;
}

export interface MixProgress {
  readonly step: 'mixing' | 'encoding' | 'measuring';
  /** 0 to 1, of the whole mix. */
  readonly share: number;
}

/** Sample rate of every show. */
export const PROGRAMME_RATE_HZ = 44_100;

/** A music break is at most this long, seconds. */
export const MUSIC_S_MAX = 600;
export const BITRATE_KBPS = 192;

/** Counts since the start, for `GET /audio/status`. */
export interface MixCounts {
  inProgress: number;
  finished: number;
  programmeSeconds: number;
  workSeconds: number;
}
