import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { IfMatch, Revalidated, VersionedAnswer } from '#platform/stored';
import {
  NewPresetDto,
  presetChanges,
  PresetChangesDto,
  PresetDto,
  PresetScheduleDto,
  PresetsDto,
  PresetsQueryDto,
} from './preset.dto.js';
import { PresetService } from './preset.service.js';

@ApiTags('presets')
@Needs('producer')
@Controller(['presets', 'data/presets'])
export class PresetController {
  constructor(private readonly presets: PresetService) {}

  /** Presets by name, a page at a time; `total` is left out only where it is not wanted. */
  @Get()
  @Needs('listener')
  async all(@Query() query: PresetsQueryDto): Promise<PresetsDto> {
    const { channel, language, auto_generate: autoGenerate, cursor, limit, total = true } = query;
    const page = { limit, total, ...(cursor !== undefined && { cursor }) };
    return new PresetsDto(await this.presets.page(page, { channel, language, autoGenerate }));
  }

  /** One preset. */
  @Get(':name')
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(PresetDto, { isVolatile: true })
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
  @VersionedAnswer(PresetDto, { status: HttpStatus.CREATED, isVolatile: true })
  async add(@Body() dto: NewPresetDto): Promise<PresetDto> {
    const changes = presetChanges(dto);
    return new PresetDto(await this.presets.add(dto.preset_name, dto.display_name, changes));
  }

  /**
   * Changes the named fields of a preset.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Patch(':name')
  @VersionedAnswer(PresetDto, { isVolatile: true })
  async change(
    @Param('name') name: string,
    @Body() dto: PresetChangesDto,
    @IfMatch() version?: number,
  ): Promise<PresetDto> {
    return new PresetDto(await this.presets.change(name, version, presetChanges(dto)));
  }

  /**
   * The same as PATCH: fields that are left out keep their value.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Put(':name')
  @VersionedAnswer(PresetDto, { isVolatile: true })
  put(
    @Param('name') name: string,
    @Body() dto: PresetChangesDto,
    @IfMatch() version?: number,
  ): Promise<PresetDto> {
    return this.change(name, dto, version);
  }

  /**
   * Removes a preset; shows that were made to it stay.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':name')
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@Param('name') name: string, @IfMatch() version?: number): Promise<void> {
    return this.presets.remove(name, version);
  }
}
