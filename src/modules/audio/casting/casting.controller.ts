import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Costly, Needs } from '#platform/access';
import { AuditionDto, AuditionRequestDto, VoiceChecksDto } from './audition.dto.js';
import { Casting } from './casting.js';

@ApiTags('speakers')
@Needs('producer')
@Controller('speakers/:id')
export class CastingController {
  constructor(private readonly casting: Casting) {}

  /**
   * Has a speaker say a few sentences and measures the clip. The pace is remembered: the writer counts words by it.
   * @throws {503} Nobody can speak for the speaker in this language.
   */
  @Post('audition')
  @HttpCode(200)
  @Costly()
  audition(
    @Param('id') id: string,
    @Body() { text, language }: AuditionRequestDto,
  ): Promise<AuditionDto> {
    return this.casting.audition(id, text, language);
  }

  /** For each provider and language whether the speaker's voice is still there. */
  @Get('voices')
  @Needs('listener')
  async voices(@Param('id') id: string): Promise<VoiceChecksDto> {
    return { items: await this.casting.voices(id) };
  }
}
