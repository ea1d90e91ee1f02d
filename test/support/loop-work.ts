import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_EVERY_MS = 5;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * How long single turns of this thread's event loop worked, milliseconds of its own CPU: what keeps requests waiting.
 * Unlike the delay by the clock it says nothing of other processes that had the processor meanwhile.
 * Waiting in a synchronous call (a file, a lock) is not seen.
 */
export class LoopWork {
  readonly #turnsMs: number[] = [];
  #before: NodeJS.CpuUsage;
  readonly #timer = setInterval(() => {
    this.#look();
  }, LOOK_EVERY_MS);

  /** What the test files before have left is collected first: it may be hundreds of megabytes, and a pause is work too. */
  constructor() {
    collectGarbage();
    this.#before = process.threadCpuUsage();
  }

  /** @param percentile 0 to 100; of the turns that began since the start, one every 5 ms at most. */
  end(percentile: number): number {
    clearInterval(this.#timer);
    this.#look();
    const sorted = this.#turnsMs.toSorted((one, other) => one - other);
    return sorted[Math.ceil((sorted.length * percentile) / 100) - 1] ?? 0;
  }

  #look(): void {
    const now = process.threadCpuUsage();
    this.#turnsMs.push((now.user - this.#before.user + now.system - this.#before.system) / 1000);
    this.#before = now;
  }
}
