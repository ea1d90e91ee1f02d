import { OmitType, PartialType } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { Clearable } from '#platform/input';
import { IsFlag, type Page, PageDto, PageQueryDto } from '#platform/stored';
import { IsCron } from '../preset/is-cron.js';
import { IsZone } from '../preset/is-zone.js';
import { MISSED_RUNS } from '../preset/preset.entity.js';
import type { Schedule } from './schedule.entity.js';
import type { NewSchedule } from './schedule.service.js';

/** A schedule as a client writes it. */
export class NewScheduleDto {
  /** Short name for addresses: small letters, digits, hyphen, underscore. */
  @Matches(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  readonly id!: string;

  /** Name of the preset that shows are made to. */
  @IsString()
  @Length(1, 50)
  readonly preset!: string;

  /** Cron expression of five fields, in `time_zone`. */
  @IsCron()
  readonly cron!: string;

  /** IANA name; `channel`, null, or left out in a new one: that of the preset's channel. */
  @Clearable()
  @IsZone()
  readonly time_zone?: string | null;

  /** Whether it makes shows; true where it is left out. */
  @IsOptional()
  @IsBoolean()
  readonly enabled?: boolean;

  /** A moment that the station was down over: `run_once` makes the newest one up, `skip` makes none. */
  @IsOptional()
  @IsIn(MISSED_RUNS)
  readonly missed_run?: Schedule['missedRun'];

  /** A missed moment older than this is skipped in any case, minutes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1440)
  readonly missed_run_grace_minutes?: number;
}

/** Fields of a schedule to change; the id stays. */
export class ScheduleChangesDto extends PartialType(OmitType(NewScheduleDto, ['id'])) {}

/** A schedule as a client reads it. */
export class ScheduleDto {
  readonly id: string;
  readonly preset: string;
  /** Cron expression of five fields. */
  readonly cron: string;
  /** Null: that of the preset's channel. */
  readonly time_zone: string | null;
  readonly enabled: boolean;
  readonly missed_run: string;
  /** Minutes. */
  readonly missed_run_grace_minutes: number;
  /** The next five moments; empty where it is off. */
  readonly next_runs: Date[];
  /** For If-Match: `"v<version>"`. */
  readonly version: number;
  readonly updated_at: Date;

  constructor(schedule: Schedule, nextRuns: readonly Date[]) {
    this.id = schedule.id;
    this.preset = schedule.preset;
    this.cron = schedule.cron;
    this.time_zone = schedule.timeZone;
    this.enabled = schedule.isEnabled;
    this.missed_run = schedule.missedRun;
    this.missed_run_grace_minutes = schedule.missedRunGraceMinutes;
    this.next_runs = [...nextRuns];
    this.version = schedule.version;
    this.updated_at = schedule.updatedAt;
  }
}

/** A page of schedules, by id. */
export class SchedulesDto extends PageDto {
  readonly items: ScheduleDto[];

  constructor(page: Page<Schedule>, nextRuns: ReadonlyArray<readonly Date[]>) {
    super(page);
    this.items = page.items.map((schedule, at) => new ScheduleDto(schedule, nextRuns[at] ?? []));
  }
}

/** Which schedules to list. */
export class SchedulesQueryDto extends PageQueryDto {
  /** Only schedules of this preset. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly preset?: string;

  /** Only those that make shows, or only the others. */
  @IsOptional()
  @IsFlag()
  readonly enabled?: boolean;
}

/** The columns that a client's fields stand for; what the client left out is left out. */
export function scheduleChanges(dto: ScheduleChangesDto): Partial<NewSchedule> {
  const { preset, cron, time_zone: zone, enabled: isEnabled, missed_run: missedRun } = dto;
  const changes = {
    preset,
    cron,
    timeZone: zone === 'channel' ? null : zone,
    isEnabled,
    missedRun,
    missedRunGraceMinutes: dto.missed_run_grace_minutes,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** A new schedule, with what its author left out. */
export function newSchedule(dto: NewScheduleDto): NewSchedule {
  const { id, preset, cron } = dto;
  return {
    timeZone: null,
    isEnabled: true,
    missedRun: 'run_once',
    missedRunGraceMinutes: 60,
    ...scheduleChanges(dto),
    id,
    preset,
    cron,
  };
}
