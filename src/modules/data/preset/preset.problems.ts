import { NotStored, type Noun } from '#platform/stored';

export const PRESETS: Noun = { module: 'data', noun: 'preset', fact: 'preset_name' };

export class PresetNotFound extends NotStored {
  constructor(name: string) {
    super(PRESETS, name);
  }
}
