import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { type Figures, METRIC_TYPES, type MetricType, type Point } from './point.js';

/** Length of a coarse point. */
export const COARSE_S = 300;
/** Fine points are kept so long; an hour more than the 24 that may be asked for. */
const FINE_HOURS = 25;
const COARSE_DAYS = 31;
/** Rolled up at once: after a day without anybody, the whole day. */
const BEHIND_HOURS_MAX = 25;
const PRUNED_MAX = 20_000;
/** Longest time that may be read, in points of one process. */
export const POINTS_MAX = 1_500;

export interface Span {
  readonly metricType: MetricType;
  readonly from: Date;
  readonly to: Date;
  /** Points of one process within so many seconds become one. */
  readonly resolutionS: number;
  readonly isCoarse: boolean;
  /** Of these figures the highest counts; of the others the average. */
  readonly highest: readonly string[];
}

export interface StoredPoint {
  /** Begin of its time. */
  readonly at: Date;
  readonly instance: string;
  readonly figures: Figures;
}

/** The only file that queries `metric_point`. Every statement goes by the key of the table. */
@Injectable()
export class PointRepository {
  constructor(private readonly database: Database) {}

  async insert(points: readonly Point[]): Promise<void> {
    await this.database.query(
      `insert into metric_point (metric_type, is_coarse, at, instance, figures)
        select p."metricType", false, p.at, p.instance, p.figures
          from jsonb_to_recordset($1::jsonb) as p("metricType" text, at timestamptz, instance text, figures jsonb)
        on conflict do nothing`,
      [JSON.stringify(points)],
    );
  }

  /** Points of each process, oldest first. */
  async between(span: Span): Promise<StoredPoint[]> {
    const { metricType, isCoarse, from, to, resolutionS, highest } = span;
    return this.database.query(
      `select at, instance, jsonb_object_agg(name, value) as figures from (
         select date_bin(make_interval(secs => $5), at, timestamptz 'epoch') as at, instance, f.key as name,
                case when f.key = any($6) then max(f.value::float8) else avg(f.value::float8) end as value
           from metric_point, jsonb_each_text(figures) as f
          where metric_type = $1 and is_coarse = $2 and at >= $3 and at < $4
          group by 1, instance, f.key) as figure
        group by at, instance order by at, instance limit ${POINTS_MAX * 50}`,
      [metricType, isCoarse, from, to, resolutionS, highest],
    );
  }

  /**
   * Makes coarse points of the fine ones whose five minutes are over, and removes what is too old. One process
   * at a time: the others find nothing left to do.
   * @param highest Figures of which the highest counts, by type.
   */
  async rollUp(highest: ReadonlyMap<MetricType, readonly string[]>): Promise<void> {
    await this.database.transaction(async () => {
      const [lock] = await this.database.query<{ isMine: boolean }>(
        `select pg_try_advisory_xact_lock(hashtext('radiox metric roll-up')) as "isMine"`,
      );
      if (!lock?.isMine) return;
      for (const type of METRIC_TYPES) {
        await this.#rollUp(type, highest.get(type) ?? []);
        await this.#prune(type);
      }
    });
  }

  /** The newest coarse five minutes are made again: a process may have been late with its points. */
  async #rollUp(type: MetricType, highest: readonly string[]): Promise<void> {
    await this.database.query(
      `with due as (
         select greatest(
             coalesce((select max(at) from metric_point where metric_type = $1 and is_coarse and at < now()), timestamptz 'epoch'),
             date_bin(make_interval(secs => $2), now(), timestamptz 'epoch') - make_interval(hours => $4)) as since,
           date_bin(make_interval(secs => $2), now(), timestamptz 'epoch') as until)
       insert into metric_point (metric_type, is_coarse, at, instance, figures)
       select $1, true, at, instance, jsonb_object_agg(name, value) from (
         select date_bin(make_interval(secs => $2), p.at, timestamptz 'epoch') as at, instance, f.key as name,
                case when f.key = any($3) then max(f.value::float8) else avg(f.value::float8) end as value
           from due, metric_point as p, jsonb_each_text(p.figures) as f
          where p.metric_type = $1 and not p.is_coarse and p.at >= due.since and p.at < due.until
          group by 1, instance, f.key) as figure
        group by at, instance
       on conflict (metric_type, is_coarse, at, instance) do update set figures = excluded.figures`,
      [type, COARSE_S, highest, BEHIND_HOURS_MAX],
    );
  }

  async #prune(type: MetricType): Promise<void> {
    for (const [isCoarse, hours] of [
      [false, FINE_HOURS],
      [true, COARSE_DAYS * 24],
    ] as const)
      await this.database.query(
        `delete from metric_point where (metric_type, is_coarse, at, instance) in (
           select metric_type, is_coarse, at, instance from metric_point
            where metric_type = $1 and is_coarse = $2 and at < now() - make_interval(hours => $3)
            order by at limit ${PRUNED_MAX})`,
        [type, isCoarse, hours],
      );
  }
}
