import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  HttpStatus,
  type MessageEvent,
  Param,
  Post,
  Query,
  Req,
  Res,
  Sse,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { versionOf } from '#kernel';
import { ContentSettings } from '#modules/content';
import { styleHours, StyleService } from '#modules/data';
import { Costly, Needs, PublicReading } from '#platform/access';
import { FileAnswer, FileStore } from '#platform/files';
import { Lifecycle } from '#platform/lifecycle';
import { readCursorAt } from '#platform/stored';
import {
  ShowAcceptedDto,
  ShowDto,
  ShowsDto,
  ShowStatsDto,
  ShowStylesDto,
} from './show-answer.dto.js';
import { FILE_TYPES, sendShowFile } from './show-files.js';
import { showsPage } from './shows-page.js';
import { RejectShowDto } from './edit/edit.dto.js';
import { linksOf, shortAnswer, wholeAnswer } from './show.answer.js';
import { IDEMPOTENCY_KEY, IF_MATCH, refuseFiles, refuseKey } from './request-checks.js';
import { GenerateShowDto, showRequest, ShowsQueryDto } from './show.dto.js';
import { STAGES } from './show.entity.js';
import { followShow } from './show-follower.js';
import { ShowIdPipe } from './show-id.pipe.js';
import { ShowService } from './show.service.js';
import { WholeShowDto } from './whole-show.dto.js';

const LOCATION = {
  location: { description: 'Where the show can be followed.', schema: { type: 'string' } },
} as const;
const EVENTS = {
  description: 'Events `status` and `progress`, each with an id and JSON as its data.',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
} as const;

@ApiTags('shows')
@Needs('producer')
@Controller('shows')
export class ShowController {
  constructor(
    private readonly shows: ShowService,
    private readonly files: FileStore,
    private readonly content: ContentSettings,
    private readonly lifecycle: Lifecycle,
    private readonly styleService: StyleService,
  ) {}

  /**
   * Has a show made and answers at once; follow `links.events`, or poll `links.self` until its status is `completed`.
   * The same `Idempotency-Key` and body give the same show for 24 hours.
   * @throws {409} The `Idempotency-Key` belongs to another request.
   */
  @Post('generate')
  @Costly({ hasOwnKeys: true })
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiAcceptedResponse({
    description: 'It will be made.',
    type: ShowAcceptedDto,
    headers: LOCATION,
  })
  async generate(
    @Body() dto: GenerateShowDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') key?: string,
  ): Promise<ShowAcceptedDto> {
    refuseKey(key);
    refuseFiles(dto, this.content);
    const show = await this.shows.request(showRequest(dto), key);
    void reply.header('location', `/api/v1/shows/${show.id}`);
    const { id, status } = show;
    return { id, session_id: id, status, stages: [...STAGES], links: linksOf(id) };
  }

  /** Shows, newest first. */
  @Get()
  @PublicReading()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOkResponse({ description: 'A page of them.', type: ShowsDto })
  async list(@Query() { cursor, limit, ...filter }: ShowsQueryDto): Promise<Buffer> {
    const after = readCursorAt(cursor);
    const shows = await this.shows.page({ ...filter, limit: limit + 1, ...(after && { after }) });
    return showsPage(shows, limit);
  }

  /** How many shows there are, by status. */
  @Get('stats')
  @Needs('listener')
  async stats(): Promise<ShowStatsDto> {
    const by_status = await this.shows.countByStatus();
    return { by_status, total: Object.values(by_status).reduce((sum, count) => sum + count, 0) };
  }

  /** Styles by local time of day. */
  @Get('styles')
  @Needs('listener')
  async styles(): Promise<ShowStylesDto> {
    return { items: styleHours(await this.styleService.all()) };
  }

  /** A show with its script, sources, loudness, timings and warnings. */
  @Get(':id')
  @PublicReading()
  async get(@Param('id', ShowIdPipe) id: string): Promise<WholeShowDto> {
    return wholeAnswer(await this.shows.whole(id));
  }

  /** Progress as server-sent events; with `Last-Event-ID` only what came after. Ends when the show does. */
  @Sse(':id/events')
  @PublicReading()
  @ApiHeader({
    name: 'last-event-id',
    description: 'Id of the last event the client has; anything else is as if there were none.',
    required: false,
    schema: { type: 'string' },
  })
  @ApiOkResponse(EVENTS)
  async events(
    @Param('id', ShowIdPipe) id: string,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<Observable<MessageEvent>> {
    await this.shows.get(id);
    return followShow(
      this.shows,
      id,
      this.lifecycle.leaving,
      /^\d{1,18}$/.test(lastEventId ?? '') ? lastEventId : undefined,
    );
  }

  /** A file of a finished show, with byte ranges. */
  @Get(':id/files/:name')
  @PublicReading()
  @FileAnswer(...FILE_TYPES)
  async file(
    @Param('id', ShowIdPipe) id: string,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    const file = await this.shows.file(id, name);
    // An edit puts another file under this name; `versions/{v}/files` never changes.
    return sendShowFile([request, reply], this.files, file, { isForGood: false });
  }

  /**
   * Ends the making of a show.
   * @throws {409} The show is not in the making.
   */
  @Post(':id/cancel')
  @HttpCode(HttpStatus.OK)
  async cancel(@Param('id', ShowIdPipe) id: string): Promise<ShowDto> {
    return shortAnswer(await this.shows.cancel(id));
  }

  /**
   * Goes on from the stage that failed, with everything that was finished.
   * @throws {409} The show has neither failed nor been cancelled.
   */
  @Post(':id/retry')
  @Costly()
  @HttpCode(HttpStatus.ACCEPTED)
  async retry(@Param('id', ShowIdPipe) id: string): Promise<ShowDto> {
    return shortAnswer(await this.shows.retry(id));
  }

  /**
   * Lets a show that waits for approval go on, as its script stands; what is edited later waits again.
   * @throws {409} The show does not wait.
   * @throws {412} Somebody has edited the script since: read it again.
   */
  @Post(':id/approve')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader({ ...IF_MATCH, required: false })
  async approve(
    @Param('id', ShowIdPipe) id: string,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ShowDto> {
    return shortAnswer(await this.shows.approve(id, versionOf(ifMatch)));
  }

  /**
   * Keeps a show that waits for approval off the air; `retry` lets it wait again.
   * @throws {409} The show does not wait.
   */
  @Post(':id/reject')
  @HttpCode(HttpStatus.OK)
  async reject(
    @Param('id', ShowIdPipe) id: string,
    @Body() { reason }: RejectShowDto,
  ): Promise<ShowDto> {
    return shortAnswer(await this.shows.reject(id, reason.trim()));
  }
}
