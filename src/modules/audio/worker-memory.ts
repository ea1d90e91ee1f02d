import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void;

/**
 * Call once a block. V8 counts the memory behind typed arrays late: without this a worker keeps 60 MB of
 * dead blocks before it looks, and a long show needs more memory than a short one. A minor collection takes
 * about a millisecond.
 */
export class BlockMemory {
  #bytes = 0;

  /** @param collectBytes Sound between two collections; 2 MB are about 6 s of programme. */
  constructor(private readonly collectBytes: number) {}

  passed(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < this.collectBytes) return;
    this.#bytes = 0;
    collect({ type: 'minor' });
  }
}

/** Gives back a whole engine that is no longer used: V8 does not see its 40 MB as a reason to look. */
export function forgetEngine(): void {
  collect({ type: 'major' });
}
