import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { JOB_STATES, type JobState, type Lane, LANES } from './job.js';
import type { JobRow } from './job.repository.js';

export class JobsQueryDto {
  /** Only jobs in this state. */
  @IsOptional()
  @IsIn(JOB_STATES)
  readonly state?: JobState;

  /** Only jobs of this type, such as `show.stage`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly type?: string;

  /** Only jobs of this queue. */
  @IsOptional()
  @IsIn(LANES)
  readonly queue?: Lane;

  /** Jobs a page at most. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  /** The `next_cursor` of the page before. */
  @IsOptional()
  @Matches(/^[\w-]{1,200}$/)
  readonly cursor?: string;
}

export class QueueNameDto {
  @IsIn(LANES)
  readonly name!: Lane;
}

export class JobProgressDto {
  /** How much of it is done, 0 to 1. */
  readonly share!: number;
  /** What happens, in a sentence, where the job says so. */
  readonly sentence?: string;
}

/** A job as it is told: never its payload, which may hold what is not everybody's. */
export class JobDto {
  /** UUID. */
  readonly id: string;
  /** Such as `show.stage`. */
  readonly type: string;
  readonly queue: Lane;
  readonly state: JobState;
  /** Tries that were begun. */
  readonly attempts: number;
  /** Null where the job does not tell. */
  readonly progress: JobProgressDto | null;
  /** What went wrong last, in a sentence. */
  readonly error: string | null;
  readonly created_at: Date;
  /** Not begun before this moment. */
  readonly run_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;

  constructor(job: JobRow) {
    this.id = job.id;
    this.type = job.type;
    this.queue = job.lane;
    this.state = job.state;
    this.attempts = job.attempts;
    this.progress = job.progress;
    this.error = job.error;
    this.created_at = job.created_at;
    this.run_at = job.run_at;
    this.started_at = job.started_at;
    this.finished_at = job.finished_at;
  }
}

/** A page of jobs, newest first. */
export class JobsDto {
  readonly items!: JobDto[];
  /** For `cursor` of the next page; null on the last one. */
  readonly next_cursor!: string | null;
}

/** What waits in a queue and what got done. */
export class QueueDto {
  readonly name!: Lane;
  /** Weight against the other queues, 1 to 10. */
  readonly priority!: number;
  readonly is_paused!: boolean;
  /** Jobs that could begin. */
  readonly depth!: number;
  /** Jobs whose moment has not come. */
  readonly delayed!: number;
  /** Jobs that run. */
  readonly active!: number;
  /** How long the oldest job that could begin has waited, milliseconds. */
  readonly oldest_age_ms!: number;
  /** Jobs completed in the last minute. */
  readonly throughput_per_minute!: number;
  readonly completed_last_hour!: number;
  readonly failed_last_hour!: number;
}

export class QueuesDto {
  /** Most urgent first. */
  readonly items!: QueueDto[];
}
