/** The job of a schedule: a show is due to a preset. */
export const PRESET_DUE = 'preset.due';
export interface PresetDue extends Record<string, unknown> {
  readonly preset: string;
  /** Id of the schedule; nothing where it is the preset's own rule. */
  readonly schedule?: string;
  /** The first moment that has not been looked at, ISO 8601. */
  readonly scheduledAt: string;
}
