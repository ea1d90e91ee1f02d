import type { Readable } from 'node:stream';
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
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { versionOf, versionTag } from '#kernel';
import { Costly, Needs, TakesFiles } from '#platform/access';
import { AuditLog } from '#platform/audit';
import { FileAnswer, FileStore, serveFile } from '#platform/files';
import { IdPipe } from '#platform/input';
import { newestAfter, newestCursor } from '#platform/stored';
import { JINGLE_KINDS, type Jingle } from './jingle.js';
import {
  JingleChangesDto,
  JingleDto,
  JingleQueryDto,
  JinglesDto,
  JingleUploadQueryDto,
  JingleWishDto,
  RecommendedJingleDto,
  RecommendedJinglesDto,
  WaveformDto,
} from './jingle.dto.js';
import { JingleLibrary } from './jingle-library.js';
import { JingleNotReady, JingleVersionUnsaid } from './jingle.problems.js';
import { type JingleFilter, JingleRepository } from './jingle.repository.js';
import { JingleUploads } from './jingle-upload.js';

const ETAG = {
  etag: { description: '`"v<version>"`, for If-Match of a change.', schema: { type: 'string' } },
} as const;
const IF_MATCH = {
  name: 'if-match',
  description: 'The ETag of the jingle that is changed; `*` changes whatever is there.',
  schema: { type: 'string' },
} as const;
type ApiSchema = Extract<Parameters<typeof ApiBody>[0], { schema: object }>['schema'];
const FORM: ApiSchema = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: [...JINGLE_KINDS] },
    name: { type: 'string', maxLength: 200 },
    show_types: { type: 'string', description: 'Between commas.' },
    file: { type: 'string', format: 'binary' },
  },
};

