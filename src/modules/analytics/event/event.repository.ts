import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { PlacedEvent } from './event.js';

const SWEPT_MAX = 50_000;
const KEYS = 'type, preset, language, channel';

export const GROUPS = ['day', 'hour', 'type', 'preset', 'language', 'channel'] as const;
export type Group = (typeof GROUPS)[number];

export interface UsageRow {
  /** YYYY-MM-DD, an ISO hour in UTC, or the name of what was grouped by; empty where it is not known. */
  readonly key: string;
  readonly events: number;
}

export interface EventTotals {
  readonly events: number;
  readonly first_day: string | null;
  readonly last_at: Date | null;
}

/** The only file that queries the tables of analytics. */
@Injectable()
export class EventRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps events and adds them to their hours and days, in one statement: all of it or nothing.
   * Events that are known by their id already change nothing. Sums are locked in one order, whoever adds.
   */
  async add(events: readonly PlacedEvent[]): Promise<void> {
    const column = <T>(of: (event: PlacedEvent) => T) => events.map(of);
    await this.database.query(
      `with fresh as (
         insert into analytics_event (id, at, type, name, subject, preset, language, channel, properties)
         select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[],
           $7::text[], $8::text[], $9::jsonb[])
         on conflict (id) do nothing returning at, ${KEYS}
       ), hours as (
         insert into analytics_hour (hour, ${KEYS}, events)
         select date_trunc('hour', at, 'UTC') as bucket, ${KEYS}, count(*) from fresh
          group by bucket, ${KEYS} order by bucket, ${KEYS}
         on conflict (hour, ${KEYS}) do update set events = analytics_hour.events + excluded.events
       )
       insert into analytics_day (day, ${KEYS}, events)
       select (at at time zone 'UTC')::date as bucket, ${KEYS}, count(*) from fresh
        group by bucket, ${KEYS} order by bucket, ${KEYS}
       on conflict (day, ${KEYS}) do update set events = analytics_day.events + excluded.events`,
      [
        column(({ id }) => id),
        column(({ at }) => at.toISOString()),
        column(({ type }) => type),
        column(({ name }) => name ?? null),
        column(({ subject }) => subject ?? null),
        column(({ preset }) => preset),
        column(({ language }) => language),
        column(({ channel }) => channel),
        column(({ properties }) => JSON.stringify(properties)),
      ],
    );
  }

  /** Events of a range of days, the last included, by `analytics_day_pkey`. */
  byDay(from: string, to: string, group: Exclude<Group, 'hour'>, type?: string) {
    const key = group === 'day' ? 'day::text' : group;
    return this.database.query<UsageRow>(
      `select ${key} as key, sum(events)::float8 as events from analytics_day
        where day between $1::date and $2::date and ($3::text is null or type = $3)
        group by 1 order by ${group === 'day' ? '1' : '2 desc, 1'}`,
      [from, to, type ?? null],
    );
  }

  /** Events of hours, by `analytics_hour_pkey`. */
  byHour(from: Date, until: Date, type?: string): Promise<UsageRow[]> {
    return this.database.query(
      `select to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as key, sum(events)::float8 as events
         from analytics_hour where hour >= $1 and hour < $2 and ($3::text is null or type = $3)
        group by hour order by hour`,
      [from, until, type ?? null],
    );
  }

  /** All there have been, from the sums of days, and the newest by `analytics_event_at_idx`. */
  async totals(): Promise<EventTotals> {
    const [row] = await this.database.query<EventTotals>(
      `select coalesce(sum(events), 0)::float8 as events, min(day)::text as first_day,
              (select max(at) from analytics_event) as last_at from analytics_day`,
    );
    return row as EventTotals;
  }

  /** Forgets single events and hours of long ago, a bounded number at a time, by `analytics_event_at_idx`; days stay. */
  async prune(days: number): Promise<void> {
    await this.database.query(
      `delete from analytics_event where id in (select id from analytics_event
         where at < now() - make_interval(days => $1) order by at limit ${SWEPT_MAX})`,
      [days],
    );
    await this.database.query(
      'delete from analytics_hour where hour < now() - make_interval(days => $1)',
      [days],
    );
  }
}
