import { Injectable } from '@nestjs/common';
import { type Fault, InvalidInput } from '#kernel';
import { ChannelService } from '../channel/channel.service.js';
import { PresetRepository } from '../preset/preset.repository.js';
import { PreferenceRepository, type Preferences, type Wishes } from './preference.repository.js';

/** What who signs in with a key would like to find again. */
@Injectable()
export class PreferenceService {
  constructor(
    private readonly preferences: PreferenceRepository,
    private readonly presets: PresetRepository,
    private readonly channels: ChannelService,
  ) {}

  get(keyId: string): Promise<Preferences> {
    return this.preferences.find(keyId);
  }

  /** @throws InvalidInput for a preset or channel that is none, StoredChanged */
  async put(keyId: string, version: number | undefined, wishes: Wishes): Promise<Preferences> {
    const { preset_name: preset, channel } = wishes as { preset_name?: string; channel?: string };
    const faults: Fault[] = await this.channels.faults(channel);
    if (preset !== undefined && !(await this.presets.find(preset)))
      faults.push({ field: 'preset_name', rule: 'must be the name of a preset' });
    if (faults.length > 0) throw new InvalidInput(faults);
    return this.preferences.put(keyId, version, wishes);
  }
}
