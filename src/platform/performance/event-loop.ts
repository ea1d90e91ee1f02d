import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the loop is tried: finer costs more and tells no more of what people notice. */
const RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;

/** How late the event loop was, milliseconds. */
export interface LoopLag {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export const NO_LAG: LoopLag = { p50Ms: 0, p99Ms: 0, maxMs: 0 };

/** Measures how late timers of this process ring. */
export class EventLoop {
  #histogram: ReturnType<typeof monitorEventLoopDelay> | undefined;

  start(): void {
    this.#histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#histogram.enable();
  }

  stop(): void {
    this.#histogram?.disable();
    this.#histogram = undefined;
  }

  /** Since the last `reset`. */
  get lag(): LoopLag {
    const histogram = this.#histogram;
    if (!histogram || histogram.count === 0) return NO_LAG;
    // What is recorded is the time between two rings, the wanted one included.
    const late = (ns: number) => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
    return {
      p50Ms: late(histogram.percentile(50)),
      p99Ms: late(histogram.percentile(99)),
      maxMs: late(histogram.max),
    };
  }

  reset(): void {
    this.#histogram?.reset();
  }
}
