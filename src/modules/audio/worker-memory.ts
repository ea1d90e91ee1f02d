import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Blocks of sound between two collections: about 6 s of programme. */
const BLOCKS_BETWEEN = 32;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void;

/**
 * Call once a block. V8 counts the memory behind typed arrays late: without this a worker keeps 60 MB of
 * dead blocks before it looks, and a long show needs more memory than a short one. A minor collection takes
 * about a millisecond.
 */
export class BlockMemory {
  #blocks = 0;

  passed(): void {
    this.#blocks += 1;
    if (this.#blocks % BLOCKS_BETWEEN === 0) collect({ type: 'minor' });
  }
}

/** Gives back a whole engine that is no longer used: V8 does not see its 40 MB as a reason to look. */
export function forgetEngine(): void {
  collect({ type: 'major' });
}
