import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NewPresetDto, presetChanges, PresetChangesDto, PresetDto } from './preset.dto.js';
import { PresetService } from './preset.service.js';

@ApiTags('presets')
@Controller(['presets', 'data/presets'])
export class PresetController {
  constructor(private readonly presets: PresetService) {}

  /** All presets, by name. */
  @Get()
  async all(): Promise<{ items: PresetDto[]; total: number }> {
    const items = (await this.presets.all()).map((preset) => new PresetDto(preset));
    return { items, total: items.length };
  }

  @Get(':name')
  async get(@Param('name') name: string): Promise<PresetDto> {
    return new PresetDto(await this.presets.get(name));
  }

  /** Adds a preset; what is left out is as in a plain news show. */
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

  @Delete(':name')
  @HttpCode(204)
  remove(@Param('name') name: string): Promise<void> {
    return this.presets.remove(name);
  }
}
