import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
  Header,
  Query,
  Req,
  Res,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Costly, Needs } from '#platform/access';
import { IfMatch, pageOf, Revalidated, VersionedAnswer } from '#platform/stored';
import { FeedDto, FeedRefreshDto, FeedsDto, OpmlImportDto } from './feed-answer.dto.js';
import type { FeedOverview } from './feed-entry.js';
import { FeedOpml } from './feed-opml.js';
import { FeedRefresher } from './feed-refresher.js';
import { FeedRegister } from './feed-register.js';
import { FeedVersionUnsaid } from './feed.problems.js';
import {
  FeedChangesDto,
  feedFields,
  FeedsQueryDto,
  fromWire,
  NewFeedDto,
  OpmlQueryDto,
  RefreshFeedsDto,
} from './feeds.dto.js';
import { OPML_BYTES_MAX, OPML_TYPES } from './opml-bodies.js';

/** The feeds of the station. */
@ApiTags('content')
@Needs('producer')
@Controller('content/feeds')
export class FeedsController {
  constructor(
    private readonly register: FeedRegister,
    private readonly refresher: FeedRefresher,
    private readonly opml: FeedOpml,
  ) {}

  /** Every feed and what became of it when it was last read, by id. */
  @Get()
  @Needs('listener')
  async list(@Query() { cursor, limit, total = true, ...wish }: FeedsQueryDto): Promise<FeedsDto> {
    const matching = (await this.register.list()).filter((feed) => matches(feed, wish));
    const page = { limit, total, ...(cursor !== undefined && { cursor }) };
    return new FeedsDto(
      matching,
      pageOf(matching, ({ id }) => id, page),
      new Date(),
    );
  }

  /**
   * Has feeds read now: those that are named, or all that are not off. A server that said when it may be asked again is
   * not asked before; while the same wish still waits it is answered with its job.
   */
  @Post('refresh')
  @Costly()
  @HttpCode(HttpStatus.ACCEPTED)
  async refresh(
    @Body() { ids }: RefreshFeedsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedRefreshDto> {
    const { jobId, feeds } = await this.refresher.ask(ids);
    const links = { job: `/api/v1/jobs/${jobId}`, feeds: '/api/v1/content/feeds' };
    void reply.header('location', links.job);
    return { job_id: jobId, feeds, links };
  }

  /** Every feed as OPML 2.0, by category; importing it again loses nothing. */
  @Get('opml')
  @Needs('listener')
  @Header('content-type', 'text/x-opml; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="radiox-feeds.opml"')
  @ApiProduces('text/x-opml')
  @ApiOkResponse({ description: 'The document.', schema: { type: 'string' } })
  export(): Promise<string> {
    return this.opml.export();
  }

  /**
   * Adds the feeds of an OPML file, at most 1 MiB, of any client. What cannot be taken is named with a reason and costs
   * nothing else.
   */
  @Post('opml')
  @Costly()
  @HttpCode(HttpStatus.OK)
  @ApiConsumes(...OPML_TYPES)
  @ApiBody({ schema: { type: 'string', maxLength: OPML_BYTES_MAX } })
  import(
    @Req() { body, headers }: FastifyRequest,
    @Query() query: OpmlQueryDto,
  ): Promise<OpmlImportDto> {
    if (!Buffer.isBuffer(body))
      throw new UnsupportedMediaTypeException('Send OPML as text/x-opml.');
    return this.opml.import(body, headers['content-type'] ?? '', query);
  }

  /** One feed and what became of it when it was last read. */
  @Get(':id')
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(FeedDto, { isVolatile: true })
  async get(@Param('id') id: string): Promise<FeedDto> {
    return new FeedDto(await this.register.get(id), new Date());
  }

  /**
   * Adds a feed. It is read with the next round, or by `POST /content/feeds/refresh`.
   * @throws {409} The address is listed already, or there are as many feeds as there may be.
   */
  @Post()
  @VersionedAnswer(FeedDto, { status: HttpStatus.CREATED, isVolatile: true })
  async add(
    @Body() dto: NewFeedDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedDto> {
    const feed = await this.register.add({ ...feedFields(dto), url: dto.url });
    void reply.header('location', `/api/v1/content/feeds/${feed.id}`);
    return new FeedDto(feed, new Date());
  }

  /**
   * Changes fields of a feed; a new address is read anew.
   * @throws {409} Another feed has this address.
   * @throws {412} Somebody has changed it since: read it again.
   * @throws {428} If-Match is missing.
   */
  @Patch(':id')
  @VersionedAnswer(FeedDto, { isVolatile: true })
  async change(
    @Param('id') id: string,
    @Body() dto: FeedChangesDto,
    @IfMatch(FeedVersionUnsaid) version?: number,
  ): Promise<FeedDto> {
    return new FeedDto(await this.register.change(id, version, feedFields(dto)), new Date());
  }

  /**
   * Removes a feed; its articles stay until they are too old. One that ships with RadioX does not come back.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@Param('id') id: string, @IfMatch() version?: number): Promise<void> {
    return this.register.remove(id, version);
  }
}

function matches(
  feed: FeedOverview,
  { state, category, channel, language }: Omit<FeedsQueryDto, 'limit' | 'cursor' | 'total'>,
): boolean {
  if (state !== undefined && feed.state !== state) return false;
  if (category !== undefined && feed.category !== category) return false;
  if (language !== undefined && feed.language !== fromWire(language)) return false;
  return channel === undefined || feed.channels.length === 0 || feed.channels.includes(channel);
}
