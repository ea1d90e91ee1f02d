export { type Channel, channelOf, channels } from './channel.js';
export { DataModule } from './data.module.js';
export type { Preset } from './preset.entity.js';
export { PresetNotFound } from './preset.problems.js';
export {
  isScheduled,
  PRESET_DUE,
  type PresetDue,
  PresetService,
  zoneOf,
} from './preset.service.js';
export { type Missing, References } from './references.js';
