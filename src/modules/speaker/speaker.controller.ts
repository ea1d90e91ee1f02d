import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NewSpeakerDto, SpeakerChangesDto, SpeakerDto } from './speaker.dto.js';
import type { Speaker } from './speaker.entity.js';
import { SpeakerService } from './speaker.service.js';

@ApiTags('speakers')
@Controller('speakers')
export class SpeakerController {
  constructor(private readonly speakers: SpeakerService) {}

  /** All speakers, by id. */
  @Get()
  all(): Promise<{ items: SpeakerDto[]; total: number }> {
    return this.#list(() => true);
  }

  @Get('by-language/:language')
  byLanguage(@Param('language') language: string): Promise<{ items: SpeakerDto[]; total: number }> {
    return this.#list(({ languages }) => languages.includes(language));
  }

  @Get('by-role/:role')
  byRole(@Param('role') role: string): Promise<{ items: SpeakerDto[]; total: number }> {
    return this.#list(({ roles }) => (roles as string[]).includes(role));
  }

  @Get(':id')
  async get(@Param('id') id: string): Promise<SpeakerDto> {
    return new SpeakerDto(await this.speakers.get(id));
  }

  /** Adds a speaker. Without voices of its own it speaks with those of a host of the same role. */
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

  /** Removes a speaker that hosts no preset. */
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id') id: string): Promise<void> {
    return this.speakers.remove(id);
  }

  async #list(wanted: (speaker: Speaker) => boolean) {
    const items = (await this.speakers.all())
      .filter(wanted)
      .map((speaker) => new SpeakerDto(speaker));
    return { items, total: items.length };
  }
}

function given(dto: SpeakerChangesDto): Partial<Speaker> {
  return Object.fromEntries(Object.entries(dto).filter(([, value]) => value !== undefined));
}
