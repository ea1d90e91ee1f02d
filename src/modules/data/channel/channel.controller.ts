import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { IfMatch, Revalidated, VersionedAnswer } from '#platform/stored';
import {
  ChannelChangesDto,
  channelChanges,
  ChannelDto,
  ChannelsDto,
  ChannelsQueryDto,
  newChannel,
  NewChannelDto,
} from './channel.dto.js';
import { ChannelService } from './channel.service.js';

/** Places the station speaks to. */
@ApiTags('data')
@Needs('producer')
@Controller('data/channels')
export class ChannelController {
  constructor(private readonly channels: ChannelService) {}

  /** Channels by id, a page at a time. */
  @Get()
  @Needs('listener')
  async all(@Query() { language, ...page }: ChannelsQueryDto): Promise<ChannelsDto> {
    const found = await this.channels.page(page, { language }, (query) => {
      if (language !== undefined)
        query.where('thing.languages @> :languages::jsonb', {
          languages: JSON.stringify([language]),
        });
    });
    return new ChannelsDto(found);
  }

  /** One channel. */
  @Get(':id')
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(ChannelDto)
  async get(@Param('id') id: string): Promise<ChannelDto> {
    return new ChannelDto(await this.channels.get(id));
  }

  /**
   * Adds a channel; presets and feeds may name it from now on.
   * @throws {409} There is one of this id, or as many as there may be.
   */
  @Post()
  @VersionedAnswer(ChannelDto, { status: HttpStatus.CREATED })
  async add(@Body() dto: NewChannelDto): Promise<ChannelDto> {
    return new ChannelDto(await this.channels.make(newChannel(dto)));
  }

  /**
   * Changes the named fields of a channel.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Patch(':id')
  @VersionedAnswer(ChannelDto)
  async change(
    @Param('id') id: string,
    @Body() dto: ChannelChangesDto,
    @IfMatch() version?: number,
  ): Promise<ChannelDto> {
    return new ChannelDto(await this.channels.edit(id, version, channelChanges(dto)));
  }

  /**
   * Removes a channel that nothing names.
   * @throws {409} Presets or feeds name it; they are told.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@Param('id') id: string, @IfMatch() version?: number): Promise<void> {
    return this.channels.drop(id, version);
  }
}
