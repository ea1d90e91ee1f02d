import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type {
  Production,
  ProductionFault,
  ProductionKind,
  ProductionResult,
} from './production.js';

const FIELDS = `id, kind, request, request_hash as "requestHash", result,
  result_media_id as "resultMediaId", error, created_at as "createdAt", finished_at as "finishedAt"`;

export interface NewProduction {
  readonly id: string;
  readonly kind: ProductionKind;
  readonly request: object;
  readonly requestHash: string;
  readonly idempotencyKey: string | undefined;
  /** Files of the library that it needs until it has ended. */
  readonly mediaIds: readonly string[];
}

@Injectable()
export class ProductionRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Production | undefined> {
    const [row] = await this.database.query<Production>(
      `select ${FIELDS} from audio_job where id = $1`,
      [id],
    );
    return row;
  }

  /** Until the transaction ends nobody else asks with this key. @returns Who asked with it in the last hours. */
  async claim(key: string, hours: number): Promise<Production | undefined> {
    await this.database.query('select pg_advisory_xact_lock(hashtextextended($1, 165))', [key]);
    await this.database.query(
      `update audio_job set idempotency_key = null
        where idempotency_key = $1 and created_at < now() - make_interval(hours => $2)`,
      [key, hours],
    );
    const [row] = await this.database.query<Production>(
      `select ${FIELDS} from audio_job where idempotency_key = $1`,
      [key],
    );
    return row;
  }

  async add(job: NewProduction): Promise<void> {
    await this.database.query(
      `insert into audio_job (id, kind, request, request_hash, idempotency_key, media_ids)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        job.id,
        job.kind,
        JSON.stringify(job.request),
        job.requestHash,
        job.idempotencyKey ?? null,
        job.mediaIds,
      ],
    );
  }

  async complete(id: string, result: ProductionResult, mediaId: string): Promise<void> {
    await this.database.query(
      `update audio_job set result = $2, result_media_id = $3, error = null, finished_at = now()
        where id = $1 and finished_at is null`,
      [id, JSON.stringify(result), mediaId],
    );
  }

  async fail(id: string, fault: ProductionFault): Promise<void> {
    await this.database.query(
      'update audio_job set error = $2, finished_at = now() where id = $1 and finished_at is null',
      [id, JSON.stringify(fault)],
    );
  }

  /** A failed or cancelled job that is begun again has not ended. */
  async reopen(id: string): Promise<void> {
    await this.database.query(
      'update audio_job set error = null, finished_at = null where id = $1 and result is null',
      [id],
    );
  }

  /** Jobs that have not ended and need a file of the library. */
  async namesOf(mediaId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select audio_job.id from audio_job join job on job.id = audio_job.id and job.finished_at is null
        where audio_job.media_ids @> array[$1::uuid] and audio_job.finished_at is null limit 5`,
      [mediaId],
    );
    return rows.map(({ id }) => `the audio job ${id}`);
  }

  /** Seconds of a file that a job has made; nothing where none has. */
  async durationOf(mediaId: string): Promise<number | undefined> {
    const [row] = await this.database.query<{ durationS: number }>(
      `select (result->>'durationS')::float8 as "durationS" from audio_job
        where result_media_id = $1 and result is not null limit 1`,
      [mediaId],
    );
    return row?.durationS;
  }

  async countOlder(before: Date): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::int as count from audio_job where created_at < $1',
      [before],
    );
    return row?.count ?? 0;
  }

  async forget(before: Date): Promise<number> {
    const rows = await this.database.query(
      'delete from audio_job where created_at < $1 returning id',
      [before],
    );
    return rows.length;
  }
}
