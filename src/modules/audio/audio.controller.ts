import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
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
  ) {}

  /** Every voice of every speech engine that is here. */
  @Get('voices')
  async voices(): Promise<VoicesDto> {
    return new VoicesDto(await this.takes.voices());
  }

  /** Engines, work in progress and throughput of this process since its start. */
  @Get('status')
  async status(): Promise<AudioStatusDto> {
    return new AudioStatusDto({
      engines: await this.takes.providers(),
      takes: this.takes.counts,
      takesInProgress: this.takes.inProgress,
      mixes: this.mixer.counts,
    });
  }
}
