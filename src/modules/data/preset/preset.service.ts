import { Injectable, Logger } from '@nestjs/common';
import { type Fault, InvalidInput } from '#kernel';
import { Database } from '#platform/database';
import { JobQueue, nextAfter } from '#platform/queue';
import { ChannelService } from '../channel/channel.service.js';
import { ScheduleService } from '../schedule/schedule.service.js';
import type { Page, PageQueryDto } from '#platform/stored';
import { type NewPresetDto, presetChanges } from './preset.dto.js';
import { type NotedOfPreset, Preset } from './preset.entity.js';
import { PRESET_DUE, type PresetDue } from './preset-due.js';
import { PresetRepository } from './preset.repository.js';
import type { PresetSchedule } from './preset-schedule.js';
import { References } from '../references.js';

export type NewPreset = Omit<Preset, NotedOfPreset>;

/** A new preset is like this where its author says nothing. */
const DEFAULTS: Omit<NewPreset, 'name' | 'displayName'> = {
  cityFocus: 'Zurich',
  channel: 'zurich',
  language: 'en',
  newsCategories: {},
  newsSources: [],
  newsMaxAgeHours: 24,
  newsCountTarget: null,
  primarySpeaker: 'marcel',
  secondarySpeaker: 'jarvis',
  voiceQuality: 'mid',
  durationMinutes: 5,
  showStyle: 'balanced',
  includeWeather: false,
  includeBitcoinPrice: false,
  includeTraffic: false,
  includeMusic: false,
  musicGenrePreference: null,
  autoGenerate: false,
  generationSchedule: null,
  generationTimeZone: null,
  missedRun: 'run_once',
  missedRunGraceMinutes: 60,
  approvalRequired: false,
};
const WEIGHT_MAX = 10;
const NEXT_RUNS = 5;
/** Whether there can be a show hangs on these together. */
const NEEDED = ['channel', 'language', 'primarySpeaker', 'secondarySpeaker'] as const;

/** Which presets to list. */
export interface PresetWish {
  readonly channel?: string | undefined;
  readonly language?: string | undefined;
  readonly autoGenerate?: boolean | undefined;
}

@Injectable()
export class PresetService {
  readonly #logger = new Logger(PresetService.name);

  constructor(
    private readonly presets: PresetRepository,
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly references: References,
    private readonly channels: ChannelService,
    private readonly schedules: ScheduleService,
  ) {}

  /** @throws PresetNotFound */
  get(name: string): Promise<Preset> {
    return this.presets.get(name);
  }

  all(): Promise<Preset[]> {
    return this.presets.all();
  }

  /** By name. */
  page(page: PageQueryDto, wish: PresetWish): Promise<Page<Preset>> {
    return this.presets.page(page, wish, (query) => {
      for (const [field, value] of Object.entries(wish) as Array<[string, unknown]>)
        if (value !== undefined) query.andWhere(`thing.${field} = :${field}`, { [field]: value });
    });
  }

  /** @throws AlreadyStored, TooManyStored, InvalidInput */
  async add(name: string, displayName: string, wishes: Partial<Preset>): Promise<Preset> {
    const preset = { ...DEFAULTS, ...wishes, name, displayName };
    await this.#refuseFaults(preset, wishes, true);
    await this.database.transaction(async () => {
      await this.presets.add(preset);
      await this.#reschedule(preset);
    });
    return this.get(name);
  }

  /**
   * @param version Of the preset that the client has read; nothing where it does not mind.
   * @throws PresetNotFound, StoredChanged, InvalidInput
   */
  async change(
    name: string,
    version: number | undefined,
    changes: Partial<Preset>,
  ): Promise<Preset> {
    await this.database.transaction(async () => {
      const changed = Object.assign(
        new Preset(),
        await this.presets.locked(name, version),
        changes,
      );
      await this.#refuseFaults(changed, changes, false);
      await this.presets.change(name, changes);
      await this.#reschedule(changed);
      await this.schedules.resetOf(name); // They go by the zone of its channel, which may be another.
    });
    return this.get(name);
  }

