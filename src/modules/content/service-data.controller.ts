import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { ChannelService } from '#modules/data';
import { BitcoinDto, WeatherDto, WeatherQueryDto } from './service-data.dto.js';
import { ServiceData } from './service-data.js';

@ApiTags('content')
@Needs('listener')
@Controller('content')
export class ServiceDataController {
  constructor(
    private readonly service: ServiceData,
    private readonly channels: ChannelService,
  ) {}

  /**
   * The weather in the city of a channel, at most five minutes old.
   * @throws {503} Nobody can tell it now.
   */
  @Get('weather')
  async weather(@Query() { channel: id, language }: WeatherQueryDto): Promise<WeatherDto> {
    const channel = await this.channels.named(id);
    return new WeatherDto(await this.service.weather(channel), channel, language);
  }

  /**
   * The price of a bitcoin, at most a minute old.
   * @throws {503} Nobody can tell it now.
   */
  @Get('bitcoin')
  async bitcoin(): Promise<BitcoinDto> {
    return new BitcoinDto(await this.service.bitcoin());
  }
}
