import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { IfMatch, type PageQueryDto, Revalidated, VersionedAnswer } from '#platform/stored';
import { SpeakerConfigDto } from './speaker-config.dto.js';
import {
  LanguagePathDto,
  NewSpeakerDto,
  RolePathDto,
  SpeakerChangesDto,
  speakerChanges,
  SpeakerDto,
  SpeakersDto,
  SpeakersPageQueryDto,
  SpeakersQueryDto,
} from './speaker.dto.js';
import { SpeakerService, type SpeakerWish } from './speaker.service.js';

@ApiTags('speakers')
@Needs('producer')
@Controller('speakers')
export class SpeakerController {
  constructor(private readonly speakers: SpeakerService) {}

  /** Speakers by id, a page at a time; `total` is left out only where it is not wanted. */
  @Get()
  @Needs('listener')
  all(@Query() { language, role, q, ...page }: SpeakersQueryDto): Promise<SpeakersDto> {
    return this.#list(page, { language, role, q });
  }

  /** Speakers of a language. */
  @Get('by-language/:language')
  @Needs('listener')
  byLanguage(
    @Param() { language }: LanguagePathDto,
    @Query() page: SpeakersPageQueryDto,
  ): Promise<SpeakersDto> {
    return this.#list(page, { language });
  }

  /** Speakers for a role. */
  @Get('by-role/:role')
  @Needs('listener')
  byRole(
    @Param() { role }: RolePathDto,
    @Query() page: SpeakersPageQueryDto,
  ): Promise<SpeakersDto> {
    return this.#list(page, { role });
  }

  /** One speaker. */
  @Get(':id')
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(SpeakerDto)
  async get(@Param('id') id: string): Promise<SpeakerDto> {
    return new SpeakerDto(await this.speakers.get(id));
  }

  /** With what a speaker speaks in each language: voices, their settings, the pace that was measured. */
  @Get(':id/config')
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(SpeakerConfigDto, { isVolatile: true })
  async config(@Param('id') id: string): Promise<SpeakerConfigDto> {
    const speaker = await this.speakers.get(id);
    return new SpeakerConfigDto(speaker, await this.speakers.paces(id));
  }

  /**
   * Adds a speaker. Without voices of its own it speaks with those of a host of the same role.
   * @throws {409} There is one of this id.
   */
  @Post()
  @VersionedAnswer(SpeakerDto, { status: HttpStatus.CREATED })
  async add(@Body() dto: NewSpeakerDto): Promise<SpeakerDto> {
    const { id, name, roles } = dto;
    return new SpeakerDto(await this.speakers.add({ ...speakerChanges(dto), id, name, roles }));
  }

  /**
   * Changes the named fields of a speaker; fields that are left out keep their value.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Put(':id')
  @VersionedAnswer(SpeakerDto)
  async change(
    @Param('id') id: string,
    @Body() dto: SpeakerChangesDto,
    @IfMatch() version?: number,
  ): Promise<SpeakerDto> {
    return new SpeakerDto(await this.speakers.change(id, version, speakerChanges(dto)));
  }

  /**
   * Removes a speaker that hosts no preset.
   * @throws {409} The speaker hosts presets, which are named.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@Param('id') id: string, @IfMatch() version?: number): Promise<void> {
    return this.speakers.remove(id, version);
  }

  async #list({ total = true, ...page }: PageQueryDto, wish: SpeakerWish): Promise<SpeakersDto> {
    return new SpeakersDto(await this.speakers.page({ ...page, total }, wish));
  }
}
