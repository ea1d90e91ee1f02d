import { ApiProperty } from '@nestjs/swagger';
import { SETTINGS } from './persona-schemas.js';
import type { VoiceSettings } from './persona.js';
import type { Speaker, SpeakerPace } from './speaker.entity.js';

/** A voice of a provider that a speaker speaks with. */
export class SpeakerVoiceDto {
  readonly provider!: string;
  /** The provider's name of the voice. */
  readonly voice_id!: string;
  @ApiProperty(SETTINGS as never)
  readonly settings!: VoiceSettings;
}

/** With what a speaker speaks in one language. */
export class SpeakerLanguageDto {
  /** ISO 639-1. */
  readonly language!: string;
  readonly voices!: SpeakerVoiceDto[];
  /** Words that are said otherwise than they are written. */
  readonly pronunciations!: number;
  /** Characters of script text a second, as measured; null before the first show. */
  readonly characters_per_second!: number | null;
  /** Seconds of speech that this was measured on. */
  readonly measured_s!: number;
}

/** With what a speaker speaks. */
export class SpeakerConfigDto {
  readonly id: string;
  readonly name: string;
  /** Speed of speech; 1 is the voice's own. */
  readonly pace: number;
  readonly languages: SpeakerLanguageDto[];
  /** For If-Match: `"v<version>"`. */
  readonly version: number;

  constructor(speaker: Speaker, paces: readonly SpeakerPace[]) {
    this.id = speaker.id;
    this.name = speaker.name;
    this.pace = speaker.pace;
    this.languages = languagesOf(speaker).map((language) => {
      const measured = paces.find((pace) => pace.language === language);
      const settings = speaker.voiceSettings[language] ?? {};
      return {
        language,
        voices: Object.entries(speaker.voices[language] ?? {}).map(([provider, voice_id]) => ({
          provider,
          voice_id,
          settings: settings[provider] ?? {},
        })),
        pronunciations: Object.keys(speaker.pronunciations[language] ?? {}).length,
        characters_per_second: measured?.charactersPerSecond ?? null,
        measured_s: measured?.measuredSeconds ?? 0,
      };
    });
    this.version = speaker.version;
  }
}

function languagesOf({ languages, voices }: Speaker): string[] {
  return [...new Set([...languages, ...Object.keys(voices)])];
}
