import type { Preset } from './preset.entity.js';

export interface PresetSchedule {
  readonly preset: Preset;
  /** IANA name. */
  readonly timeZone: string;
  /** None where nothing is made by itself. */
  readonly nextRuns: readonly Date[];
}
