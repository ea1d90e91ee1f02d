import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Req,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '#kernel';
import { Costly, Needs, TakesFiles } from '#platform/access';
import { IdPipe } from '#platform/input';
import { SpeakerService } from '#modules/speaker';
import { CloneForms } from './clone-form.js';
import { CloneDto, ClonesDto } from './clone.dto.js';
import { VoiceCloning } from './voice-cloning.js';

const KEY_CHARACTERS_MAX = 255;
const IDEMPOTENCY_KEY = {
  name: 'idempotency-key',
  description:
    "Of the client's choice: sent again with the same samples and words, it makes no second voice.",
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: KEY_CHARACTERS_MAX },
} as const;
type ApiSchema = Extract<Parameters<typeof ApiBody>[0], { schema: object }>['schema'];
const FORM: ApiSchema = {
  type: 'object',
  required: ['consent'],
  properties: {
    consent: { type: 'string', description: 'JSON object of who, when (ISO 8601) and text.' },
    files: {
      type: 'array',
      maxItems: 25,
      items: { type: 'string', format: 'binary' },
      description: 'Samples: one voice, 3 to 300 s each, 30 s of speech in all.',
    },
    media_ids: {
      type: 'string',
      description: 'Stored media files of kind sample, between commas.',
    },
    description: { type: 'string', maxLength: 500 },
    remove_background_noise: { type: 'string', enum: ['true', 'false'] },
  },
};

/** Voices made of samples. Consents are personal: they are for producers alone. */
@ApiTags('speakers')
@Needs('producer')
@Controller('speakers/:id')
export class CloneController {
  constructor(
    private readonly cloning: VoiceCloning,
    private readonly forms: CloneForms,
    private readonly speakers: SpeakerService,
  ) {}

  /**
   * Has ElevenLabs make a voice of 1 to 25 samples and maps it for every language of the speaker. Samples come as files
   * of a form, or by the ids of stored ones, also as JSON. The same `Idempotency-Key` and request give the same clone
   * for 24 hours.
   * @throws {400} The form cannot be read, or broke off.
   * @throws {409} The station has no key of ElevenLabs, a voice of the speaker is being cloned, or the `Idempotency-Key` belongs to another request.
   * @throws {413} A file is larger than `MEDIA_FILE_BYTES_MAX`.
   * @throws {503} The provider did not do it, or its budget is used up; nothing is left of the attempt, or it is `abandoned` among the clones.
   */
  @Post('clone')
  @Costly({ hasOwnKeys: true })
  @TakesFiles()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiCreatedResponse({ description: 'It can speak.', type: CloneDto })
  async clone(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<CloneDto> {
    if (key !== undefined && (key === '' || key.length > KEY_CHARACTERS_MAX))
      throw new InvalidInput([{ field: 'Idempotency-Key', rule: 'must have 1 to 255 characters' }]);
    await this.speakers.get(id); // Nothing is taken in for nobody.
    return this.forms.with(
      request,
      async (wish) => new CloneDto(await this.cloning.clone(id, wish, key)),
    );
  }

  /** The voices that were made for a speaker, newest first, with who allowed each; deleted ones too. */
  @Get('clones')
  async list(@Param('id') id: string): Promise<ClonesDto> {
    return { items: (await this.cloning.list(id)).map((clone) => new CloneDto(clone)) };
  }

  /**
   * Deletes a voice at the provider and takes it from the speaker; who consented stays on record. An `abandoned` attempt
   * is forgotten, once the provider is known to have no voice of it.
   * @throws {409} It is being made, or the station has no key of ElevenLabs.
   * @throws {503} The provider did not do it; nothing has changed.
   */
  @Delete('clones/:cloneId')
  @HttpCode(HttpStatus.NO_CONTENT)
  async remove(@Param('id') id: string, @Param('cloneId', IdPipe) cloneId: string): Promise<void> {
    await this.cloning.remove(id, cloneId);
  }

  /**
   * Deletes the samples that voices of a speaker were made of; the voices stay, and the hashes of the samples.
   * @throws {409} A voice of the speaker is being made of them.
   */
  @Delete('samples')
  @HttpCode(HttpStatus.NO_CONTENT)
  async removeSamples(@Param('id') id: string): Promise<void> {
    await this.cloning.removeSamples(id);
  }
}