/** The jingles that people upload for the music of shows. */
@ApiTags('media')
@Needs('producer')
@Controller('media/jingles')
export class JingleController {
  constructor(
    private readonly library: JingleLibrary,
    private readonly repository: JingleRepository,
    private readonly uploads: JingleUploads,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Takes a jingle in: a form with one file after its fields, or the file itself as the body. It is `pending` until it
   * has been listened to, then `ready`, or `failed` with the reason. The same file for the same kind gives the jingle
   * that is there.
   * @throws {400} The form cannot be read, or broke off.
   * @throws {409} The library is full.
   * @throws {413} The file is larger than `MEDIA_FILE_BYTES_MAX`.
   */
  @Post()
  @TakesFiles()
  @ApiConsumes('multipart/form-data', 'audio/*')
  @ApiBody({ schema: FORM })
  @ApiCreatedResponse({ description: 'It is kept.', type: JingleDto, headers: ETAG })
  async upload(
    @Req() request: FastifyRequest,
    @Query() query: JingleUploadQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JingleDto> {
    const jingle = await this.uploads.take(request, query);
    void reply.header('location', `/api/v1/media/jingles/${jingle.id}`);
    return tagged(jingle, reply);
  }

  /** Jingles, newest first. */
  @Get()
  @Needs('listener')
  async list(@Query() query: JingleQueryDto): Promise<JinglesDto> {
    const { limit, total } = query;
    const filter = filterOf(query);
    const jingles = await this.repository.page(filter, newestAfter(query.cursor), limit + 1);
    const items = jingles.slice(0, limit);
    const last = jingles.length > limit ? items.at(-1) : undefined;
    const createdAt = last && (await this.repository.momentOf(last.id));
    return {
      items: items.map((jingle) => new JingleDto(jingle)),
      next_cursor: createdAt ? newestCursor({ createdAt, id: last.id }) : null,
      ...(total === true && { total: await this.repository.total(filter) }),
    };
  }

  /** The jingles that fit a show best, each with the reason. */
  @Get('recommend')
  @Needs('listener')
  recommend(@Query() wish: JingleWishDto): Promise<RecommendedJinglesDto> {
    return this.#recommended(wish);
  }

  /** The same as GET, with what the show asks as the body. */
  @Post('recommend')
  @HttpCode(HttpStatus.OK)
  recommendFor(@Body() wish: JingleWishDto): Promise<RecommendedJinglesDto> {
    return this.#recommended(wish);
  }

  /** One jingle. */
  @Get(':id')
  @Needs('listener')
  @ApiOkResponse({ description: 'It.', type: JingleDto, headers: ETAG })
  async get(
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JingleDto> {
    return tagged(await this.library.get(id), reply);
  }

  /**
   * Changes fields of a jingle.
   * @throws {409} This file is a jingle of that kind already.
   * @throws {412} Somebody has changed it since: read it again.
   * @throws {428} If-Match is missing.
   */
  @Patch(':id')
  @ApiHeader({ ...IF_MATCH, required: true })
  @ApiOkResponse({ description: 'It is changed.', type: JingleDto, headers: ETAG })
  async change(
    @Param('id', IdPipe) id: string,
    @Body() { kind, name, show_types: showTypes }: JingleChangesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') ifMatch?: string,
  ): Promise<JingleDto> {
    if (ifMatch === undefined) throw new JingleVersionUnsaid();
    const changes = {
      ...(kind && { kind }),
      ...(name && { name }),
      ...(showTypes && { showTypes }),
    };
    const jingle = await this.library.change(id, versionOf(ifMatch), changes);
    await this.audit.record({ action: 'jingle.changed', target: id });
    return tagged(jingle, reply);
  }

  /**
   * Removes a jingle, and its file where nobody else needs it; shows that were mixed with it stay as they are.
   * @throws {403} Another key has brought it.
   * @throws {409} Somebody needs it; `used_by` says who.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiHeader({ ...IF_MATCH, required: false })
  async remove(
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch?: string,
  ): Promise<void> {
    await this.library.takeAway(id, versionOf(ifMatch));
    await this.audit.record({ action: 'jingle.removed', target: id });
  }

  /**
   * Has a jingle listened to again, in the background.
   */
  @Post(':id/analyze')
  @Costly()
  @HttpCode(HttpStatus.ACCEPTED)
  async analyze(@Param('id', IdPipe) id: string): Promise<JingleDto> {
    return new JingleDto(await this.library.listenAgain(id));
  }

  /**
   * The first seconds of its sound, 15 at most, as MP3.
   * @throws {409} It has not been listened to yet, or cannot be used.
   */
  @Get(':id/preview')
  @Needs('listener')
  @FileAnswer('audio/mpeg')
  async preview(
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    const { preview, previewSizeBytes, name, status, reason } = await this.library.ready(id);
    if (!preview || !previewSizeBytes) throw new JingleNotReady(id, status, reason);
    return serveFile(this.files, request, reply, {
      id: preview,
      sizeBytes: previewSizeBytes,
      contentType: 'audio/mpeg',
      name: `${name}.preview.mp3`,
      isForGood: false,
    });
  }

  /**
   * Its waveform.
   * @throws {409} It has not been listened to yet, or cannot be used.
   */
  @Get(':id/waveform')
  @Needs('listener')
  async waveform(@Param('id', IdPipe) id: string): Promise<WaveformDto> {
    const peaks = await this.library.waveform(id);
    return { ...peaks, data: [...peaks.data] };
  }

  async #recommended({
    kind,
    show_type: showType,
    duration_s: durationS,
    energy,
    limit,
  }: JingleWishDto) {
    const found = await this.library.recommend({ kind, showType, durationS, energy }, limit);
    return { items: found.map((one) => new RecommendedJingleDto(one)) };
  }
}

function tagged(jingle: Jingle, reply: FastifyReply): JingleDto {
  void reply.header('etag', versionTag(jingle.version));
  return new JingleDto(jingle);
}

function filterOf(query: JingleQueryDto): JingleFilter {
  return {
    kind: query.kind,
    status: query.status,
    q: query.q,
    showType: query.show_type,
    durationSMin: query.min_duration_s,
    durationSMax: query.max_duration_s,
    energyMin: query.min_energy,
    energyMax: query.max_energy,
  };
}
