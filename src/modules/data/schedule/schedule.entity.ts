import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MISSED_RUNS } from '../preset/preset.entity.js';

/** When shows are made to a preset by themselves, beside its own rule: one row a schedule. */
@Entity('preset_schedule')
export class Schedule {
  /** Short and for good: "weekday-mornings". */
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  preset!: string;

  /** Cron expression of five fields. */
  @Column('text')
  cron!: string;

  /** IANA name; null: that of the preset's channel. */
  @Column('text', { name: 'time_zone', nullable: true })
  timeZone!: string | null;

  @Column('boolean', { name: 'is_enabled', default: true })
  isEnabled!: boolean;

  /** What becomes of a moment that the station was down over. */
  @Column('text', { name: 'missed_run', default: 'run_once' })
  missedRun!: (typeof MISSED_RUNS)[number];

  /** A missed moment older than this is skipped. */
  @Column('integer', { name: 'missed_run_grace_minutes', default: 60 })
  missedRunGraceMinutes!: number;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
