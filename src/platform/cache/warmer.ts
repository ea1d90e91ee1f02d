import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { within } from '#platform/lifecycle';

/** A warming that takes longer is given up; requests load what they need themselves. */
const WARM_MS_MAX = 30_000;
const WARMINGS_MAX = 1_000;

export interface Warming {
  /** What it fills, as `cache:key` with `*` for any text: "presets:*". */
  readonly pattern: string;
  /** Asks for what is to be warm, in the usual way: `space.getOrSet`. */
  readonly warm: (signal: AbortSignal) => Promise<unknown>;
  /** Seconds between repetitions; left out, at the start and on demand only. */
  readonly every?: number;
}

export interface WarmingResult {
  readonly pattern: string;
  readonly isWarm: boolean;
  readonly durationMs: number;
}

/** Fills caches before anybody asks: at the start (behind it), on schedule and on demand. */
@Injectable()
export class CacheWarmer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Cache');
  readonly #warmings: Warming[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #stop = new AbortController();
  #isStarted = false;

  /** Registers a function; after the start it runs at once. */
  register(warming: Warming): void {
    if (this.#warmings.length >= WARMINGS_MAX) throw new RangeError('Too many warmings.');
    this.#warmings.push(warming);
    if (this.#isStarted) this.#begin(warming);
  }

  onApplicationBootstrap(): void {
    this.#isStarted = true;
    for (const warming of this.#warmings) this.#begin(warming);
  }

  onApplicationShutdown(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#stop.abort();
  }

  /** Runs every function whose pattern matches; without a pattern all of them. One that fails stops no other. */
  async warm(pattern = '*'): Promise<WarmingResult[]> {
    const wanted = this.#warmings.filter((one) => hasOverlap(one.pattern, pattern));
    return Promise.all(wanted.map((warming) => this.#run(warming)));
  }

  #begin(warming: Warming): void {
    void this.#run(warming);
    if (warming.every === undefined) return;
    const timer = setInterval(() => void this.#run(warming), warming.every * 1000);
    this.#timers.push(timer.unref());
  }

  async #run({ pattern, warm }: Warming): Promise<WarmingResult> {
    const fromMs = performance.now();
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(WARM_MS_MAX)]);
    let isWarm = true;
    try {
      await within('Warming', WARM_MS_MAX, async () => warm(signal));
    } catch (error) {
      isWarm = false;
      if (!this.#stop.signal.aborted)
        this.#logger.warn({
          message: 'A cache could not be warmed',
          pattern,
          error: String(error),
        });
    }
    return { pattern, isWarm, durationMs: performance.now() - fromMs };
  }
}

/** Whether some key fits both patterns, or one pattern covers the other. */
export function hasOverlap(one: string, other: string): boolean {
  return regExpOf(one).test(other) || regExpOf(other).test(one);
}

const regExpOf = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((text) => RegExp.escape(text))
      .join('.*')}$`,
    's',
  );
