import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';
import type { ShowFailures, ShowGroup, ShowTimes, StageTimes } from '#modules/show';
import type { ProviderCalls } from '#platform/http';
import type { BudgetState } from '#platform/spend';
import { IsMoment } from '#platform/input';
import { EVENT_TYPES, type EventType } from '../event/event.js';
import { type Group, GROUPS, type UsageRow } from '../event/event.repository.js';
import type { Range } from './range.js';

const ZONED = /(Z|[+-]\d\d:?\d\d)$/;

export class RangeQueryDto {
  /** ISO time with zone; counts from the beginning of its day, UTC. Left out, six days before `to`. */
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @IsMoment()
  @Matches(ZONED, { message: 'from must have a time zone' })
  readonly from?: string;

  /** ISO time with zone, at most 400 days later; counts to the end of its day, UTC. Left out, now. */
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @IsMoment()
  @Matches(ZONED, { message: 'to must have a time zone' })
  readonly to?: string;
}

export class UsageQueryDto extends RangeQueryDto {
  /** By the hour at most 31 days. */
  @IsOptional()
  @IsIn(GROUPS)
  readonly group_by: Group = 'day';

  /** Only events of this type. */
  @IsOptional()
  @IsIn(EVENT_TYPES)
  readonly type?: EventType;
}

/** The time that a report is of, in whole days or hours. */
export class ReportDto {
  /** ISO time, UTC: the first moment. */
  readonly from: string;
  /** ISO time, UTC: the end, itself not included. */
  readonly to: string;

  constructor({ from, until }: Range) {
    this.from = from.toISOString();
    this.to = until.toISOString();
  }
}

export class UsageItemDto {
  /** YYYY-MM-DD, an ISO hour, or a name; empty where it is not known. */
  readonly key!: string;
  readonly events!: number;
}

export class UsageReportDto extends ReportDto {
  @ApiProperty({ enum: GROUPS })
  readonly group_by: Group;
  readonly total: number;
  readonly items: UsageItemDto[];

  constructor(range: Range, group: Group, rows: readonly UsageRow[]) {
    super(range);
    this.group_by = group;
    this.total = rows.reduce((sum, { events }) => sum + events, 0);
    this.items = rows.map(({ key, events }) => ({ key, events }));
  }
}

export class ShowCountDto {
  readonly name: string;
  readonly shows: number;
  readonly completed: number;
  readonly failed: number;

  constructor({ name, shows, completed, failed }: ShowGroup) {
    this.name = name;
    this.shows = shows;
    this.completed = completed;
    this.failed = failed;
  }
}

export class ShowFailureDto {
  /** The stage it ended in. */
  readonly stage!: string;
  /** Code of the problem. */
  readonly code!: string;
  readonly shows!: number;
}

/** Shows that were asked for in the time. */
export class ShowsReportDto extends ReportDto {
  readonly total: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly by_status: Readonly<Record<string, number>>;
  readonly by_preset: ShowCountDto[];
  readonly by_language: ShowCountDto[];
  readonly by_channel: ShowCountDto[];
  /** Completed among those that have ended, without cancelled ones; null where there are none. */
  readonly success_rate_percent: number | null;
  /** From the request to the end, of completed shows, seconds. */
  readonly avg_seconds: number | null;
  readonly p95_seconds: number | null;
  readonly failures: ShowFailureDto[];

  constructor(
    range: Range,
    groups: readonly ShowGroup[],
    times: ShowTimes,
    failures: readonly ShowFailures[],
  ) {
    super(range);
    const of = (kind: ShowGroup['kind']) => groups.filter((group) => group.kind === kind);
    const [all] = of('all');
    const { completed = 0, failed = 0 } = all ?? {};
    this.total = all?.shows ?? 0;
    this.by_status = Object.fromEntries(of('status').map(({ name, shows }) => [name, shows]));
    this.by_preset = of('preset').map((group) => new ShowCountDto(group));
    this.by_language = of('language').map((group) => new ShowCountDto(group));
    this.by_channel = of('channel').map((group) => new ShowCountDto(group));
    this.success_rate_percent =
      completed + failed === 0 ? null : rounded((100 * completed) / (completed + failed), 2);
    this.avg_seconds = times.avg_s === null ? null : rounded(times.avg_s, 3);
    this.p95_seconds = times.p95_s === null ? null : rounded(times.p95_s, 3);
    this.failures = failures.map(({ stage, code, shows }) => ({ stage, code, shows }));
  }
}

