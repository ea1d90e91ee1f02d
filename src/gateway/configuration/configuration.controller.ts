import { Controller, Get, HttpCode, HttpStatus, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type SectionName, SECTIONS, type SettingChange } from '#platform/config';
import { Needs } from '#platform/access';
import { prefixOf } from '../auth/caller.js';
import {
  ConfigurationDto,
  ReloadedDto,
  SettingChangeDto,
  SettingDto,
} from './configuration.dto.js';
import { ConfigurationService } from './configuration.service.js';

@ApiTags('configuration')
@Needs('operator')
@Controller('data/config')
export class ConfigurationController {
  constructor(private readonly configuration: ConfigurationService) {}

  /** Every setting in force, by section, with where it comes from. Secrets are masked. */
  @Get()
  shown(): ConfigurationDto {
    const sections = new Map<SectionName, Record<string, SettingDto>>(
      SECTIONS.map((section) => [section, {}]),
    );
    for (const { section, variable, value, origin, isReloadable } of this.configuration.shown())
      Object.assign(sections.get(section) ?? {}, {
        [variable]: { value, source: origin, reloadable: isReloadable } satisfies SettingDto,
      });
    return { sections: Object.fromEntries(sections) };
  }

  /**
   * Reads the files of settings again and puts in force what a running process can take: all of it, or, where
   * anything is wrong, nothing (422, every fault named). The rest waits for a restart and is listed.
   */
  @Post('reload')
  @HttpCode(HttpStatus.OK)
  async reload(@Req() request: FastifyRequest): Promise<ReloadedDto> {
    const actor = `key ${prefixOf(request)}`;
    const { changes, waiting } = await this.configuration.reload({ actor, trigger: 'request' });
    return { applied: changes.map(answerOf), needs_restart: waiting.map(answerOf) };
  }
}

function answerOf({ section, variable, before, after }: SettingChange): SettingChangeDto {
  return { section, name: variable, before, after };
}
