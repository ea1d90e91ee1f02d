import type { Language } from '#kernel';
import { writeTake } from '../take/take-file.js';
import { assemble } from './assemble.js';
import type { Recording, Speech } from './speech.js';
import type { VoiceKind } from './voice-kind.js';

export type VoiceQuality = 'low' | 'mid' | 'high' | 'ultra';

export interface Voice {
  /** `<provider>:<name>`, for example "flite:rms". */
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly languages: readonly Language[];
  readonly gender: 'female' | 'male';
  /** Median pitch; tells hosts apart. A provider that does not tell it has its voices' taken by their gender. */
  readonly pitchHz: number;
  readonly sampleRateHz: number;
  /** What people call it, where its name is only an id. */
  readonly title?: string;
}

/** How a voice is to speak; each provider takes what it knows. */
export interface VoiceSettings {
  /** 0 (free) to 1 (always the same). */
  readonly stability?: number;
  /** To the voice it was made from, 0 to 1. */
  readonly similarity?: number;
  /** How much of the voice's own style, 0 to 1. */
  readonly style?: number;
  /** Factor of pace beside the speaker's, 0.5 to 2. */
  readonly speed?: number;
  /** Clearer at the cost of time. */
  readonly boost?: boolean;
}

export interface SpeechSettings {
  readonly language: Language;
  /** 1 is the voice's own pace. */
  readonly rate: number;
  readonly quality: VoiceQuality;
  /** Name of a model of the provider; its own choice when left out. */
  readonly model?: string;
  readonly voice?: VoiceSettings;
  /** By word. The text has its respellings already: this is for who takes IPA. */
  readonly ipa?: Readonly<Record<string, string>>;
  /** Which reading of the same words; 0, the default, is the first. */
  readonly reading?: number;
}

/** A line to be spoken into a file. */
export interface RecordingRequest {
  readonly text: string;
  /** Voice id, or its name alone. */
  readonly voice: string;
  readonly settings: SpeechSettings;
  /** Written whole and synced; the caller gives it its final name. */
  readonly file: string;
}

/**
 * Turns one line of a script into speech. Abstract so that it is type, port and injection token in one.
 * Every engine passes `test/support/speech-synthesizer.contract.ts`.
 */
export abstract class SpeechSynthesizer {
  /** Short name: "flite", "espeak", "elevenlabs". */
  abstract readonly provider: string;

  /** Changes whenever the same text would sound different; part of a take's key. */
  readonly version: string = '1';

  /** As `version`, where that hangs on settings which may be reloaded. */
  identity(): string {
    return this.version;
  }

  /** Whether it takes IPA for single words from this model. */
  takesIpa(_model: string | undefined): boolean {
    return false;
  }

  /**
   * A voice for a speaker who has none with this engine: of the kind wanted, so that two hosts stay two people
   * whoever speaks them.
   * @returns Its name; nothing where there is none of this kind.
   * @throws SpeechUnavailable when the voices cannot be told.
   */
  async castVoice(kind: VoiceKind, language: Language): Promise<string | undefined> {
    return castFrom(await this.voices(), kind, language);
  }

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

  /**
   * Speaks into a take file. Engines that run in a process of their own write it there, so that the sound
   * never passes through the main process.
   * @throws SpeechUnavailable as `synthesize` does.
   */
  async record(request: RecordingRequest, signal: AbortSignal): Promise<Recording> {
    const { text, voice, settings, file } = request;
    const speech = assemble([await this.synthesize(text, voice, settings, signal)]);
    return writeTake(file, speech);
  }

  /** Lets go of processes the engine holds; it may be used again. */
  async close(): Promise<void> {
    // Engines without processes have nothing to let go of.
  }
}

/** Closer than this two hosts are taken for one, semitones. */
export const HOSTS_SEMITONES_MIN = 3;

/** How far two pitches are apart, semitones. */
export function semitones(oneHz: number, otherHz: number): number {
  return Math.abs(12 * Math.log2(oneHz / otherHz));
}

/**
 * The first voice of a gender in the order the engine lists them, or, for the second of its kind, the next that is
 * clearly another; any other where none is known to be.
 */
export function castFrom(
  voices: readonly Voice[],
  kind: VoiceKind,
  language: Language,
): string | undefined {
  const gender = kind.startsWith('f') ? 'female' : 'male';
  const fitting = voices.filter(
    (voice) => voice.gender === gender && voice.languages.includes(language),
  );
  const [first, ...others] = fitting;
  if (!first || kind.endsWith('1')) return first?.name;
  const clear = others.find(
    ({ pitchHz }) => semitones(pitchHz, first.pitchHz) >= HOSTS_SEMITONES_MIN,
  );
  return (clear ?? others[0])?.name;
}
