import {
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { InvalidInput } from '#kernel';
import { JobDto, JobsDto, JobsQueryDto } from './job.dto.js';
import { JobNotFound } from './job.problems.js';
import { JobQueue } from './job-queue.js';
import { JobRepository } from './job.repository.js';

const id = new ParseUUIDPipe({
  exceptionFactory: () => new InvalidInput([{ field: 'id', rule: 'must be a UUID' }]),
});

/** As PostgreSQL writes a `timestamptz`, to the microsecond. */
const MOMENT = /^20\d\d-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@ApiTags('jobs')
@Needs('operator')
@Controller('jobs')
export class JobController {
  constructor(
    private readonly queue: JobQueue,
    private readonly jobs: JobRepository,
  ) {}

  /** Jobs, newest first. */
  @Get()
  async list(@Query() { cursor, limit, ...filter }: JobsQueryDto): Promise<JobsDto> {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const rows = await this.jobs.page({ ...filter, after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map((job) => new JobDto(job)),
      next_cursor: last ? cursorOf(last.created_at_exact, last.id) : null,
    };
  }

  /** One job: its state, tries, progress and error. */
  @Get(':id')
  async find(@Param('id', id) jobId: string): Promise<JobDto> {
    const job = await this.jobs.find(jobId);
    if (!job) throw new JobNotFound(jobId);
    return new JobDto(job);
  }

  /**
   * Begins a failed or cancelled job again, with all its tries.
   * @throws {409} The job has neither failed nor been cancelled.
   */
  @Post(':id/retry')
  @HttpCode(HttpStatus.ACCEPTED)
  async retry(@Param('id', id) jobId: string): Promise<JobDto> {
    await this.queue.retry(jobId);
    return this.find(jobId);
  }

  /**
   * Cancels a job that has not ended; one that runs is stopped within a second, wherever it runs.
   * @throws {409} The job has ended.
   */
  @Post(':id/cancel')
  @HttpCode(HttpStatus.ACCEPTED)
  async cancel(@Param('id', id) jobId: string): Promise<JobDto> {
    await this.queue.cancel(jobId);
    return this.find(jobId);
  }
}

function cursorOf(createdAt: string, jobId: string): string {
  return Buffer.from(JSON.stringify([createdAt, jobId])).toString('base64url');
}

/** @throws InvalidInput */
function readCursor(cursor: string): { createdAt: string; id: string } {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [createdAt, jobId] = Array.isArray(read) ? (read as unknown[]) : [];
    if (typeof createdAt === 'string' && MOMENT.test(createdAt))
      if (typeof jobId === 'string' && UUID.test(jobId)) return { createdAt, id: jobId };
  } catch {
    // Falls through: whatever it was, it is no cursor of ours.
  }
  throw new InvalidInput([{ field: 'cursor', rule: 'must be the next_cursor of a page before' }]);
}
