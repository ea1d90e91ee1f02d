import type { Readable } from 'node:stream';
import {
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs, TakesFiles } from '#platform/access';
import { AuditLog } from '#platform/audit';
import { FileAnswer, FileStore, serveFile } from '#platform/files';
import { IdPipe } from '#platform/input';
import { cursorAt, readCursorAt } from '#platform/stored';
import { LISTED_KINDS, type MediaFile, type MediaKind, UPLOAD_KINDS } from './media-file.js';
import { MediaFileRepository } from './media-file.repository.js';
import { MediaLibrary } from './media-library.js';
import { MediaNotFound } from './media.problems.js';
import {
  MediaFileDto,
  MediaFilesDto,
  MediaQueryDto,
  SampleQueryDto,
  UploadedDto,
  UploadQueryDto,
} from './media.dto.js';
import { AUDIO_TYPES, IMAGE_TYPES } from './sniff.js';
import { Uploads } from './upload.js';

type ApiSchema = Extract<Parameters<typeof ApiBody>[0], { schema: object }>['schema'];

const FORM: ApiSchema = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: [...UPLOAD_KINDS] },
    name: { type: 'string', maxLength: 200 },
    file: { type: 'string', format: 'binary' },
  },
};

/** Files that people bring. */
@ApiTags('media')
@Needs('producer')
@Controller('media')
export class MediaController {
  constructor(
    private readonly library: MediaLibrary,
    private readonly repository: MediaFileRepository,
    private readonly uploads: Uploads,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Takes files in: a form with up to 20 of them, or one as the body itself (audio/* or image/*) with its kind in the query. What a file is
   * tells its content alone; equal content is kept once, and gives the file that has it. All of a form are taken or none.
   * @throws {400} The form cannot be read, or broke off.
   * @throws {409} The library is full.
   * @throws {413} A file is larger than `MEDIA_FILE_BYTES_MAX`.
   */
  @Post('upload')
  @TakesFiles()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @ApiCreatedResponse({ description: 'They are kept.', type: UploadedDto })
  async upload(
    @Req() request: FastifyRequest,
    @Query() query: UploadQueryDto,
  ): Promise<UploadedDto> {
    const files = await this.uploads.take(request, query);
    return { items: files.map((file) => new MediaFileDto(file)) };
  }

  /** Files of the library, newest first; samples of voices are not among them. */
  @Get('files')
  @Needs('listener')
  list(@Query() query: MediaQueryDto): Promise<MediaFilesDto> {
    return this.#page(query, query.kind);
  }

  /** The samples of voices, newest first: recordings of people, for producers alone. */
  @Get('samples')
  samples(@Query() query: SampleQueryDto): Promise<MediaFilesDto> {
    return this.#page(query, 'sample');
  }

  /**
   * The content of a file, with byte ranges; it never changes.
   * @throws {404} There is no such file, or it is a sample of a voice.
   */
  @Get('files/:id')
  @Needs('listener')
  @FileAnswer(...AUDIO_TYPES, ...IMAGE_TYPES)
  async file(
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    return this.#serve(await this.#fileOf(id, LISTED_KINDS), request, reply);
  }

  /** The content of a sample of a voice, with byte ranges; it never changes. */
  @Get('samples/:id')
  @FileAnswer(...AUDIO_TYPES)
  async sample(
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    return this.#serve(await this.#fileOf(id, ['sample']), request, reply);
  }

  /**
   * Removes a file from the library, and its content where nobody else needs it. A producer removes what was brought with
   * his key, or with one that it took the place of; operators remove any.
   * @throws {403} Another key has brought it.
   * @throws {409} Somebody needs it; `used_by` says who.
   */
  @Delete('files/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  async remove(@Param('id', IdPipe) id: string): Promise<void> {
    await this.library.takeAway(id);
    await this.audit.record({ action: 'media.removed', target: id });
  }

  async #page(
    { cursor, limit, total, q }: SampleQueryDto,
    kind: MediaKind | undefined,
  ): Promise<MediaFilesDto> {
    const after = readCursorAt(cursor);
    const files = await this.repository.page({ kind, q, after, limit: limit + 1 });
    const items = files.slice(0, limit);
    const last = files.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map((file) => new MediaFileDto(file)),
      next_cursor: last ? cursorAt(last) : null,
      ...(total === true && { total: await this.repository.total({ kind, q }) }),
    };
  }

  /** @throws MediaNotFound for one of another kind as well. */
  async #fileOf(id: string, kinds: readonly MediaKind[]): Promise<MediaFile> {
    const file = await this.library.get(id);
    if (!kinds.includes(file.kind)) throw new MediaNotFound(id);
    return file;
  }

  #serve(file: MediaFile, request: FastifyRequest, reply: FastifyReply) {
    const found = { ...file, id: file.contentHash, isForGood: true };
    return serveFile(this.files, request, reply, found);
  }
}
