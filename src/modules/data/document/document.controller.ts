import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  HttpStatus,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BodyBytesMax, Costly, Needs } from '#platform/access';
import { Revalidated } from '#platform/stored';
import { ConfigurationDocuments, documentTag } from './configuration-document.js';
import {
  ConfigurationDocumentDto,
  ImportQueryDto,
  ImportResultDto,
  SectionResultDto,
} from './document.dto.js';

/** A thousand speakers with their dictionaries. */
const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024;

/** All that a station is configured with, as one document. */
@ApiTags('data')
@Needs('operator')
@Controller('data')
export class DocumentController {
  constructor(private readonly documents: ConfigurationDocuments) {}

  /**
   * Channels, feeds, speakers, styles, presets, schedules, and what operators have changed of the settings. Secrets, usage
   * and what belongs to keys are not in it. Read into a new station by `POST /data`, it makes the same.
   */
  @Get('export')
  @Costly()
  @Header('content-disposition', 'attachment; filename="radiox-configuration.json"')
  @Revalidated()
  @ApiOkResponse({
    description: 'The document.',
    type: ConfigurationDocumentDto,
    headers: { etag: { description: 'Of all of it.', schema: { type: 'string' } } },
  })
  async export(@Res({ passthrough: true }) reply: FastifyReply): Promise<ConfigurationDocumentDto> {
    const document = await this.documents.export();
    void reply.header('etag', documentTag(document));
    return document as unknown as ConfigurationDocumentDto;
  }

  /**
   * Reads a document: every section that it has, or nothing. What is wrong is named with the way to it:
   * `presets.3.channel`. At most 16 MiB.
   * @throws {412} Something has changed since the document was exported.
   */
  @Post()
  @Costly()
  @BodyBytesMax(DOCUMENT_BYTES_MAX)
  @HttpCode(HttpStatus.OK)
  @ApiExtraModels(SectionResultDto)
  @ApiHeader({
    name: 'if-match',
    description: 'The ETag of the export that this was made from.',
    required: false,
    schema: { type: 'string' },
  })
  async import(
    @Body()
    { kind: _kind, schema_version: _version, mode = 'merge', ...rest }: ConfigurationDocumentDto,
    @Query() { dry_run = false }: ImportQueryDto,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ImportResultDto> {
    const tag = ifMatch === undefined || ifMatch.trim() === '*' ? undefined : ifMatch.trim();
    const wish = { sections: { ...rest }, mode, isDryRun: dry_run, tag };
    const sections = await this.documents.import(wish);
    return { dry_run, mode, sections: sections as ImportResultDto['sections'] };
  }
}
