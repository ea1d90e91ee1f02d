import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { JobOptions } from './job.js';

export interface OutboxRecord {
  readonly id: string;
  readonly type: string;
  readonly payload: object;
  readonly options: JobOptions;
}

/** A relay takes this many records at a time. */
const BATCH = 200;

/** Jobs that are wanted, in the same transaction as what caused them; a relay hands them to the engine. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  async add(type: string, payload: object, options: JobOptions): Promise<OutboxRecord> {
    const record = { id: randomUUID(), type, payload, options };
    await this.database.query(
      'insert into outbox (id, type, payload, options) values ($1, $2, $3, $4)',
      [record.id, type, JSON.stringify(payload), JSON.stringify(options)],
    );
    return record;
  }

  /** Oldest first, by `outbox_waiting_idx`. */
  waiting(): Promise<OutboxRecord[]> {
    return this.database.query(
      'select id, type, payload, options from outbox where relayed_at is null order by created_at limit $1',
      [BATCH],
    );
  }

  /**
   * Handed to the engine, but not finished as far as we know, a batch at a time; by `outbox_unfinished_idx`.
   * @param after The last record of the batch before; left out, the first batch.
   */
  unfinished(after?: OutboxRecord): Promise<OutboxRecord[]> {
    return this.database.query(
      `select id, type, payload, options from outbox
        where relayed_at is not null and finished_at is null
          and ($2::uuid is null or (created_at, id) > (select created_at, id from outbox where id = $2))
        order by created_at, id limit $1`,
      [BATCH, after?.id ?? null],
    );
  }

  async relayed(id: string): Promise<void> {
    await this.database.query('update outbox set relayed_at = now() where id = $1', [id]);
  }

  async finished(id: string): Promise<void> {
    await this.database.query('update outbox set finished_at = now() where id = $1', [id]);
  }

  /** Forgets what was finished long ago. */
  async prune(): Promise<void> {
    await this.database.query(`delete from outbox where finished_at < now() - interval '7 days'`);
  }
}
