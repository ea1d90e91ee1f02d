import type { Preset } from '#modules/data';
import { newestBetween } from '#platform/queue';

const MINUTE_MS = 60_000;
/** So late a job may begin when nothing is wrong: the queue was busy, the process has just started. */
const PUNCTUAL_MS = 2 * MINUTE_MS;

/** What to do about the moments of a schedule that have passed. */
export interface DueSlot {
  readonly slot: Date;
  readonly outcome: 'made' | 'skipped';
}

/**
 * Of all moments since one that nobody has looked at, the newest: a station that was down makes up one show, never a
 * burst. It is made when it is punctual, or when the preset wants missed moments made up and it is young enough.
 */
export function dueSlot(
  preset: Pick<Preset, 'missedRun' | 'missedRunGraceMinutes'>,
  schedule: { readonly cron: string; readonly timezone: string },
  { scheduledAt, now }: { readonly scheduledAt: Date; readonly now: Date },
): DueSlot {
  const graceMs = preset.missedRunGraceMinutes * MINUTE_MS;
  const since = Math.max(scheduledAt.getTime() - 1, now.getTime() - graceMs - PUNCTUAL_MS);
  const slot = newestBetween(new Date(since), now, schedule);
  // Older than any grace, or named no more by a schedule that was changed since: for the record alone.
  if (!slot) return { slot: scheduledAt, outcome: 'skipped' };
  const ageMs = now.getTime() - slot.getTime();
  const isMade = ageMs <= PUNCTUAL_MS || (preset.missedRun === 'run_once' && ageMs <= graceMs);
  return { slot, outcome: isMade ? 'made' : 'skipped' };
}
