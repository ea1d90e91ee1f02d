import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Show } from '../show.entity.js';
import { BatchNotFound, KeyReused } from '../show.problems.js';
import type { ShowRequest } from '../show-request.js';
import { ShowRepository } from '../show.repository.js';
import { ShowService } from '../show.service.js';

/** A key holds for this long. */
const IDEMPOTENCY_HOURS = 24;

export interface ShowBatch {
  readonly id: string;
  readonly createdAt: Date;
  readonly shows: readonly Show[];
}

/** Shows asked for together: all of them, or none. */
@Injectable()
export class ShowBatches {
  constructor(
    private readonly database: Database,
    private readonly requests: ShowService,
    private readonly shows: ShowRepository,
  ) {}

  /**
   * @param field Of the body that lists the shows, for the names of faults.
   * @param idempotencyKey The same key and requests give the same batch for 24 hours.
   * @throws InvalidInput naming every show at fault; KeyReused.
   */
  async request(
    requests: readonly ShowRequest[],
    field: string,
    idempotencyKey?: string,
  ): Promise<ShowBatch> {
    const id = randomUUID();
    const hash = createHash('sha256').update(JSON.stringify(requests)).digest('hex');
    const isNew = await this.database.transaction(async () => {
      await this.database.query(
        `update show_batch set idempotency_key = null
          where idempotency_key = $1 and created_at < now() - make_interval(hours => $2)`,
        [idempotencyKey ?? null, IDEMPOTENCY_HOURS],
      );
      const rows = await this.database.query(
        `insert into show_batch (id, idempotency_key, request_hash, created_at) values ($1, $2, $3, now())
         on conflict do nothing returning id`,
        [id, idempotencyKey ?? null, hash],
      );
      if (rows.length === 0) return false;
      await this.requests.requestAll(requests, id, field);
      return true;
    });
    if (isNew) return this.get(id);
    const [first] = await this.database.query<{ id: string; request_hash: string }>(
      'select id, request_hash from show_batch where idempotency_key = $1',
      [idempotencyKey],
    );
    if (first?.request_hash !== hash) throw new KeyReused();
    return this.get(first.id);
  }

  /** @throws BatchNotFound */
  async get(id: string): Promise<ShowBatch> {
    const [batch] = await this.database.query<{ createdAt: Date }>(
      'select created_at as "createdAt" from show_batch where id = $1',
      [id],
    );
    if (!batch) throw new BatchNotFound(id);
    return { id, createdAt: batch.createdAt, shows: await this.shows.ofBatch(id) };
  }
}
