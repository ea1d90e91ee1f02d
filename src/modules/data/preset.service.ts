import { Injectable } from '@nestjs/common';
import { InvalidInput } from '#kernel';
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
  approvalRequired: false,
};
const WEIGHT_MAX = 10;

@Injectable()
export class PresetService {
  constructor(private readonly presets: PresetRepository) {}

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
    if (!(await this.presets.add(preset))) throw new PresetExists(name);
    return this.get(name);
  }

  /** @throws PresetNotFound, InvalidInput */
  async change(name: string, changes: Partial<Preset>): Promise<Preset> {
    refuseContradictions(Object.assign({}, await this.get(name), changes));
    await this.presets.change(name, changes);
    return this.get(name);
  }

  /** @throws PresetNotFound */
  async remove(name: string): Promise<void> {
    if (!(await this.presets.remove(name))) throw new PresetNotFound(name);
  }

  /** Counts a show made to this preset. */
  used(name: string): Promise<void> {
    return this.presets.used(name);
  }
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
