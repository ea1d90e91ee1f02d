import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '#kernel';
import type { ShowRequest } from './show-request.js';

/** The stages of a show in their order; `cover` runs beside `voice`. */
export const STAGES = [
  'plan',
  'collect',
  'curate',
  'write',
  'check',
  'voice',
  'cover',
  'mix',
  'package',
  'publish',
] as const;
export type Stage = (typeof STAGES)[number];

export const STATUSES = [
  'queued',
  'running',
  'waiting_for_approval',
  'completed',
  'failed',
  'cancelled',
] as const;
export type ShowStatus = (typeof STATUSES)[number];

export type StageState = 'pending' | 'running' | 'done' | 'failed' | 'skipped';

/** Why a show failed, safe to show. */
export interface ShowError {
  readonly stage: Stage;
  readonly code: string;
  readonly detail: string;
}

/** One show: what was asked for, how far it is, what came of it. */
@Entity('show')
export class Show {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  status!: ShowStatus;

  /** The stage it is in, or that it failed in. */
  @Column('text')
  stage!: Stage;

  /** 0 to 100. */
  @Column('real')
  percent!: number;

  /** What happens, in a sentence. */
  @Column('text')
  sentence!: string;

  @Column('jsonb')
  request!: ShowRequest;

  @Column('text')
  preset!: string;

  @Column('text')
  channel!: string;

  @Column('text')
  language!: Language;

  /** Null until it is written. */
  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text')
  seed!: string;

  @Column('text', { name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  @Column('text', { name: 'request_hash' })
  requestHash!: string;

  @Column('jsonb', { nullable: true })
  error!: ShowError | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** Of its script: 1 as it was made, one more with every edit. */
  @Column('integer', { default: 1 })
  version!: number;

  /** What somebody said of the script, where the preset asks for approval. */
  @Column('jsonb', { nullable: true })
  decision!: ShowDecision | null;

  /** The batch it was asked for in. */
  @Column('uuid', { name: 'batch_id', nullable: true })
  batchId!: string | null;
}

/** A script was let on air, or not. */
export interface ShowDecision {
  readonly kind: 'approved' | 'rejected';
  /** Who: "key <prefix>", or "station". */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** Version of the script that was decided on. */
  readonly version: number;
  readonly reason?: string;
}

/** One stage of one show; its output is what later stages build on. */
@Entity('show_stage')
export class ShowStage {
  @PrimaryColumn('uuid', { name: 'show_id' })
  showId!: string;

  @PrimaryColumn('text')
  stage!: Stage;

  @Column('text')
  state!: StageState;

  @Column('jsonb', { nullable: true })
  output!: unknown;

  @Column('integer')
  attempts!: number;

  /** Of the attempt that finished it. */
  @Column('integer', { name: 'wall_ms', nullable: true })
  wallMs!: number | null;
}

/** One step of progress, kept for replay. */
@Entity('show_event')
export class ShowEvent {
  /** Grows with every event; a string because PostgreSQL's bigint may outgrow a number. */
  @PrimaryColumn('bigint', { generated: 'increment' })
  id!: string;

  @Column('uuid', { name: 'show_id' })
  showId!: string;

  @Column('text')
  type!: string;

  @Column('jsonb')
  data!: Record<string, unknown>;
}

/** A file that a finished show consists of. */
@Entity('show_file')
export class ShowFile {
  @PrimaryColumn('uuid', { name: 'show_id' })
  showId!: string;

  @PrimaryColumn('text')
  name!: string;

  /** audio, cover, cover_small, transcript, chapters, peaks. */
  @Column('text')
  kind!: string;

  /** SHA-256 of the content: its id in the file store. */
  @Column('text', { name: 'file_id' })
  fileId!: string;

  @Column('text', { name: 'content_type' })
  contentType!: string;

  @Column('bigint', { name: 'size_bytes', transformer: { to: (n: number) => n, from: Number } })
  sizeBytes!: number;
}
