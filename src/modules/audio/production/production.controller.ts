import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiHeader,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidInput } from '#kernel';
import { Costly, Needs, TakesFiles } from '#platform/access';
import { IdPipe } from '#platform/input';
import {
  AudioJobAcceptedDto,
  AudioJobDto,
  GenerateAudioDto,
  linksOf,
  ProcessAudioDto,
} from './production.dto.js';
import type { SoundPlace } from './production.js';
import { Productions } from './productions.js';
import { ProductionRequests } from './requests.js';
import { type SaidOfSound, SoundUploads } from './sound-upload.js';

const KEY_CHARACTERS_MAX = 255;
const IDEMPOTENCY_KEY = {
  name: 'idempotency-key',
  description: "Of the client's choice: sent again with the same request, it makes no second job.",
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: KEY_CHARACTERS_MAX },
} as const;
const ACCEPTED = {
  description: 'It will be done.',
  type: AudioJobAcceptedDto,
  headers: {
    location: { description: 'Where the job can be followed.', schema: { type: 'string' } },
  },
} as const;

/** Sound that is asked for by itself. */
@ApiTags('audio')
@Needs('producer')
@Controller('audio')
export class ProductionController {
  constructor(
    private readonly productions: Productions,
    private readonly requests: ProductionRequests,
    private readonly uploads: SoundUploads,
  ) {}

  /**
   * Has text or a script spoken, joined and mastered to the station's loudness; follow `links.self` until it is
   * `completed`. The same `Idempotency-Key` and body give the same job for 24 hours.
   * @throws {409} The `Idempotency-Key` belongs to another request.
   */
  @Post('generate')
  @Costly({ hasOwnKeys: true })
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiAcceptedResponse(ACCEPTED)
  async generate(
    @Body() dto: GenerateAudioDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') key?: string,
  ): Promise<AudioJobAcceptedDto> {
    refuseKey(key);
    return this.#ask('generate', await this.requests.generate(dto), reply, key);
  }

  /**
   * Has sound worked on: a file of the library, a show, or a file that comes with the request as a form
   * (`file`, and `steps` as JSON). Follow `links.self` until it is `completed`.
   * @throws {400} The form cannot be read, or broke off.
   * Sound that the station has made may be 12,000 s long, whatever `AUDIO_DECODE_SECONDS_MAX` allows strangers.
   * @throws {503} There is no ffmpeg, or the built-in one does not take sound of this length.
   * @throws {404} There is no such file, or the show has no sound yet.
   * @throws {409} The `Idempotency-Key` belongs to another request, or the library is full.
   * @throws {413} The file is larger than `MEDIA_FILE_BYTES_MAX`.
   */
  @Post('process')
  @Costly({ hasOwnKeys: true })
  @TakesFiles()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiExtraModels(ProcessAudioDto)
  @ApiBody({ schema: { $ref: getSchemaPath(ProcessAudioDto) } })
  @ApiAcceptedResponse(ACCEPTED)
  async process(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') key?: string,
  ): Promise<AudioJobAcceptedDto> {
    refuseKey(key);
    return this.uploads.with(request, async (said) =>
      this.#ask('process', await this.requests.process(said.dto, placeOf(said)), reply, key),
    );
  }

  /**
   * How far a job is, and what came of it.
   * @throws {404} There is no such job, or it was forgotten.
   */
  @Get('jobs/:id')
  @Needs('listener')
  async job(@Param('id', IdPipe) id: string): Promise<AudioJobDto> {
    return new AudioJobDto(await this.productions.get(id));
  }

  async #ask(
    kind: 'generate' | 'process',
    request: Parameters<Productions['ask']>[1],
    reply: FastifyReply,
    key: string | undefined,
  ): Promise<AudioJobAcceptedDto> {
    const id = await this.productions.ask(kind, request, key);
    const links = linksOf(id);
    void reply.header('location', links.self);
    const { state } = await this.productions.get(id);
    return { id, state, links };
  }
}

/** @throws InvalidInput */
function refuseKey(key: string | undefined): void {
  if (key !== undefined && (key === '' || key.length > KEY_CHARACTERS_MAX))
    throw new InvalidInput([{ field: 'Idempotency-Key', rule: 'must have 1 to 255 characters' }]);
}

/** @throws InvalidInput where it is not one place. */
function placeOf({ dto, uploadedId = dto.file_id }: SaidOfSound): SoundPlace {
  if ((uploadedId === undefined) === (dto.show_id === undefined))
    throw new InvalidInput([
      { field: 'file_id', rule: 'must be there, or show_id, or a file in a form; one of them' },
    ]);
  return dto.show_id === undefined ? { mediaId: uploadedId ?? '' } : { showId: dto.show_id };
}
