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
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { IfMatch, Revalidated, VersionedAnswer } from '#platform/stored';
import {
  newSchedule,
  NewScheduleDto,
  ScheduleChangesDto,
  scheduleChanges,
  ScheduleDto,
  SchedulesDto,
  SchedulesQueryDto,
} from './schedule.dto.js';
import type { Schedule } from './schedule.entity.js';
import { ScheduleService } from './schedule.service.js';

/** When shows are made by themselves: as many rules to a preset as it needs, beside its own. */
@ApiTags('data')
@Needs('producer')
@Controller('data/schedules')
export class ScheduleController {
  constructor(private readonly schedules: ScheduleService) {}

  /** Schedules by id, a page at a time. */
  @Get()
  @Needs('listener')
  async all(@Query() { preset, enabled, ...page }: SchedulesQueryDto): Promise<SchedulesDto> {
    const found = await this.schedules.page(page, { preset, isEnabled: enabled });
    const next = await Promise.all(found.items.map((one) => this.schedules.nextRuns(one)));
    return new SchedulesDto(found, next);
  }

  /** One schedule, and its next moments. */
  @Get(':id')
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(ScheduleDto, { isVolatile: true })
  async get(@Param('id') id: string): Promise<ScheduleDto> {
    return this.#answer(await this.schedules.get(id));
  }

  /**
   * Adds a schedule. Of two that want one preset's show at the same moment one gets it.
   * @throws {409} There is one of this id, or as many as there may be.
   */
  @Post()
  @VersionedAnswer(ScheduleDto, { status: HttpStatus.CREATED, isVolatile: true })
  async add(@Body() dto: NewScheduleDto): Promise<ScheduleDto> {
    return this.#answer(await this.schedules.make(newSchedule(dto)));
  }

  /**
   * Changes the named fields of a schedule.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Patch(':id')
  @VersionedAnswer(ScheduleDto, { isVolatile: true })
  async change(
    @Param('id') id: string,
    @Body() dto: ScheduleChangesDto,
    @IfMatch() version?: number,
  ): Promise<ScheduleDto> {
    return this.#answer(await this.schedules.edit(id, version, scheduleChanges(dto)));
  }

  /**
   * Removes a schedule; what it has made stays.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@Param('id') id: string, @IfMatch() version?: number): Promise<void> {
    return this.schedules.drop(id, version);
  }

  async #answer(schedule: Schedule): Promise<ScheduleDto> {
    return new ScheduleDto(schedule, await this.schedules.nextRuns(schedule));
  }
}
