import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { type JobState, type Lane, LANES, type Rate } from './job.js';

/** What the engine is given of a job. */
export interface JobRecord {
  readonly id: string;
  readonly type: string;
  readonly lane: Lane;
  readonly provider: string | null;
  readonly payload: object;
  readonly options: { readonly triesMax?: number };
}

/** What is told of a job. */
export interface JobRow extends JobRecord {
  readonly state: JobState;
  readonly attempts: number;
  readonly progress: { readonly share: number; readonly sentence?: string } | null;
  readonly error: string | null;
  readonly created_at: Date;
  readonly run_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

export interface NewJob {
  readonly type: string;
  readonly lane: Lane;
  readonly payload: object;
  readonly options: { readonly triesMax?: number };
  readonly provider?: string | undefined;
  readonly dedupKey?: string | undefined;
  readonly runAt?: Date | undefined;
}

export interface JobFilter {
  readonly state?: JobState | undefined;
  readonly type?: string | undefined;
  readonly queue?: Lane | undefined;
  readonly after?: { readonly createdAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Types and providers by name. */
export interface Names {
  readonly types: readonly string[];
  readonly providers: readonly string[];
}

/** What is in progress of a type or provider, and what began lately. */
export interface Usage {
  readonly in_progress: number;
  readonly begun: number;
}

/** One side of how a queue does: what is unfinished, or what ended lately. */
export interface LaneFigures {
  readonly lane: Lane;
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly oldest_age_ms: number;
  readonly completed_last_minute: number;
  readonly completed_last_hour: number;
  readonly failed_last_hour: number;
}

/** How jobs of some types do, in the whole fleet. */
export interface TypeFigures {
  readonly waiting: number;
  readonly active: number;
  /** How long the oldest that waits has waited, milliseconds. */
  readonly oldestAgeMs: number;
  readonly completedLastHour: number;
  readonly failedLastHour: number;
}

/** A relay takes this many records at a time. */
const BATCH = 200;
/** Told with a date in text form: a JavaScript date would cut the microseconds a cursor needs. */
const TOLD = `id, type, lane, provider, payload, options, attempts, progress, error,
  case when state = 'waiting' and run_at > now() then 'delayed' else state end as state,
  created_at, run_at, started_at, finished_at, created_at::text as created_at_exact`;
const RECORD = 'id, type, lane, provider, payload, options';

const UNFINISHED_FIGURES = `select lane,
    count(*) filter (where state = 'waiting' and run_at <= now())::int as waiting,
    count(*) filter (where state = 'delayed' or (state = 'waiting' and run_at > now()))::int as delayed,
    count(*) filter (where state = 'active')::int as active,
    coalesce(extract(epoch from now() - min(run_at) filter (where state = 'waiting' and run_at <= now())) * 1000, 0)::float8
      as oldest_age_ms,
    0 as completed_last_minute, 0 as completed_last_hour, 0 as failed_last_hour
  from job where finished_at is null group by lane`;

/** Every job there is, in the same database as what caused it: outbox, register and dead letters in one. */
@Injectable()
export class JobRepository {
  constructor(private readonly database: Database) {}

  /** @returns The job's id; that of the unfinished one with the same key where there is one. */
  async insert(job: NewJob): Promise<string> {
    const values = [
      randomUUID(),
      job.type,
      JSON.stringify(job.payload),
      JSON.stringify(job.options),
      job.lane,
      job.provider ?? null,
      job.dedupKey ?? null,
      job.runAt ?? null,
    ];
    const [row] = await this.database.query<{ id: string }>(
      `insert into job (id, type, payload, options, lane, provider, dedup_key, run_at)
       values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now()))
       on conflict (dedup_key) where dedup_key is not null and finished_at is null
       do update set dedup_key = excluded.dedup_key returning id`,
      values,
    );
    return (row as { id: string }).id;
  }

  /** Due and not handed over yet, most urgent first; locked until the transaction ends, others skip them. */
  due(limited: Names): Promise<JobRecord[]> {
    return this.database.query(
      `select ${RECORD} from job
        where relayed_at is null and finished_at is null and run_at <= now()
          and type <> all($1) and (provider is null or provider <> all($2))
        order by array_position($3, lane), run_at limit $4 for update skip locked`,
      [limited.types, limited.providers, LANES, BATCH],
    );
  }

  /**
   * Due jobs of types and providers with limits, without those that are full.
   * @param without Jobs that have been taken in this transaction already.
   */
  dueLimited(limited: Names, full: Names, without: readonly string[]): Promise<JobRecord[]> {
    return this.database.query(
      `select ${RECORD} from job
        where relayed_at is null and finished_at is null and run_at <= now()
          and (type = any($1) or provider = any($2))
          and type <> all($3) and (provider is null or provider <> all($4)) and id <> all($5::uuid[])
        order by array_position($6, lane), run_at limit $7 for update skip locked`,
      [limited.types, limited.providers, full.types, full.providers, without, LANES, BATCH],
    );
  }

  /** One process at a time counts and admits: held until the transaction ends. */
  async lockAdmission(): Promise<void> {
    await this.database.query(`select pg_advisory_xact_lock(hashtext('radiox job admission'))`);
  }

  /** How much of a limit is used, by `job_relayed_idx` and `job_provider_idx`. */
  async usage(by: 'type' | 'provider', name: string, rate?: Rate): Promise<Usage> {
    const [row] = await this.database.query<Usage>(
      `select (select count(*)::int from job where ${by} = $1 and relayed_at is not null and finished_at is null) as in_progress,
              (select count(*)::int from job where ${by} = $1 and relayed_at > now() - make_interval(secs => $2 / 1000.0)) as begun`,
      [name, rate?.perMs ?? 0],
    );
    return row as Usage;
  }

  async relayed(ids: readonly string[]): Promise<void> {
    await this.database.query('update job set relayed_at = clock_timestamp() where id = any($1)', [
      ids,
    ]);
  }

  /** When the next one that waits for its moment is due. */
  async nextDue(): Promise<Date | undefined> {
    const [row] = await this.database.query<{ at: Date | null }>(
      'select min(run_at) as at from job where relayed_at is null and finished_at is null and run_at > now()',
    );
    return row?.at ?? undefined;
  }

  /**
   * Handed to the engine some time ago, but not finished as far as we know, a batch at a time.
   * @param after The last of the batch before; left out, the first batch.
   */
  unfinished(olderThanMs: number, after?: string): Promise<JobRecord[]> {
    return this.database.query(
      `select ${RECORD} from job
        where relayed_at < now() - make_interval(secs => $3 / 1000.0) and finished_at is null
          and ($2::uuid is null or (created_at, id) > (select created_at, id from job where id = $2))
        order by created_at, id limit $1`,
      [BATCH, after ?? null, olderThanMs],
    );
  }

  /** The engine has lost them: they are handed over again. @returns How many were not finished after all. */
  async unrelay(ids: readonly string[]): Promise<number> {
    const rows = await this.database.query(
      `update job set relayed_at = null, state = 'waiting' where id = any($1) and finished_at is null returning id`,
      [ids],
    );
    return rows.length;
  }

  async finish(id: string, state: 'completed' | 'failed', error?: string): Promise<void> {
    await this.database.query(
      'update job set state = $2, error = $3, finished_at = now() where id = $1 and finished_at is null',
      [id, state, error ?? null],
    );
  }

  /**
   * Notes that jobs are to be cancelled. What no worker holds is cancelled here and now.
   * @returns Those that were not finished.
   */
  cancel(ids: readonly string[]): Promise<Array<{ id: string; lane: Lane; state: JobState }>> {
    return this.database.query(
      `update job set cancel_at = now(),
              state = case when state = 'active' then state else 'cancelled' end,
              finished_at = case when state = 'active' then null else now() end
        where id = any($1) and finished_at is null returning id, lane, state`,
      [ids],
    );
  }

  /** Unfinished jobs whose payload holds these members. */
  async idsOf(type: string, members: object): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select id from job where type = $1 and finished_at is null and payload @> $2',
      [type, JSON.stringify(members)],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of these that somebody wants cancelled. */
  async cancelled(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select id from job where id = any($1) and cancel_at is not null',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** A job that ended without success begins again as if new. @returns Whether there was one. */
  async redrive(id: string): Promise<boolean> {
    const rows = await this.database.query(
      `update job set state = 'waiting', relayed_at = null, finished_at = null, started_at = null, cancel_at = null,
              error = null, progress = null, attempts = 0, run_at = now()
        where id = $1 and state in ('failed', 'cancelled') and finished_at is not null returning id`,
      [id],
    );
    return rows.length > 0;
  }

  async find(id: string): Promise<JobRow | undefined> {
    const [row] = await this.database.query<JobRow>(`select ${TOLD} from job where id = $1`, [id]);
    return row;
  }

  /** Newest first. */
  page({
    state,
    type,
    queue,
    after,
    limit,
  }: JobFilter): Promise<Array<JobRow & { created_at_exact: string }>> {
    return this.database.query(
      `select * from (select ${TOLD} from job) as job
        where ($1::text is null or state = $1) and ($2::text is null or type = $2) and ($3::text is null or lane = $3)
          and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))
        order by created_at desc, id desc limit $6`,
      [
        state ?? null,
        type ?? null,
        queue ?? null,
        after?.createdAt ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }

  /** How each queue does, by `job_unfinished_idx`, `job_waiting_idx` and `job_finished_idx`. */
  figures(): Promise<LaneFigures[]> {
    return this.database.query(
      `${UNFINISHED_FIGURES}
       union all
       select lane, 0, 0, 0, 0,
          count(*) filter (where state = 'completed' and finished_at > now() - interval '1 minute')::int,
          count(*) filter (where state = 'completed')::int, count(*) filter (where state = 'failed')::int
        from job where finished_at > now() - interval '1 hour' group by lane`,
    );
  }

  /** Jobs of some types, by `job_unfinished_idx` and `job_finished_idx`. */
  async figuresOf(types: readonly string[]): Promise<TypeFigures> {
    const [row] = await this.database.query<TypeFigures>(
      `select (select count(*)::int from job where finished_at is null and state <> 'active' and type = any($1)) as waiting,
          (select count(*)::int from job where finished_at is null and state = 'active' and type = any($1)) as active,
          (select coalesce(extract(epoch from now() - min(run_at)) * 1000, 0)::float8 from job
            where finished_at is null and state <> 'active' and run_at <= now() and type = any($1)) as "oldestAgeMs",
          count(*) filter (where state = 'completed')::int as "completedLastHour",
          count(*) filter (where state = 'failed')::int as "failedLastHour"
        from job where finished_at > now() - interval '1 hour' and type = any($1)`,
      [types],
    );
    return row as TypeFigures;
  }

  /** The same without what ended, which costs more the busier the station is. */
  unfinishedFigures(): Promise<LaneFigures[]> {
    return this.database.query(UNFINISHED_FIGURES);
  }

  /**
   * Forgets what ended long ago; what failed stays longer, for somebody may want it again.
   * @returns How many.
   */
  async prune(): Promise<number> {
    const rows = await this.database.query(
      `delete from job where finished_at < now() - interval '7 days'
          and (state <> 'failed' or finished_at < now() - interval '30 days') returning 1`,
    );
    return rows.length;
  }

  /** Records of jobs that have ended, those that a prune would forget among them. */
  async endedCounts(): Promise<{ ended: number; old: number }> {
    const [counts] = await this.database.query<{ ended: number; old: number }>(
      `select count(*)::int as ended, count(*) filter (where finished_at < now() - interval '7 days'
          and (state <> 'failed' or finished_at < now() - interval '30 days'))::int as old
        from job where finished_at is not null`,
    );
    return counts ?? { ended: 0, old: 0 };
  }
}
