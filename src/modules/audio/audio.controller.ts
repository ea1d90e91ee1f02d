import { createReadStream } from 'node:fs';
import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '#kernel';
import { Needs } from '#platform/access';
import { AudioWork } from './audio-work.js';
import { AudioStatusDto, VoicesDto } from './audio.dto.js';
import { Mixer } from './mix/mixer.js';
import { TakeService } from './take/take.service.js';

@ApiTags('audio')
@Needs('listener')
@Controller('audio')
export class AudioController {
  constructor(
    private readonly takes: TakeService,
    private readonly mixer: Mixer,
    private readonly work: AudioWork,
  ) {}

  /** Every voice of every speech engine that is here. */
  @Get('voices')
  async voices(): Promise<VoicesDto> {
    return new VoicesDto(await this.takes.voices());
  }

  /** The queue of audio jobs in the whole fleet; engines, work in progress and throughput of this process since its start. */
  @Get('status')
  async status(): Promise<AudioStatusDto> {
    return new AudioStatusDto({
      engines: await this.takes.providers(),
      takes: this.takes.counts,
      takesInProgress: this.takes.inProgress,
      mixes: this.mixer.counts,
      queue: await this.work.queue(),
    });
  }

  /**
   * A take of the cache as WAV: a clip of an audition.
   * @throws {404} It has been spoken too long ago.
   */
  @Get('takes/:hash')
  @ApiOkResponse({ description: 'The clip.', content: { 'audio/wav': { schema: {} } } })
  async take(@Param('hash') hash: string): Promise<StreamableFile> {
    if (!/^[0-9a-f]{64}$/u.test(hash))
      throw new InvalidInput([{ field: 'hash', rule: 'must be 64 hexadecimal digits' }]);
    const file = await this.takes.file(hash);
    return new StreamableFile(createReadStream(file), { type: 'audio/wav' });
  }
}
