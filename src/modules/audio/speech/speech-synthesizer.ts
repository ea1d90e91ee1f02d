import type { Language } from '#kernel';

export type VoiceQuality = 'low' | 'mid' | 'high' | 'ultra';

export interface Voice {
  /** `<provider>:<name>`, for example "flite:rms". */
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly languages: readonly Language[];
  readonly gender: 'female' | 'male';
  /** Median pitch; tells hosts apart. */
  readonly pitchHz: number;
  readonly sampleRateHz: number;
}

export interface SpeechSettings {
  readonly language: Language;
  /** 1 is the voice's own pace. */
  readonly rate: number;
  readonly quality: VoiceQuality;
}

/** One line of script as sound. */
export interface Speech {
  /** Mono, -32768 to 32767. */
  readonly pcm: Int16Array;
  readonly sampleRateHz: number;
  /** When each word sounds, where the engine tells; seconds from the start of `pcm`. */
  readonly words?: ReadonlyArray<{
    readonly text: string;
    readonly startS: number;
    readonly endS: number;
  }>;
}

/**
 * Turns one line of a script into speech. Abstract so that it is type, port and injection token in one.
 * Every engine passes `test/support/speech-synthesizer.contract.ts`.
 */
export abstract class SpeechSynthesizer {
  /** Short name: "flite", "espeak", "elevenlabs". */
  abstract readonly provider: string;

  /** Empty when the engine is not here (optional package missing, program not installed). */
  abstract voices(): Promise<readonly Voice[]>;

  /**
   * @param text Normalised for speech: words only, no digits where the engine reads them badly.
   * @param voice A voice id this engine lists.
   * @throws SpeechUnavailable when the engine cannot be reached, is out of quota, or cannot say this text.
   */
  abstract synthesize(
    text: string,
    voice: string,
    settings: SpeechSettings,
    signal: AbortSignal,
  ): Promise<Speech>;
}
