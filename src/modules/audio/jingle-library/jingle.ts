import type { SoundAnalysis } from '../analysis/analyse.js';
import type { AudioFacts } from '../decode/audio-decoder.js';

/** What a jingle is for. */
export const JINGLE_KINDS = ['intro', 'outro', 'bridge', 'bed', 'stinger', 'station_id'] as const;
export type JingleKind = (typeof JINGLE_KINDS)[number];

/** Waits to be listened to, can be heard in shows, or cannot be used. */
export const JINGLE_STATUSES = ['pending', 'ready', 'failed'] as const;
export type JingleStatus = (typeof JINGLE_STATUSES)[number];

/** What was heard in it. */
export interface JingleAnalysis extends Omit<SoundAnalysis, 'peaks'> {
  readonly facts: AudioFacts;
}

/** A piece that was uploaded for the music of shows. */
export interface Jingle {
  readonly id: string;
  /** Its file in the media library. */
  readonly mediaId: string;
  readonly kind: JingleKind;
  readonly name: string;
  /** Types of show it is for; none: for any. */
  readonly showTypes: readonly string[];
  readonly status: JingleStatus;
  /** Why it cannot be used. */
  readonly reason: string | null;
  readonly analysis: JingleAnalysis | null;
  /** Content of its preview in the file store. */
  readonly preview: string | null;
  readonly previewSizeBytes: number | null;
  /** Shows on the air that it is heard in. */
  readonly uses: number;
  readonly lastUsedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
