import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ROLES = ['host', 'co_host', 'weather', 'news_anchor', 'guest'] as const;
export type Role = (typeof ROLES)[number];

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

  /** Speed of speech; 1 is the voice's own. */
  @Column('real')
  pace!: number;

  /** By language, then by provider, the provider's name of the voice. */
  @Column('jsonb')
  voices!: Record<string, Record<string, string>>;

  /** By language, then by word, how it is to be said. */
  @Column('jsonb')
  pronunciations!: Record<string, Record<string, string>>;
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
