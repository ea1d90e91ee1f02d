import type { Language } from '#kernel';

/** Who allowed a voice to be cloned, when and in which words. */
export interface Consent {
  readonly who: string;
  readonly when: Date;
  readonly text: string;
}

/** A sample as it was when it was sent. */
export interface CloneSample {
  readonly mediaId: string;
  readonly name: string;
  /** SHA-256 of its content, hexadecimal. */
  readonly hash: string;
  readonly durationS: number;
  readonly speechS: number;
  readonly levelDbfs: number;
  readonly noiseFloorDbfs: number;
  readonly pitchHz: number | null;
}

/** `abandoned`: it broke off, and what the provider has of it is not known yet. */
export type CloneStatus = 'making' | 'abandoned' | 'ready' | 'deleted';

/** A voice that a provider has made of samples. */
export interface VoiceClone {
  readonly id: string;
  readonly speakerId: string;
  readonly provider: string;
  /** At the provider. */
  readonly name: string;
  readonly status: CloneStatus;
  /** The provider's id of it; null while it is made, and where that broke off. */
  readonly voice: string | null;
  /** Whether the provider wants to hear more of the person before it speaks. */
  readonly needsVerification: boolean;
  readonly languages: readonly Language[];
  readonly consent: Consent;
  readonly samples: readonly CloneSample[];
  /** SHA-256 over the hashes of the samples, in order, a line each. */
  readonly samplesHash: string;
  readonly fingerprint: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly samplesDeletedAt: Date | null;
  readonly deletedAt: Date | null;
}
