import { statfs } from 'node:fs/promises';
import type { Verdict } from '#platform/health';

/** Below this a show may not find room soon: about a hundred of them fit. */
const FREE_BYTES_LOW = 1024 ** 3;
/** Below this the next long show does not fit, and PostgreSQL is about to stop. */
const FREE_BYTES_MIN = 100 * 1024 ** 2;

/** Room in the data folder. */
export async function diskHealth(dataDir: string): Promise<Verdict> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  return diskVerdict(bavail * bsize, blocks * bsize);
}

export function diskVerdict(freeBytes: number, totalBytes: number): Verdict {
  const facts = { free_bytes: freeBytes, total_bytes: totalBytes };
  if (freeBytes < FREE_BYTES_MIN) return { health: 'down', reason: 'is used up', facts };
  if (freeBytes < FREE_BYTES_LOW) return { health: 'impaired', reason: 'is running out', facts };
  return { health: 'up', facts };
}
