import { Body, Controller, Get, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs } from '#platform/access';
import { IfMatch, Revalidated, VersionedAnswer } from '#platform/stored';
import { PreferenceService } from '#modules/data';
import { callerOf } from '../auth/caller.js';
import { NewPreferencesDto, PreferencesDto } from './preferences.dto.js';

/** What the key that asks would like to find again, in whatever browser. */
@ApiTags('data')
@Needs('listener')
@Controller('data/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferenceService) {}

  /** Those of the key that asks. */
  @Get()
  @Revalidated()
  @VersionedAnswer(PreferencesDto)
  async get(@Req() request: FastifyRequest): Promise<PreferencesDto> {
    return PreferencesDto.of(await this.preferences.get(keyOf(request)));
  }

  /**
   * Puts others in place of them; what is left out is forgotten.
   * @throws {412} They were changed elsewhere since: read them again.
   */
  @Put()
  @VersionedAnswer(PreferencesDto)
  async put(
    @Req() request: FastifyRequest,
    @Body() dto: NewPreferencesDto,
    @IfMatch() version?: number,
  ): Promise<PreferencesDto> {
    const wishes = Object.fromEntries(
      Object.entries(dto).filter(([, value]) => value !== undefined),
    );
    return PreferencesDto.of(await this.preferences.put(keyOf(request), version, wishes));
  }
}

/** Who has no key, where none is asked for, is anybody. */
function keyOf(request: FastifyRequest): string {
  return callerOf(request).keyId ?? 'anybody';
}
