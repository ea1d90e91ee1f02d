import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { newChannel, NewChannelDto } from '../channel/channel.dto.js';
import type { Channel } from '../channel/channel.entity.js';
import { ChannelService } from '../channel/channel.service.js';
import { NewPresetDto, newPresetFields } from '../preset/preset.dto.js';
import type { Preset } from '../preset/preset.entity.js';
import { newPreset, PresetService } from '../preset/preset.service.js';
import { PresetRepository, PRESETS_MAX } from '../preset/preset.repository.js';
import { newSchedule, NewScheduleDto } from '../schedule/schedule.dto.js';
import type { Schedule } from '../schedule/schedule.entity.js';
import { ScheduleService } from '../schedule/schedule.service.js';
import { newStyle, NewStyleDto } from '../style/style.dto.js';
import type { Style } from '../style/style.entity.js';
import { StyleService } from '../style/style.service.js';
import { DocumentParts } from './document-parts.js';
import { ListPart } from './list-part.js';

/** The sections that this module owns. */
@Injectable()
export class OwnParts implements OnModuleInit {
  constructor(
    private readonly parts: DocumentParts,
    private readonly channels: ChannelService,
    private readonly styles: StyleService,
    private readonly presets: PresetService,
    private readonly presetRows: PresetRepository,
    private readonly schedules: ScheduleService,
  ) {}

  onModuleInit(): void {
    this.parts.register('channels', this.#channels());
    this.parts.register('styles', this.#styles());
    this.parts.register('presets', this.#presets());
    this.parts.register('schedules', this.#schedules());
  }

  #channels() {
    return new ListPart<NewChannelDto, Channel>({
      Dto: NewChannelDto,
      table: 'channel',
      idField: 'id',
      max: 200,
      all: () => this.channels.all(),
      idOf: ({ id }) => id,
      toWire: ({ timeZone, version: _version, updatedAt: _updatedAt, ...channel }) => ({
        ...channel,
        time_zone: timeZone,
      }),
      add: (dto) => this.channels.add(newChannel(dto)),
      change: (id, dto) => this.channels.change(id, newChannel(dto)),
      remove: (id) => this.channels.remove(id),
      dangling: () => Promise.resolve([]),
    });
  }

  #styles() {
    return new ListPart<NewStyleDto, Style>({
      Dto: NewStyleDto,
      table: 'style',
      idField: 'id',
      max: 24,
      all: () => this.styles.all(),
      idOf: ({ id }) => id,
      toWire: ({ id, name, fromHour, phrases, moods, tempo, durationMinutes }) => ({
        ...{ id, name, from_hour: fromHour, phrases, moods, tempo },
        ...(durationMinutes !== null && { duration_minutes: durationMinutes }),
      }),
      add: (dto) => this.styles.add(newStyle(dto)),
      change: (id, dto) => this.styles.change(id, newStyle(dto)),
      remove: (id) => this.styles.remove(id),
      written: async () => {
        await this.styles.lock();
        if ((await this.styles.all()).length === 0)
          throw new InvalidInput([{ field: '', rule: 'must leave at least one' }]);
      },
      dangling: async ({ id, from_hour }) => {
        const all = await this.styles.all();
        const twin = all.find((style) => style.fromHour === from_hour && style.id !== id);
        const rule = `must be another hour: "${twin?.id ?? ''}" begins then`;
        return twin ? [{ field: 'from_hour', rule }] : [];
      },
    });
  }

  #presets() {
    return new ListPart<NewPresetDto, Preset>({
      Dto: NewPresetDto,
      table: 'preset',
      idField: 'preset_name',
      max: PRESETS_MAX,
      all: () => this.presets.all(),
      idOf: ({ name }) => name,
      toWire: newPresetFields,
      add: (dto) => this.presetRows.add(newPreset(dto)),
      change: (id, dto) => this.presetRows.change(id, newPreset(dto)),
      remove: (id) => this.presets.remove(id),
      dangling: (dto) => this.presets.faults(newPreset(dto)),
    });
  }

  #schedules() {
    return new ListPart<NewScheduleDto, Schedule>({
      Dto: NewScheduleDto,
      table: 'preset_schedule',
      idField: 'id',
      max: 1_000,
      all: () => this.schedules.all(),
      idOf: ({ id }) => id,
      toWire: (schedule) => ({
        id: schedule.id,
        preset: schedule.preset,
        cron: schedule.cron,
        ...(schedule.timeZone !== null && { time_zone: schedule.timeZone }),
        enabled: schedule.isEnabled,
        missed_run: schedule.missedRun,
        missed_run_grace_minutes: schedule.missedRunGraceMinutes,
      }),
      add: async (dto) => {
        await this.schedules.make(newSchedule(dto));
      },
      change: async (id, dto) => {
        await this.schedules.edit(id, undefined, newSchedule(dto));
      },
      remove: (id) => this.schedules.drop(id),
      dangling: async ({ preset }) =>
        (await this.presetRows.find(preset))
          ? []
          : [{ field: 'preset', rule: `must be the name of a preset; "${preset}" is none` }],
    });
  }
}
