import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
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
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { versionOf, versionTag } from '#kernel';
import { Costly, Needs } from '#platform/access';
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

const ETAG = {
  etag: {
    description: '`"v<version>"`, for If-Match of a change.',
    schema: { type: 'string' },
  },
} as const;
const IF_MATCH = {
  name: 'if-match',
  description: 'The ETag of the feed that is changed; `*` changes whatever is there.',
  schema: { type: 'string' },
} as const;

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
  async list(@Query() { cursor, limit, ...wish }: FeedsQueryDto): Promise<FeedsDto> {
    const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
    const matching = (await this.register.list()).filter((feed) => matches(feed, wish));
    return new FeedsDto(matching, { after, limit, now: new Date() });
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
  @ApiOkResponse({ description: 'The feed.', type: FeedDto, headers: ETAG })
  async get(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedDto> {
    return tagged(await this.register.get(id), reply);
  }

  /**
   * Adds a feed. It is read with the next round, or by `POST /content/feeds/refresh`.
   * @throws {409} The address is listed already, or there are as many feeds as there may be.
   */
  @Post()
  @ApiCreatedResponse({ description: 'It is listed.', type: FeedDto, headers: ETAG })
  async add(
    @Body() dto: NewFeedDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedDto> {
    const feed = await this.register.add({ ...feedFields(dto), url: dto.url });
    void reply.header('location', `/api/v1/content/feeds/${feed.id}`);
    return tagged(feed, reply);
  }

  /**
   * Changes fields of a feed; a new address is read anew.
   * @throws {409} Another feed has this address.
   * @throws {412} Somebody has changed it since: read it again.
   * @throws {428} If-Match is missing.
   */
  @Patch(':id')
  @ApiHeader({ ...IF_MATCH, required: true })
  @ApiOkResponse({ description: 'It is changed.', type: FeedDto, headers: ETAG })
  async change(
    @Param('id') id: string,
    @Body() dto: FeedChangesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') ifMatch?: string,
  ): Promise<FeedDto> {
    if (ifMatch === undefined) throw new FeedVersionUnsaid();
    return tagged(await this.register.change(id, versionOf(ifMatch), feedFields(dto)), reply);
  }

  /**
   * Removes a feed; its articles stay until they are too old. One that ships with RadioX does not come back.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiHeader({ ...IF_MATCH, required: false })
  remove(@Param('id') id: string, @Headers('if-match') ifMatch?: string): Promise<void> {
    return this.register.remove(id, versionOf(ifMatch));
  }
}

function tagged(feed: FeedOverview, reply: FastifyReply): FeedDto {
  void reply.header('etag', versionTag(feed.version));
  return new FeedDto(feed, new Date());
}

function matches(
  feed: FeedOverview,
  { state, category, channel, language }: Omit<FeedsQueryDto, 'limit' | 'cursor'>,
): boolean {
  if (state !== undefined && feed.state !== state) return false;
  if (category !== undefined && feed.category !== category) return false;
  if (language !== undefined && feed.language !== fromWire(language)) return false;
  return channel === undefined || feed.channels.length === 0 || feed.channels.includes(channel);
}
