import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { ShowStatus, Stage } from '../show.entity.js';

/** Where a show belongs. */
export interface ShowPlace {
  readonly preset: string;
  readonly language: string;
  readonly channel: string;
}

/** Shows that were asked for in a time, under one name of one kind. */
export interface ShowGroup {
  readonly kind: 'all' | 'status' | 'preset' | 'language' | 'channel';
  readonly name: string;
  readonly shows: number;
  readonly completed: number;
  readonly failed: number;
}

/** How long completed shows took from the request to the end, seconds; null where there are none. */
export interface ShowTimes {
  readonly avg_s: number | null;
  readonly p95_s: number | null;
}

export interface ShowFailures {
  readonly stage: Stage;
  readonly code: string;
  readonly shows: number;
}

/** How long a stage took, milliseconds, of the attempts that finished it. */
export interface StageTimes {
  readonly stage: Stage;
  readonly finished: number;
  readonly retried: number;
  readonly avg_ms: number;
  readonly p95_ms: number;
  readonly max_ms: number;
}

export interface ShowCounts {
  readonly status: ShowStatus;
  readonly shows: number;
  /** Of these, asked for today (UTC). */
  readonly today: number;
}

const FAILURES_MAX = 50;
/** Shows that were asked for in a time, by `show_newest_idx`. */
const IN_RANGE = 'created_at >= $1 and created_at < $2';

/** What becomes of many shows: sums, never one of them. */
@Injectable()
export class ShowReports {
  constructor(private readonly database: Database) {}

  /** Where shows belong, by their ids; what is no show is left out. By `show_pkey`. */
  async placesOf(ids: readonly string[]): Promise<Map<string, ShowPlace>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<ShowPlace & { id: string }>(
      'select id, preset, language, channel from show where id = any($1::uuid[])',
      [ids],
    );
    return new Map(rows.map(({ id, ...place }) => [id, place]));
  }

  groups(from: Date, until: Date): Promise<ShowGroup[]> {
    return this.database.query(
      `select case when grouping(status) = 0 then 'status' when grouping(preset) = 0 then 'preset'
                   when grouping(language) = 0 then 'language' when grouping(channel) = 0 then 'channel' else 'all' end as kind,
              coalesce(status, preset, language, channel, '') as name, count(*)::int as shows,
              count(*) filter (where status = 'completed')::int as completed,
              count(*) filter (where status = 'failed')::int as failed
         from show where ${IN_RANGE}
        group by grouping sets ((), (status), (preset), (language), (channel))
        order by count(*) desc, 2`,
      [from, until],
    );
  }

  async times(from: Date, until: Date): Promise<ShowTimes> {
    const seconds = 'extract(epoch from finished_at - created_at)';
    const [row] = await this.database.query<ShowTimes>(
      `select avg(${seconds})::float8 as avg_s,
              percentile_cont(0.95) within group (order by ${seconds})::float8 as p95_s
         from show where ${IN_RANGE} and status = 'completed'`,
      [from, until],
    );
    return row as ShowTimes;
  }

  failures(from: Date, until: Date): Promise<ShowFailures[]> {
    return this.database.query(
      `select error ->> 'stage' as stage, error ->> 'code' as code, count(*)::int as shows
         from show where ${IN_RANGE} and status = 'failed' and error is not null
        group by 1, 2 order by 3 desc, 1, 2 limit ${FAILURES_MAX}`,
      [from, until],
    );
  }

  /** By `show_newest_idx` and `show_stage_pkey`. */
  stages(from: Date, until: Date): Promise<StageTimes[]> {
    return this.database.query(
      `select show_stage.stage, count(*)::int as finished, count(*) filter (where attempts > 1)::int as retried,
              avg(wall_ms)::float8 as avg_ms, max(wall_ms)::float8 as max_ms,
              percentile_cont(0.95) within group (order by wall_ms)::float8 as p95_ms
         from show join show_stage on show_id = id
        where ${IN_RANGE} and state = 'done'
        group by show_stage.stage`,
      [from, until],
    );
  }

  counts(): Promise<ShowCounts[]> {
    return this.database.query(
      `select status, count(*)::int as shows,
              count(*) filter (where created_at >= date_trunc('day', now(), 'UTC'))::int as today
         from show group by status`,
    );
  }
}