export class StageReportDto {
  readonly stage: string;
  readonly finished: number;
  /** Of these, with more than one attempt. */
  readonly retried: number;
  /** Of the attempt that finished it. */
  readonly avg_ms: number;
  readonly p95_ms: number;
  readonly max_ms: number;

  constructor({ stage, finished, retried, avg_ms, p95_ms, max_ms }: StageTimes) {
    this.stage = stage;
    this.finished = finished;
    this.retried = retried;
    this.avg_ms = rounded(avg_ms, 1);
    this.p95_ms = rounded(p95_ms, 1);
    this.max_ms = rounded(max_ms, 1);
  }
}

/** Calls to the outside, retries included in the time of a call. */
export class ProviderCallsDto {
  readonly provider: string;
  readonly operation: string;
  readonly calls: number;
  /** No answer, one in no time, or one of 400 and above. */
  readonly failed: number;
  readonly avg_ms: number;
  readonly p95_ms: number;

  constructor({ provider, operation, calls, failed, avg_ms, p95_ms }: ProviderCalls) {
    this.provider = provider;
    this.operation = operation;
    this.calls = calls;
    this.failed = failed;
    this.avg_ms = rounded(avg_ms, 1);
    this.p95_ms = rounded(p95_ms, 1);
  }
}

/** How fast the station was: stages of the shows asked for in the time, and calls to providers in it. */
export class PerformanceReportDto extends ReportDto {
  readonly stages!: StageReportDto[];
  readonly providers!: ProviderCallsDto[];
}

export class NamedCountDto {
  readonly name!: string;
  readonly count!: number;
}

export class ProviderUseDto {
  readonly provider!: string;
  readonly operation!: string;
  readonly purchases!: number;
  /** What was there already. */
  readonly reuses!: number;
  readonly characters!: number;
  readonly tokens!: number;
  readonly images!: number;
  /** Seconds of speech. */
  readonly seconds!: number;
}

/** What of the station is used. */
export class UseReportDto extends ReportDto {
  readonly presets!: NamedCountDto[];
  readonly languages!: NamedCountDto[];
  readonly channels!: NamedCountDto[];
  readonly event_types!: NamedCountDto[];
  readonly providers!: ProviderUseDto[];
}

export class BufferDto {
  readonly waiting!: number;
  readonly waiting_max!: number;
  /** Since the start of this process. */
  readonly written!: number;
  readonly batches!: number;
  readonly refused!: number;
  readonly failed!: number;
}

/** What analytics itself holds. */
export class AnalyticsStatsDto {
  readonly events_total!: number;
  /** YYYY-MM-DD, UTC. */
  readonly first_day!: string | null;
  /** ISO time of the newest event. */
  readonly last_event_at!: string | null;
  /** Days that single events are kept. */
  readonly event_days!: number;
  /** Shows of all time. */
  readonly shows_total!: number;
  /** Events of this process on their way to the database. */
  readonly buffer!: BufferDto;
}

/** A money budget as it stands. */
export class BudgetDto {
  readonly provider: string;
  @ApiProperty({ enum: ['day', 'month'] })
  readonly period: 'day' | 'month';
  /** First day, YYYY-MM-DD, UTC. */
  readonly starts_on: string;
  /** Null where nothing bounds it. */
  readonly limit_usd: number | null;
  readonly spent_usd: number;
  /** Put aside for what is being done. */
  readonly reserved_usd: number;
  /** Spent of the limit; null where there is none. */
  readonly percent: number | null;

  constructor({ provider, period, startsOn, limitUsd, spentUsd, reservedUsd }: BudgetState) {
    this.provider = provider;
    this.period = period;
    this.starts_on = startsOn;
    this.limit_usd = limitUsd ?? null;
    this.spent_usd = rounded(spentUsd, 6);
    this.reserved_usd = rounded(reservedUsd, 6);
    this.percent = percentOf(spentUsd, limitUsd);
  }
}

function percentOf(spentUsd: number, limitUsd: number | undefined): number | null {
  if (limitUsd === undefined) return null;
  return limitUsd === 0 ? 100 : rounded((100 * spentUsd) / limitUsd, 2);
}

export function rounded(value: number, places: number): number {
  return Number(value.toFixed(places));
}
