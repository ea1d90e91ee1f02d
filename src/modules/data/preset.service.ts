import { Injectable } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { Database } from '#platform/database';
import { JobQueue, nextAfter } from '#platform/queue';
import { channelOf } from './channel.js';
import type { Preset } from './preset.entity.js';
import { PresetExists, PresetNotFound } from './preset.problems.js';
import { PresetRepository } from './preset.repository.js';

type NewPreset = Omit<Preset, 'usageCount' | 'lastUsedAt'>;

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

/** The job of a schedule: a show is due to a preset. */
export const PRESET_DUE = 'preset.due';
export interface PresetDue extends Record<string, unknown> {
  readonly preset: string;
  /** The first moment that has not been looked at, ISO 8601. */
  readonly scheduledAt: string;
}

export interface PresetSchedule {
  readonly preset: Preset;
  /** IANA name. */
  readonly timeZone: string;
  /** None where nothing is made by itself. */
  readonly nextRuns: readonly Date[];
}

@Injectable()
export class PresetService {
  constructor(
    private readonly presets: PresetRepository,
    private readonly database: Database,
    private readonly queue: JobQueue,
  ) {}

  /** @throws PresetNotFound */
  async get(name: string): Promise<Preset> {
    const preset = await this.presets.find(name);
    if (!preset) throw new PresetNotFound(name);
    return preset;
  }

  all(): Promise<Preset[]> {
    return this.presets.all();
  }

  /** @throws PresetExists, InvalidInput */
  async add(name: string, displayName: string, wishes: Partial<Preset>): Promise<Preset> {
    const preset = { ...DEFAULTS, ...wishes, name, displayName };
    refuseContradictions(preset);
    await this.database.transaction(async () => {
      if (!(await this.presets.add(preset))) throw new PresetExists(name);
      await this.#reschedule(preset);
    });
    return this.get(name);
  }

  /** @throws PresetNotFound, InvalidInput */
  async change(name: string, changes: Partial<Preset>): Promise<Preset> {
    const changed = Object.assign({}, await this.get(name), changes);
    refuseContradictions(changed);
    await this.database.transaction(async () => {
      await this.presets.change(name, changes);
      await this.#reschedule(changed);
    });
    return this.get(name);
  }

  /** @throws PresetNotFound */
  async remove(name: string): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.presets.remove(name))) throw new PresetNotFound(name);
      await this.queue.unschedule(scheduleName(name));
    });
  }

  /** When shows are made by themselves next. @throws PresetNotFound */
  async schedule(name: string): Promise<PresetSchedule> {
    const preset = await this.get(name);
    const timeZone = zoneOf(preset);
    const nextRuns: Date[] = [];
    for (let at = new Date(); isScheduled(preset) && nextRuns.length < NEXT_RUNS;)
      nextRuns.push((at = nextAfter(at, preset.generationSchedule, timeZone)));
    return { preset, timeZone, nextRuns };
  }

  /** Sets every schedule as its preset has it; for the start, when the queue knows who makes shows. */
  async rescheduleAll(): Promise<void> {
    for (const preset of await this.all()) await this.#reschedule(preset);
  }

  /** With the change of the preset, or not at all. */
  async #reschedule(preset: NewPreset): Promise<void> {
    if (!isScheduled(preset)) return this.queue.unschedule(scheduleName(preset.name));
    await this.queue.schedule({
      name: scheduleName(preset.name),
      cron: preset.generationSchedule,
      timezone: zoneOf(preset),
      type: PRESET_DUE,
      payload: { preset: preset.name } satisfies Omit<PresetDue, 'scheduledAt'>,
      lane: 'default',
    });
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

/** IANA name of the zone that the schedule of a preset goes by. */
export function zoneOf({ generationTimeZone, channel }: NewPreset): string {
  return generationTimeZone ?? channelOf(channel).timeZone;
}

function scheduleName(preset: string): string {
  return `preset ${preset}`;
}

function refuseContradictions(preset: NewPreset): void {
  channelOf(preset.channel);
  const isWeight = (value: unknown) =>
    typeof value === 'number' && value >= 0 && value <= WEIGHT_MAX;
  for (const [category, weight] of Object.entries(preset.newsCategories))
    if (!isWeight(weight))
      throw new InvalidInput([
        { field: `news_categories.${category}`, rule: `must be a number from 0 to ${WEIGHT_MAX}` },
      ]);
  if (preset.autoGenerate && preset.generationSchedule === null)
    throw new InvalidInput([
      { field: 'generation_schedule', rule: 'must say when, if auto_generate is on' },
    ]);
}
