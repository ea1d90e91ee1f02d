import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { type Lane, LANE_PRIORITY, LANES } from './job.js';
import { QueueDto, QueueNameDto, QueuesDto } from './job.dto.js';
import { JobQueue } from './job-queue.js';
import { JobRepository, type LaneFigures } from './job.repository.js';

@ApiTags('jobs')
@Needs('operator')
@Controller('queues')
export class QueueController {
  constructor(
    private readonly queue: JobQueue,
    private readonly jobs: JobRepository,
  ) {}

  /** Every queue, most urgent first: how much waits and for how long, what got done and what failed. */
  @Get()
  async list(): Promise<QueuesDto> {
    const figures = await this.jobs.figures();
    return { items: LANES.map((lane) => this.#answer(lane, figures)) };
  }

  /** Lets a queue begin nothing more, in every process, until it is resumed; what runs goes on. */
  @Post(':name/pause')
  @HttpCode(HttpStatus.OK)
  async pause(@Param() { name }: QueueNameDto): Promise<QueueDto> {
    await this.queue.setPaused(name, true);
    return this.#answer(name, await this.jobs.figures());
  }

  /** Lets a paused queue go on. */
  @Post(':name/resume')
  @HttpCode(HttpStatus.OK)
  async resume(@Param() { name }: QueueNameDto): Promise<QueueDto> {
    await this.queue.setPaused(name, false);
    return this.#answer(name, await this.jobs.figures());
  }

  #answer(lane: Lane, figures: readonly LaneFigures[]): QueueDto {
    const own = figures.filter((one) => one.lane === lane);
    const sum = (field: Exclude<keyof LaneFigures, 'lane'>) =>
      own.reduce((total, one) => total + one[field], 0);
    return {
      name: lane,
      priority: LANE_PRIORITY[lane],
      is_paused: this.queue.isPaused(lane),
      depth: sum('waiting'),
      delayed: sum('delayed'),
      active: sum('active'),
      oldest_age_ms: Math.round(sum('oldest_age_ms')),
      throughput_per_minute: sum('completed_last_minute'),
      completed_last_hour: sum('completed_last_hour'),
      failed_last_hour: sum('failed_last_hour'),
    };
  }
}
