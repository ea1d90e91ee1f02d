import {
  Body,
  Controller,
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
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { versionOf, versionTag } from '#kernel';
import { Costly, Needs, PublicReading } from '#platform/access';
import { FileAnswer, FileStore } from '#platform/files';
import { Lifecycle } from '#platform/lifecycle';
import { FILE_TYPES, sendShowFile } from '../show-files.js';
import { shortAnswer } from '../show.answer.js';
import { ShowDto } from '../show-answer.dto.js';
import { IF_MATCH } from '../request-checks.js';
import { ShowIdPipe } from '../show-id.pipe.js';
import { VersionUnsaid } from '../show.problems.js';
import { NumberPipe } from './number.pipe.js';
import { comparedAnswer, scriptAnswer, versionAnswer, wholeVersionAnswer } from './edit.answer.js';
import { CompareVersionsDto, editOf, EditScriptDto, RegenerateSegmentDto } from './edit.dto.js';
import {
  ComparedVersionsDto,
  ShowScriptDto,
  ShowVersionsDto,
  WholeShowVersionDto,
} from './edit-answer.dto.js';
import { ShowEditor } from './show-editor.js';

const ETAG = {
  etag: { description: '`"v<version>"`, for If-Match of an edit.', schema: { type: 'string' } },
} as const;
/** Scripts for who edits them, and every version of a show. */
@ApiTags('shows')
@Needs('producer')
@Controller('shows/:id')
export class EditController {
  constructor(
    private readonly editor: ShowEditor,
    private readonly files: FileStore,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * The script of a show: its segments with their sources, durations, takes and claims without a source.
   * @throws {409} Nothing has been written yet.
   */
  @Get('script')
  @PublicReading()
  @ApiOkResponse({ description: 'The script.', type: ShowScriptDto, headers: ETAG })
  async script(
    @Param('id', ShowIdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShowScriptDto> {
    const current = await this.editor.script(id);
    void reply.header('etag', versionTag(current.show.version));
    return scriptAnswer(current);
  }

  /**
   * Changes the script, as a new version. A finished show is made again: only what was changed is voiced, and the
   * former version is heard until the new one is ready; follow `links.events`. A draft that waits for approval goes
   * on waiting. Claims that no source holds are marked in the script, not refused.
   * @throws {409} The show is in the making, or has no script yet.
   * @throws {412} Somebody has edited it since: read it again.
   * @throws {428} If-Match is missing.
   */
  @Patch('script')
  @Costly()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader({ ...IF_MATCH, required: true })
  @ApiAcceptedResponse({ description: 'It is edited.', type: ShowDto, headers: ETAG })
  async edit(
    @Param('id', ShowIdPipe) id: string,
    @Body() dto: EditScriptDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ShowDto> {
    if (ifMatch === undefined) throw new VersionUnsaid();
    const show = await this.editor.edit(id, versionOf(ifMatch), editOf(dto));
    void reply.header('etag', versionTag(show.version));
    return shortAnswer(show);
  }

  /**
   * Asks the writer for other words for one segment, from the same sources; with `voice_only` the words stay and are
   * only read again. Everything else is taken from the takes there are.
   * @throws {404} There is no such show, or it has no such segment.
   * @throws {409} The show is in the making, or the writer has no other words.
   * @throws {412} Somebody has edited the script since: read it again.
   */
  @Post('segments/:n/regenerate')
  @Costly()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader({ ...IF_MATCH, required: false })
  @ApiAcceptedResponse({ description: 'It is edited.', type: ShowDto, headers: ETAG })
  async regenerate(
    @Param('id', ShowIdPipe) id: string,
    @Param('n', NumberPipe) n: number,
    @Body() { voice_only, seed }: RegenerateSegmentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ShowDto> {
    const how = {
      isVoiceOnly: voice_only ?? false,
      ...(seed !== undefined && { seed: String(seed) }),
    };
    const { leaving } = this.lifecycle;
    const show = await this.editor.regenerate(id, n, versionOf(ifMatch), how, leaving);
    void reply.header('etag', versionTag(show.version));
    return shortAnswer(show);
  }

  /**
   * Every version that is kept, newest first.
   * @throws {409} Nothing has been written yet.
   */
  @Get('versions')
  @PublicReading()
  async versions(@Param('id', ShowIdPipe) id: string): Promise<ShowVersionsDto> {
    const all = await this.editor.history(id);
    return { items: all.map((one) => versionAnswer(one, all[0]?.version ?? 1)) };
  }

  /**
   * Two versions side by side: segments that were added, removed or changed, with their words.
   * @throws {409} Nothing has been written yet.
   */
  @Get('versions/compare')
  @PublicReading()
  async compare(
    @Param('id', ShowIdPipe) id: string,
    @Query() { from, to }: CompareVersionsDto,
  ): Promise<ComparedVersionsDto> {
    const former = await this.editor.version(id, from);
    return comparedAnswer(former, await this.editor.version(id, to));
  }

  /**
   * One version with its words and files.
   * @throws {409} Nothing has been written yet.
   */
  @Get('versions/:v')
  @PublicReading()
  async version(
    @Param('id', ShowIdPipe) id: string,
    @Param('v', NumberPipe) v: number,
  ): Promise<WholeShowVersionDto> {
    const { show } = await this.editor.script(id);
    return wholeVersionAnswer(await this.editor.version(id, v), show.version);
  }

  /** A file of a version, with byte ranges; it never changes. */
  @Get('versions/:v/files/:name')
  @PublicReading()
  @FileAnswer(...FILE_TYPES)
  async file(
    @Param('id', ShowIdPipe) id: string,
    @Param('v', NumberPipe) v: number,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    const { file, isForGood } = await this.editor.file(id, v, name);
    return sendShowFile([request, reply], this.files, file, { isForGood });
  }

  /**
   * Takes up a former version again, as a new one; with its sound where that is still there.
   * @throws {409} The show is in the making.
   * @throws {412} Somebody has edited the script since: read it again.
   */
  @Post('versions/:v/restore')
  @Costly()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader({ ...IF_MATCH, required: false })
  @ApiAcceptedResponse({ description: 'It is taken up.', type: ShowDto, headers: ETAG })
  async restore(
    @Param('id', ShowIdPipe) id: string,
    @Param('v', NumberPipe) v: number,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ShowDto> {
    const show = await this.editor.restore(id, v, versionOf(ifMatch));
    void reply.header('etag', versionTag(show.version));
    return shortAnswer(show);
  }
}
