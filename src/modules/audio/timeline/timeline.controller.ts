import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { versionOf, versionTag } from '#kernel';
import { Needs } from '#platform/access';
import { TimelineVersionUnsaid } from '../audio.problems.js';
import { StationTimelines, type StationTimeline } from './station-timelines.js';
import { TimelineJingles } from './timeline-jingles.js';
import { jinglesOf, settingsOf, TimelineChangeDto, TimelineDto } from './timeline.dto.js';

const ETAG = {
  etag: { description: '`"v<version>"`, for If-Match of a change.', schema: { type: 'string' } },
} as const;
const IF_MATCH = {
  name: 'if-match',
  description: 'The ETag of the timeline that is replaced; `*` replaces whatever is there.',
  required: true,
  schema: { type: 'string' },
} as const;

/** Times and levels around the speech of every show. */
@ApiTags('audio')
@Needs('producer')
@Controller('audio/timeline')
export class TimelineController {
  constructor(
    private readonly timelines: StationTimelines,
    private readonly jingles: TimelineJingles,
  ) {}

  /** The timeline in force. */
  @Get()
  @Needs('listener')
  @ApiOkResponse({ description: 'The timeline.', type: TimelineDto, headers: ETAG })
  async get(@Res({ passthrough: true }) reply: FastifyReply): Promise<TimelineDto> {
    return tagged(await this.timelines.current(), reply);
  }

  /**
   * Replaces the timeline; the next show is made by it. What is left out is as the station has it of itself, so an
   * empty body puts everything back.
   * @throws {412} Somebody has changed it since: read it again.
   * @throws {428} If-Match is missing.
   */
  @Put()
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ description: 'It is in force.', type: TimelineDto, headers: ETAG })
  async replace(
    @Body() dto: TimelineChangeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') ifMatch?: string,
  ): Promise<TimelineDto> {
    if (ifMatch === undefined) throw new TimelineVersionUnsaid();
    const settings = settingsOf(dto);
    const jingles = jinglesOf(dto);
    await this.jingles.check(jingles);
    return tagged(await this.timelines.replace(settings, jingles, versionOf(ifMatch)), reply);
  }
}

function tagged(timeline: StationTimeline, reply: FastifyReply): TimelineDto {
  void reply.header('etag', versionTag(timeline.version));
  return new TimelineDto(timeline);
}
