import { TooManyWaiting } from './http.problems.js';

interface Waiter {
  readonly go: () => void;
}

/**
 * Bounds the calls to one origin that run at once, and those that wait for their turn, so that one slow
 * upstream cannot take every connection of the house.
 */
export class Bulkhead {
  readonly #waiting = new Set<Waiter>();
  #running = 0;

  constructor(
    private readonly name: string,
    private readonly runningMax: number,
    private readonly waitingMax: number,
  ) {}

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Pair each call that succeeds with one of `leave`.
   * @returns Nothing when there is room at once (the usual case costs no promise).
   * @throws TooManyWaiting; the signal's reason when aborted while waiting.
   */
  enter(signal: AbortSignal): Promise<void> | undefined {
    if (this.#running < this.runningMax) {
      this.#running++;
      return undefined;
    }
    if (this.#waiting.size >= this.waitingMax) throw new TooManyWaiting(this.name, this.waitingMax);
    return new Promise((entered, failed) => {
      const waiter: Waiter = {
        go: () => {
          signal.removeEventListener('abort', giveUp);
          entered();
        },
      };
      const giveUp = () => {
        this.#waiting.delete(waiter);
        failed(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(waiter);
    });
  }

  /** Hands the place to whoever has waited longest. */
  leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#running--;
      return;
    }
    this.#waiting.delete(next);
    next.go();
  }
}
