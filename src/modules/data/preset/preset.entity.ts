import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '#kernel';

export const SHOW_STYLES = ['energetic', 'professional', 'casual', 'local', 'balanced'] as const;
export const MISSED_RUNS = ['skip', 'run_once'] as const;
export const VOICE_QUALITIES = ['low', 'mid', 'high', 'ultra'] as const;

/** What the station notes by itself. */
export type NotedOfPreset = 'usageCount' | 'lastUsedAt' | 'version' | 'updatedAt';

/** What a show is made to: one row a preset. */
@Entity('preset')
export class Preset {
  /** Short and for good: "zurich". */
  @PrimaryColumn('text')
  name!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'city_focus' })
  cityFocus!: string;

  @Column('text')
  channel!: string;

  @Column('text')
  language!: Language;

  /** Weight of each category in the ranking; what is not named counts 1. */
  @Column('jsonb', { name: 'news_categories' })
  newsCategories!: Record<string, number>;

  /** Ids of feeds; empty means all of the channel. */
  @Column('jsonb', { name: 'news_sources' })
  newsSources!: string[];

  @Column('smallint', { name: 'news_max_age_hours' })
  newsMaxAgeHours!: number;

  /** Stories wanted; null: what the minutes need. */
  @Column('smallint', { name: 'news_count_target', nullable: true })
  newsCountTarget!: number | null;

  @Column('text', { name: 'primary_speaker' })
  primarySpeaker!: string;

  @Column('text', { name: 'secondary_speaker' })
  secondarySpeaker!: string;

  @Column('text', { name: 'voice_quality' })
  voiceQuality!: (typeof VOICE_QUALITIES)[number];

  @Column('smallint', { name: 'duration_minutes' })
  durationMinutes!: number;

  @Column('text', { name: 'show_style' })
  showStyle!: (typeof SHOW_STYLES)[number];

  @Column('boolean', { name: 'include_weather' })
  includeWeather!: boolean;

  @Column('boolean', { name: 'include_bitcoin_price' })
  includeBitcoinPrice!: boolean;

  @Column('boolean', { name: 'include_traffic' })
  includeTraffic!: boolean;

  @Column('boolean', { name: 'include_music' })
  includeMusic!: boolean;

  @Column('text', { name: 'music_genre_preference', nullable: true })
  musicGenrePreference!: string | null;

  @Column('boolean', { name: 'auto_generate' })
  autoGenerate!: boolean;

  /** Cron expression of five fields. */
  @Column('text', { name: 'generation_schedule', nullable: true })
  generationSchedule!: string | null;

  /** IANA name of the zone that the schedule goes by; null: the channel's. */
  @Column('text', { name: 'generation_time_zone', nullable: true })
  generationTimeZone!: string | null;

  /** What becomes of a moment that the station was down over. */
  @Column('text', { name: 'missed_run', default: 'run_once' })
  missedRun!: (typeof MISSED_RUNS)[number];

  /** A missed moment older than this is skipped. */
  @Column('integer', { name: 'missed_run_grace_minutes', default: 60 })
  missedRunGraceMinutes!: number;

  @Column('boolean', { name: 'approval_required' })
  approvalRequired!: boolean;

  @Column('integer', { name: 'usage_count', default: 0 })
  usageCount!: number;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  /** Of what people write; counting a show leaves it. */
  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
