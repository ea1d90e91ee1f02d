import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { NewSpeakerDto, SpeakerChangesDto, SpeakerDto, SpeakersDto } from './speaker.dto.js';
import type { Speaker } from './speaker.entity.js';
import { SpeakerService } from './speaker.service.js';

@ApiTags('speakers')
@Needs('producer')
@Controller('speakers')
export class SpeakerController {
  constructor(private readonly speakers: SpeakerService) {}

  /** All speakers, by id. */
  @Get()
  @Needs('listener')
  all(): Promise<SpeakersDto> {
    return this.#list(() => true);
  }

  /** Speakers of a language. */
  @Get('by-language/:language')
  @Needs('listener')
  byLanguage(@Param('language') language: string): Promise<SpeakersDto> {
    return this.#list(({ languages }) => languages.includes(language));
  }

  /** Speakers for a role. */
  @Get('by-role/:role')
  @Needs('listener')
  byRole(@Param('role') role: string): Promise<SpeakersDto> {
    return this.#list(({ roles }) => (roles as string[]).includes(role));
  }

  /** One speaker. */
  @Get(':id')
  @Needs('listener')
  async get(@Param('id') id: string): Promise<SpeakerDto> {
    return new SpeakerDto(await this.speakers.get(id));
  }

  /**
   * Adds a speaker. Without voices of its own it speaks with those of a host of the same role.
   * @throws {409} There is one of this id.
   */
  @Post()
  async add(@Body() dto: NewSpeakerDto): Promise<SpeakerDto> {
    const rest = { languages: ['en'], mood: [], pace: 1, voices: {}, pronunciations: {} };
    return new SpeakerDto(
      await this.speakers.add({ ...rest, ...given(dto), id: dto.id } as Speaker),
    );
  }

  /** Changes the named fields of a speaker; fields that are left out keep their value. */
  @Put(':id')
  async change(@Param('id') id: string, @Body() dto: SpeakerChangesDto): Promise<SpeakerDto> {
    return new SpeakerDto(await this.speakers.change(id, given(dto)));
  }

  /**
   * Removes a speaker that hosts no preset.
   * @throws {409} The speaker hosts presets, which are named.
   */
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id') id: string): Promise<void> {
    return this.speakers.remove(id);
  }

  async #list(wanted: (speaker: Speaker) => boolean): Promise<SpeakersDto> {
    return new SpeakersDto((await this.speakers.all()).filter(wanted));
  }
}

function given(dto: SpeakerChangesDto): Partial<Speaker> {
  return Object.fromEntries(Object.entries(dto).filter(([, value]) => value !== undefined));
}
