import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Res,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ContentSettings } from '#modules/content';
import { Costly, Needs, PublicReading } from '#platform/access';
import { IDEMPOTENCY_KEY, refuseFiles, refuseKey } from '../request-checks.js';
import { shortAnswer } from '../show.answer.js';
import { showRequest } from '../show.dto.js';
import { ShowIdPipe } from '../show-id.pipe.js';
import { GenerateBatchDto, ShowBatchDto, wishesOf } from './batch.dto.js';
import { type ShowBatch, ShowBatches } from './show-batches.js';

const LOCATION = {
  location: { description: 'Where the batch can be followed.', schema: { type: 'string' } },
} as const;
const BUSY = new Set(['queued', 'running']);

/** Shows asked for together. */
@ApiTags('shows')
@Needs('producer')
@Controller()
export class BatchController {
  constructor(
    private readonly batches: ShowBatches,
    private readonly content: ContentSettings,
  ) {}

  /**
   * Has several shows made, one for each item or preset: all of them or, where one is at fault, none.
   * They give way to shows that are asked for alone. The same `Idempotency-Key` and body give the same batch for 24 hours.
   * @throws {409} The `Idempotency-Key` belongs to another request.
   */
  @Post('shows/batch')
  @Costly({ hasOwnKeys: true })
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiAcceptedResponse({
    description: 'They will be made.',
    type: ShowBatchDto,
    headers: LOCATION,
  })
  async generate(
    @Body() dto: GenerateBatchDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') key?: string,
  ): Promise<ShowBatchDto> {
    refuseKey(key);
    const { field, wishes } = wishesOf(dto);
    for (const [at, wish] of wishes.entries()) refuseFiles(wish, this.content, `${field}.${at}.`);
    const batch = await this.batches.request(wishes.map(showRequest), field, key);
    void reply.header('location', `/api/v1/show-batches/${batch.id}`);
    return batchAnswer(batch);
  }

  /** How far the shows of a batch are. */
  @Get('show-batches/:id')
  @PublicReading()
  async get(@Param('id', ShowIdPipe) id: string): Promise<ShowBatchDto> {
    return batchAnswer(await this.batches.get(id));
  }
}

function batchAnswer({ id, createdAt, shows }: ShowBatch): ShowBatchDto {
  const by_status: Record<string, number> = {};
  for (const { status } of shows) by_status[status] = (by_status[status] ?? 0) + 1;
  const percent = shows.reduce((sum, show) => sum + show.percent, 0) / Math.max(1, shows.length);
  return {
    id,
    created_at: createdAt,
    total: shows.length,
    by_status,
    percent: Math.round(percent * 10) / 10,
    is_settled: !shows.some(({ status }) => BUSY.has(status)),
    shows: shows.map(shortAnswer),
  };
}
