import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Blocks of sound between two collections: about 6 s of programme. */
const BLOCKS_BETWEEN = 32;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

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
