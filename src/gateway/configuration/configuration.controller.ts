import { Controller, Get, HttpCode, HttpStatus, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type SectionName, SECTIONS, type SettingChange, type ShownValue } from '#platform/config';
import { OperatorOnly, prefixOf } from '../auth/operator-key.guard.js';
import { ConfigurationService } from './configuration.service.js';

/** What a setting is, and where that comes from. */
interface SettingAnswer {
  readonly value: ShownValue;
  readonly source: 'default' | 'file' | 'env';
  readonly reloadable: boolean;
}

@ApiTags('configuration')
@OperatorOnly()
@Controller('data/config')
export class ConfigurationController {
  constructor(private readonly configuration: ConfigurationService) {}

  /** Every setting in force, by section, with where it comes from. Secrets are masked. */
  @Get()
  shown() {
    const sections = new Map<SectionName, Record<string, SettingAnswer>>(
      SECTIONS.map((section) => [section, {}]),
    );
    for (const { section, variable, value, origin, isReloadable } of this.configuration.shown())
      Object.assign(sections.get(section) ?? {}, {
        [variable]: { value, source: origin, reloadable: isReloadable } satisfies SettingAnswer,
      });
    return { sections: Object.fromEntries(sections) };
  }

  /**
   * Reads the files of settings again and puts in force what a running process can take: all of it, or, where
   * anything is wrong, nothing (422, every fault named). The rest waits for a restart and is listed.
   */
  @Post('reload')
  @HttpCode(HttpStatus.OK)
  async reload(@Req() request: FastifyRequest) {
    const actor = `key ${prefixOf(request)}`;
    const { changes, waiting } = await this.configuration.reload({ actor, trigger: 'request' });
    return { applied: changes.map(answerOf), needs_restart: waiting.map(answerOf) };
  }
}

function answerOf({ section, variable, before, after }: SettingChange) {
  return { section, name: variable, before, after };
}