  /**
   * @param version Of the preset that the client has read; nothing where it does not mind.
   * @throws PresetNotFound, StoredChanged
   */
  async remove(name: string, version?: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.presets.locked(name, version);
      await this.schedules.leave(name);
      await this.presets.remove(name);
      await this.queue.unschedule(scheduleName(name));
    });
  }

  /** When shows are made by themselves next. @throws PresetNotFound */
  async schedule(name: string): Promise<PresetSchedule> {
    const preset = await this.get(name);
    const timeZone = await this.zoneOf(preset);
    const nextRuns: Date[] = [];
    for (let at = new Date(); isScheduled(preset) && nextRuns.length < NEXT_RUNS;)
      nextRuns.push((at = nextAfter(at, preset.generationSchedule, timeZone)));
    return { preset, timeZone, nextRuns };
  }

  /** Sets every schedule as its preset has it; for the start, when the queue knows who makes shows. */
  async rescheduleAll(): Promise<void> {
    for (const preset of await this.all())
      await this.#reschedule(preset).catch((error: unknown) => {
        if (!(error instanceof InvalidInput)) throw error;
        // Its channel is gone, from before that was refused: the others have theirs.
        this.#logger.warn({ message: 'A preset has no schedule', preset: preset.name, error });
      });
  }

  /** Why no show can be made to a preset as it stands. */
  async faults(preset: NewPreset): Promise<Fault[]> {
    return [
      ...(await this.channels.faults(preset.channel, preset.language)),
      ...contradictionsOf(preset),
      ...(await this.references.faults('speaker', 'primary_speaker', preset.primarySpeaker)),
      ...(await this.references.faults('speaker', 'secondary_speaker', preset.secondarySpeaker)),
    ];
  }

  /**
   * What a show cannot be made without must be there once any of it is said; the rest of a preset can be changed
   * although something it names is gone since.
   * @throws InvalidInput
   */
  async #refuseFaults(preset: NewPreset, changes: Partial<Preset>, isNew: boolean): Promise<void> {
    const isSaid = isNew || NEEDED.some((field) => changes[field] !== undefined);
    const faults = [
      ...(isSaid ? await this.faults(preset) : contradictionsOf(preset)),
      ...(await this.references.faults('feed', 'news_sources', changes.newsSources)),
    ];
    if (faults.length > 0) throw new InvalidInput(faults);
  }

  /** With the change of the preset, or not at all. */
  async #reschedule(preset: NewPreset): Promise<void> {
    if (!isScheduled(preset)) return this.queue.unschedule(scheduleName(preset.name));
    await this.queue.schedule({
      name: scheduleName(preset.name),
      cron: preset.generationSchedule,
      timezone: await this.zoneOf(preset),
      type: PRESET_DUE,
      payload: { preset: preset.name } satisfies Omit<PresetDue, 'scheduledAt'>,
      lane: 'default',
    });
  }

  /** IANA name of the zone that the schedule of a preset goes by. */
  async zoneOf({ generationTimeZone, channel }: NewPreset): Promise<string> {
    return generationTimeZone ?? (await this.channels.named(channel)).timeZone;
  }

  /** Counts a show made to this preset. */
  used(name: string): Promise<void> {
    return this.presets.used(name);
  }
}

type Scheduled = NewPreset & { readonly generationSchedule: string };

/** Whether shows are made to it by themselves. */
export function isScheduled<P extends NewPreset>(preset: P): preset is P & Scheduled {
  return preset.autoGenerate && preset.generationSchedule !== null;
}

function scheduleName(preset: string): string {
  return `preset ${preset}`;
}

/** A preset with what its author left out. */
export function newPreset(dto: NewPresetDto): NewPreset {
  const { preset_name: name, display_name: displayName } = dto;
  return { ...DEFAULTS, ...presetChanges(dto), name, displayName };
}

/** What is wrong with a preset in itself. */
export function contradictionsOf(preset: NewPreset): Fault[] {
  const isWeight = (value: unknown) =>
    typeof value === 'number' && value >= 0 && value <= WEIGHT_MAX;
  const faults = Object.entries(preset.newsCategories)
    .filter(([, weight]) => !isWeight(weight))
    .map(([category]) => ({
      field: `news_categories.${category}`,
      rule: `must be a number from 0 to ${WEIGHT_MAX}`,
    }));
  if (preset.autoGenerate && preset.generationSchedule === null)
    faults.push({ field: 'generation_schedule', rule: 'must say when, if auto_generate is on' });
  return faults;
}
