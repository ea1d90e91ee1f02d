import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ByVoice,
  Dictionary,
  Role,
  ShowStyle,
  SpeakingStyle,
  VoiceSettings,
} from './persona.js';

/** A persona with a voice: one row a speaker. */
@Entity('speaker')
export class Speaker {
  /** Short and for good: "marcel". */
  @PrimaryColumn('text')
  id!: string;

  /** As said on air. */
  @Column('text')
  name!: string;

  @Column('jsonb')
  roles!: Role[];

  /** ISO 639-1. */
  @Column('jsonb')
  languages!: string[];

  /** Mood words: "warm", "dry". */
  @Column('jsonb')
  mood!: string[];

  /** What makes this persona laugh, in a few words; empty: nothing said. */
  @Column('text', { default: '' })
  humour!: string;

  /** Speed of speech; 1 is the voice's own. */
  @Column('real')
  pace!: number;

  @Column('jsonb', { name: 'speaking_styles', default: {} })
  speakingStyles!: Partial<Record<ShowStyle, SpeakingStyle>>;

  /** By language, then by provider, the provider's name of the voice. */
  @Column('jsonb')
  voices!: ByVoice<string>;

  /** By language, then by provider. */
  @Column('jsonb', { name: 'voice_settings', default: {} })
  voiceSettings!: ByVoice<VoiceSettings>;

  /** By language, then by word, how it is to be said. */
  @Column('jsonb')
  pronunciations!: Record<string, Dictionary>;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

/** How fast a voice has been measured to read script text. */
@Entity('speaker_pace')
export class SpeakerPace {
  @PrimaryColumn('text', { name: 'speaker_id' })
  speakerId!: string;

  @PrimaryColumn('text')
  language!: string;

  /** Characters of script text a second of speech. */
  @Column('real', { name: 'characters_per_second' })
  charactersPerSecond!: number;

  /** Seconds of speech that this was measured on. */
  @Column('real', { name: 'measured_seconds' })
  measuredSeconds!: number;
}
