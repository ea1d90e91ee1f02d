import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Events } from './objectives.js';

/** Length of a bucket for windows up to six hours, and for longer ones, seconds. */
export const FINE_S = 60;
export const COARSE_S = 3600;
const FINE_HOURS = 7;
const COARSE_DAYS = 31;

/** Events of one objective in one minute. */
export interface Bucket extends Events {
  readonly objective: string;
  /** Begin of its minute. */
  readonly at: Date;
}

export interface WindowSum extends Events {
  readonly objective: string;
  readonly seconds: number;
}

/** The only file that queries `slo_bucket`: minutes of seven hours and hours of 31 days, of all processes together. */
@Injectable()
export class SloRepository {
  constructor(private readonly database: Database) {}

  /** Adds to what there is, of whichever process; all or nothing. */
  async add(buckets: readonly Bucket[]): Promise<void> {
    await this.database.query(
      `insert into slo_bucket as known (span_s, objective, at, good, total)
       select span, objective, date_bin(make_interval(secs => span), at, timestamptz 'epoch') as begin_at,
              sum(good), sum(total)
         from jsonb_to_recordset($1::jsonb) as b(objective text, at timestamptz, good bigint, total bigint),
              unnest($2::int[]) as span
        group by span, objective, begin_at order by span, objective, begin_at
       on conflict (span_s, objective, at) do update
         set good = known.good + excluded.good, total = known.total + excluded.total`,
      [JSON.stringify(buckets), [FINE_S, COARSE_S]],
    );
  }

  /** Events within each of the windows until now. @param windowsS Their lengths, seconds. */
  async sums(windowsS: readonly number[]): Promise<WindowSum[]> {
    const spans = windowsS.map((seconds) => (seconds <= 6 * COARSE_S ? FINE_S : COARSE_S));
    return this.database.query(
      `select b.objective, w.seconds, sum(b.good)::float8 as good, sum(b.total)::float8 as total
         from unnest($1::int[], $2::int[]) as w(seconds, span)
         join slo_bucket b on b.span_s = w.span and b.at > $3::timestamptz - make_interval(secs => w.seconds)
        group by b.objective, w.seconds`,
      [windowsS, spans, new Date()],
    );
  }

  /** Removes what no window reaches. */
  async prune(): Promise<void> {
    await this.database.query(
      `delete from slo_bucket where span_s = ${FINE_S} and at < now() - make_interval(hours => ${FINE_HOURS})
          or span_s = ${COARSE_S} and at < now() - make_interval(days => ${COARSE_DAYS})`,
    );
  }
}
