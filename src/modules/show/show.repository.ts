import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, Not } from 'typeorm';
import { Database } from '#platform/database';
import {
  Show,
  type ShowError,
  ShowEvent,
  ShowFile,
  ShowStage,
  type ShowStatus,
  type Stage,
  STAGES,
} from './show.entity.js';

export interface ShowFilter {
  readonly status?: ShowStatus;
  readonly preset?: string;
  readonly channel?: string;
  /** Words of the title. */
  readonly q?: string;
  readonly limit: number;
  /** The last show of the page before. */
  readonly after?: { readonly createdAt: Date; readonly id: string };
}

/** A key holds for this long. */
const IDEMPOTENCY_HOURS = 24;
const EVENTS_PER_READ_MAX = 200;

/** A page of shows may be this old where another process makes them, milliseconds. */
const PAGE_KEPT_MS = 1_000;
/** As many as the list gives to who does not say how many, and one more to know whether there is a next page. */
const RECENT = 21;

/** The only file that queries the tables of shows. */
@Injectable()
export class ShowRepository {
  constructor(private readonly database: Database) {
    database.onPreload('recent shows', () => this.page({ limit: RECENT }));
  }

  /** @returns False when the idempotency key belongs to a show already; nothing is stored then. */
  async add(show: Show): Promise<boolean> {
    await this.#shows.update(
      {
        createdAt: LessThan(new Date(Date.now() - IDEMPOTENCY_HOURS * 3600_000)),
        idempotencyKey: Not(IsNull()),
      },
      { idempotencyKey: null },
    );
    const inserted = await this.#shows
      .createQueryBuilder()
      .insert()
      .values(show)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) return false;
    const stages = STAGES.map((stage) => ({
      showId: show.id,
      stage,
      state: 'pending',
      attempts: 0,
    }));
    await this.#stages.insert(stages as never);
    await this.database.changed('show');
    return true;
  }

  find(id: string): Promise<Show | null> {
    return this.#shows.findOneBy({ id });
  }

  byKey(idempotencyKey: string): Promise<Show | null> {
    return this.#shows.findOneBy({ idempotencyKey });
  }

  /** Newest first, one page, by `show_newest_idx`. */
  page(filter: ShowFilter): Promise<Show[]> {
    const query = () => this.#page(filter);
    const of = { tables: ['show'] };
    return this.database.cachedQuery(`shows:${JSON.stringify(filter)}`, PAGE_KEPT_MS, query, of);
  }

  #page(filter: ShowFilter): Promise<Show[]> {
    const query = this.#shows.createQueryBuilder('show');
    if (filter.status) query.andWhere('show.status = :status', { status: filter.status });
    if (filter.preset) query.andWhere('show.preset = :preset', { preset: filter.preset });
    if (filter.channel) query.andWhere('show.channel = :channel', { channel: filter.channel });
    if (filter.q) query.andWhere('strpos(lower(show.title), lower(:q)) > 0', { q: filter.q });
    if (filter.after)
      query.andWhere('(show.created_at, show.id) < (:createdAt, :id)', filter.after);
    return query
      .orderBy('show.created_at', 'DESC')
      .addOrderBy('show.id', 'DESC')
      .limit(filter.limit)
      .getMany();
  }

  /** Shows of a batch, in the order they were asked for, by `show_batch_idx`. */
  ofBatch(batchId: string): Promise<Show[]> {
    return this.#shows.find({ where: { batchId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async countByStatus(): Promise<Record<string, number>> {
    const rows = await this.database.query<{ status: string; count: number }>(
      'select status, count(*)::int as count from show group by status',
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  }

  /** Keeps others from changing the show until the transaction in progress ends. */
  async lock(id: string): Promise<Show | null> {
    return this.#shows.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  stages(showId: string): Promise<ShowStage[]> {
    return this.#stages.findBy({ showId });
  }

  /** Whether the present version is finished. */
  async isPublished(showId: string): Promise<boolean> {
    return this.#stages.existsBy({ showId, stage: 'publish', state: 'done' });
  }

  /** Marks the beginning of an attempt. */
  async begin(showId: string, stage: Stage): Promise<void> {
    await this.database.query(
      `update show_stage set state = 'running', attempts = attempts + 1
        where show_id = $1 and stage = $2 and state <> 'done'`,
      [showId, stage],
    );
  }

  /** @returns False when another worker finished the stage first: its output stands. */
  async finish(showId: string, stage: Stage, output: unknown, wallMs: number): Promise<boolean> {
    const rows = await this.database.query(
      `update show_stage set state = 'done', output = $3, wall_ms = $4
        where show_id = $1 and stage = $2 and state <> 'done' returning stage`,
      [showId, stage, JSON.stringify(output).replaceAll('\\u0000', ''), Math.round(wallMs)],
    );
    return rows.length === 1;
  }

  async setStages(showId: string, stages: readonly Stage[], state: ShowStage['state']) {
    if (stages.length > 0) await this.#stages.update({ showId, stage: In([...stages]) }, { state });
  }

  /** Says that stages are done, with what they left. */
  async setOutputs(showId: string, outputs: { readonly [stage in Stage]?: unknown }) {
    for (const [stage, output] of Object.entries(outputs))
      await this.database.query(
        `update show_stage set state = 'done', output = $3 where show_id = $1 and stage = $2`,
        [showId, stage, JSON.stringify(output)],
      );
  }

  /** Stages to be done again as if they never had been. */
  async reset(showId: string, stages: readonly Stage[]): Promise<void> {
    await this.database.query(
      `update show_stage set state = 'pending', output = null, wall_ms = null, attempts = 0
        where show_id = $1 and stage = any($2)`,
      [showId, [...stages]],
    );
  }

  /** Replaces the output of a finished stage by less of it. */
  async trimOutput(showId: string, stage: Stage, output: unknown): Promise<void> {
    await this.database.query(
      'update show_stage set output = $3 where show_id = $1 and stage = $2',
      [showId, stage, JSON.stringify(output)],
    );
  }

  /** @returns False when the show was in none of the states `from`. */
  async move(id: string, from: readonly ShowStatus[], to: Partial<Show>): Promise<boolean> {
    const { affected } = await this.#shows.update({ id, status: In([...from]) }, to);
    await this.database.changed('show');
    return affected === 1;
  }

  async fail(id: string, error: ShowError, at: Date): Promise<boolean> {
    return this.move(id, ['queued', 'running'], {
      status: 'failed',
      error,
      sentence: error.detail,
      finishedAt: at,
    });
  }

  /** @returns False when the show is in the making no more, or another version of it is. */
  async progress(
    { id, version }: Pick<Show, 'id' | 'version'>,
    percent: number,
    sentence: string,
    stage: Stage,
  ): Promise<boolean> {
    const rows = await this.database.query(
      `update show set percent = greatest(percent, $3), sentence = $4, stage = $5
        where id = $1 and version = $2 and status in ('queued', 'running') returning id`,
      [id, version, percent, sentence, stage],
    );
    await this.database.changed('show');
    return rows.length === 1;
  }

  async tell(showId: string, type: string, data: Record<string, unknown>): Promise<void> {
    await this.database.rows(ShowEvent).insert({ showId, type, data } as never);
  }

  /** Events after one, oldest first, by `show_event_replay_idx`. */
  eventsAfter(showId: string, lastId: string): Promise<ShowEvent[]> {
    return this.database.query(
      `select id, show_id as "showId", type, data from show_event
        where show_id = $1 and id > $2 order by id limit $3`,
      [showId, lastId, EVENTS_PER_READ_MAX],
    );
  }

  files(showId: string): Promise<ShowFile[]> {
    return this.database.rows(ShowFile).find({ where: { showId }, order: { name: 'ASC' } });
  }

  file(showId: string, name: string): Promise<ShowFile | null> {
    return this.database.rows(ShowFile).findOneBy({ showId, name });
  }

  async setFiles(showId: string, files: ReadonlyArray<Omit<ShowFile, 'showId'>>): Promise<void> {
    // Together: a reader of a show that was edited finds the former files, or the new ones.
    await this.database.transaction(async () => {
      await this.database.rows(ShowFile).delete({ showId });
      await this.database.rows(ShowFile).insert(files.map((file) => ({ ...file, showId })));
    });
  }

  get #shows() {
    return this.database.rows(Show);
  }

  get #stages() {
    return this.database.rows(ShowStage);
  }
}
