export { type Channel, cityIn } from './channel/channel.entity.js';
export { ChannelService, languageFaults } from './channel/channel.service.js';
export {
  type DocumentPart,
  DocumentParts,
  type ImportMode,
  type SectionResult,
} from './document/document-parts.js';
export { ListPart } from './document/list-part.js';
export { DataModule } from './data.module.js';
export type { Preferences } from './preference/preference.repository.js';
export { PreferenceService } from './preference/preference.service.js';
export type { Preset } from './preset/preset.entity.js';
export { PresetNotFound } from './preset/preset.problems.js';
export { PRESET_DUE, type PresetDue } from './preset/preset-due.js';
export { isScheduled, PresetService } from './preset/preset.service.js';
export { type Missing, References } from './references.js';
export type { Schedule } from './schedule/schedule.entity.js';
export { ScheduleService } from './schedule/schedule.service.js';
export { minutesOf, type Style, styleHours } from './style/style.entity.js';
export { StyleService } from './style/style.service.js';
