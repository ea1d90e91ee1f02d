import { totalmem } from 'node:os';
import type { Verdict } from './health-source.js';

const MIB = 1024 ** 2;
/** Above this share of what there is, the next large thing may be too much. */
const USED_PERCENT_MAX = 90;

/** What this process may use: the setting, else the bound of its container, else the machine, MiB. */
export function memoryLimitMb(memoryMbMax: number): number {
  if (memoryMbMax > 0) return memoryMbMax;
  const bound = process.constrainedMemory();
  const bytes = bound > 0 ? Math.min(bound, totalmem()) : totalmem();
  return Math.round(bytes / MIB);
}

/** How much memory the main process holds; its workers have bounds of their own. */
export function memoryVerdict(rssBytes: number, limitMb: number): Verdict {
  const rssMb = Math.round(rssBytes / MIB);
  const usedPercent = Math.round((1_000 * rssMb) / limitMb) / 10;
  const facts = { rss_mb: rssMb, limit_mb: limitMb, used_percent: usedPercent };
  return usedPercent > USED_PERCENT_MAX
    ? { health: 'impaired', reason: 'is nearly used up', facts }
    : { health: 'up', facts };
}
