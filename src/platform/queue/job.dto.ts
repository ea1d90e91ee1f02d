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

/** A job as it is told: never its payload, which may hold what is not everybody's. */
export function jobAnswer(job: JobRow) {
  return {
    id: job.id,
    type: job.type,
    queue: job.lane,
    state: job.state,
    attempts: job.attempts,
    progress: job.progress,
    error: job.error,
    created_at: job.created_at,
    run_at: job.run_at,
    started_at: job.started_at,
    finished_at: job.finished_at,
  };
}
