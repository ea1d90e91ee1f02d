import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import {
  NewPresetDto,
  presetChanges,
  PresetChangesDto,
  PresetDto,
  PresetScheduleDto,
  PresetsDto,
} from './preset.dto.js';
import { PresetService } from './preset.service.js';

@ApiTags('presets')
@Needs('producer')
@Controller(['presets', 'data/presets'])
export class PresetController {
  constructor(private readonly presets: PresetService) {}

  /** All presets, by name. */
  @Get()
  @Needs('listener')
  async all(): Promise<PresetsDto> {
    return new PresetsDto(await this.presets.all());
  }

  /** One preset. */
  @Get(':name')
  @Needs('listener')
  async get(@Param('name') name: string): Promise<PresetDto> {
    return new PresetDto(await this.presets.get(name));
  }

  /** When shows are made to a preset by themselves: its rule, and the next five moments. */
  @Get(':name/schedule')
  @Needs('listener')
  async schedule(@Param('name') name: string): Promise<PresetScheduleDto> {
    return new PresetScheduleDto(await this.presets.schedule(name));
  }

  /**
   * Adds a preset; what is left out is as in a plain news show.
   * @throws {409} There is one of this name.
   */
  @Post()
  async add(@Body() dto: NewPresetDto): Promise<PresetDto> {
    const changes = presetChanges(dto);
    return new PresetDto(await this.presets.add(dto.preset_name, dto.display_name, changes));
  }

  /** Changes the named fields of a preset. */
  @Patch(':name')
  async change(@Param('name') name: string, @Body() dto: PresetChangesDto): Promise<PresetDto> {
    return new PresetDto(await this.presets.change(name, presetChanges(dto)));
  }

  /** The same as PATCH: fields that are left out keep their value. */
  @Put(':name')
  put(@Param('name') name: string, @Body() dto: PresetChangesDto): Promise<PresetDto> {
    return this.change(name, dto);
  }

  /** Removes a preset; shows that were made to it stay. */
  @Delete(':name')
  @HttpCode(204)
  remove(@Param('name') name: string): Promise<void> {
    return this.presets.remove(name);
  }
}
