import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '#kernel';
import { type SectionName, SECTIONS, type SettingChange } from '#platform/config';
import { Needs } from '#platform/access';
import { IfMatch, keyAfter, Revalidated, VersionedAnswer } from '#platform/stored';
import { prefixOf } from '../auth/caller.js';
import {
  ConfigurationChangesDto,
  ConfigurationDto,
  ConfigVersionDto,
  ConfigVersionPathDto,
  ConfigVersionsDto,
  ConfigVersionsQueryDto,
  EditedConfigurationDto,
  ReloadedDto,
  SettingChangeDto,
  SettingDto,
  UndoConfigurationDto,
} from './configuration.dto.js';
import { ConfigurationService } from './configuration.service.js';
import { textOf } from './edited-value.js';
import { type Edited, SettingsEditor } from './settings-editor.js';

@ApiTags('configuration')
@Needs('operator')
@Controller('data/config')
export class ConfigurationController {
  constructor(
    private readonly configuration: ConfigurationService,
    private readonly editor: SettingsEditor,
  ) {}

  /** Every setting in force, by section, with where it comes from. Secrets are masked. */
  @Get()
  @Revalidated()
  @VersionedAnswer(ConfigurationDto, { isVolatile: true })
  async shown(): Promise<ConfigurationDto> {
    const sections = new Map<SectionName, Record<string, SettingDto>>(
      SECTIONS.map((section) => [section, {}]),
    );
    for (const setting of this.configuration.shown()) {
      const { section, variable, value, origin, isReloadable, isSecret } = setting;
      Object.assign(sections.get(section) ?? {}, {
        [variable]: {
          value,
          source: origin,
          reloadable: isReloadable,
          editable: isReloadable && !isSecret && !this.configuration.isPinned(variable),
        } satisfies SettingDto,
      });
    }
    const { version } = await this.editor.newest();
    return { sections: Object.fromEntries(sections), version };
  }

  /**
   * Changes settings while the station runs: all that are named, or none. They are kept in the database, are in force in
   * every process of the station within seconds and after each start, and can be undone. The environment of a process
   * goes before them; they go before files and defaults.
   * @throws {412} Somebody has changed settings since: read them again.
   */
  @Patch()
  @VersionedAnswer(EditedConfigurationDto)
  async change(
    @Req() request: FastifyRequest,
    @Body() { settings }: ConfigurationChangesDto,
    @IfMatch() version?: number,
  ): Promise<EditedConfigurationDto> {
    const wishes = Object.entries(settings).map(
      ([name, value]) => [name, value === null ? null : textOf(value)] as const,
    );
    const edit = { actor: actorOf(request), version };
    return editedAnswer(await this.editor.edit(edit, Object.fromEntries(wishes)));
  }

  /** What operators have changed, version by version, newest first. */
  @Get('versions')
  async versions(
    @Query() { limit, cursor, total = false }: ConfigVersionsQueryDto,
  ): Promise<ConfigVersionsDto> {
    const before = keyAfter(cursor);
    if (before !== undefined && !/^\d{1,9}$/.test(before))
      throw new InvalidInput([
        { field: 'cursor', rule: 'must be the next_cursor of a page before' },
      ]);
    const at = before === undefined ? undefined : Number(before);
    return new ConfigVersionsDto(await this.editor.page(limit, at, total));
  }

  /** One version, whole. */
  @Get('versions/:version')
  async version(@Param() { version }: ConfigVersionPathDto): Promise<ConfigVersionDto> {
    return new ConfigVersionDto(await this.editor.get(version));
  }

  /**
   * Brings back what was in force with a version, as a new version; so an undo can be undone.
   * @throws {404} There is no such version, or none before the first.
   * @throws {412} Somebody has changed settings since: read them again.
   */
  @Post('undo')
  @HttpCode(HttpStatus.OK)
  @VersionedAnswer(EditedConfigurationDto)
  async undo(
    @Req() request: FastifyRequest,
    @Body() { version: to }: UndoConfigurationDto,
    @IfMatch() version?: number,
  ): Promise<EditedConfigurationDto> {
    return editedAnswer(await this.editor.undo({ actor: actorOf(request), version }, to));
  }

  /**
   * Reads the files of settings again and puts in force what a running process can take: all of it, or, where
   * anything is wrong, nothing (422, every fault named). The rest waits for a restart and is listed.
   */
  @Post('reload')
  @HttpCode(HttpStatus.OK)
  async reload(@Req() request: FastifyRequest): Promise<ReloadedDto> {
    const reason = { actor: actorOf(request), trigger: 'request' } as const;
    const { changes, waiting } = await this.configuration.reload(reason);
    return { applied: changes.map(answerOf), needs_restart: waiting.map(answerOf) };
  }
}

function actorOf(request: FastifyRequest): string {
  return `key ${prefixOf(request)}`;
}

function editedAnswer({ version, changes }: Edited): EditedConfigurationDto {
  return { version, applied: changes.map(answerOf) };
}

function answerOf({ section, variable, before, after }: SettingChange): SettingChangeDto {
  return { section, name: variable, before, after };
}
