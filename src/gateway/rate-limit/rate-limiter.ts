import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SharedWindows } from './shared-windows.js';
import { type Limit, type Window, Windows } from './window.js';

/** How often the processes of a station tell each other what they have let in. */
const TELL_EVERY_MS = 200;
/** Windows told in one step; the others wait for the next. */
const TOLD_MAX = 1_000;

/** How a request stands to a limit. */
export interface Standing {
  readonly limit: Limit;
  readonly isOver: boolean;
  readonly left: number;
  /** Until the window ends, whole seconds. */
  readonly resetS: number;
}

/**
 * Counts requests of keys and addresses a minute at a time. Reading and writing are counted here and told to
 * Redis a few times a second, so that no request waits for it: a fleet lets in at most what its processes
 * get in that time beyond the limit. What is costly, and wrong keys, is counted in Redis at once. Without
 * Redis every process counts for itself.
 */
@Injectable()
export class RateLimiter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #windows = new Windows();
  readonly #untold = new Set<Window>();
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> | undefined;

  constructor(private readonly shared: SharedWindows) {}

  onApplicationBootstrap(): void {
    if (this.shared.isConfigured)
      this.#timer = setInterval(() => void this.tell(), TELL_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#telling;
  }

  /** Counts one at once, without asking anybody. @param who Key or address. */
  take(limit: Limit, who: string): Standing {
    const nowMs = Date.now();
    const window = this.#windows.of(`${limit.name}:${who}`, nowMs);
    if (window.used >= limit.countMax) return standing(limit, window, nowMs, true);
    window.used++;
    if (this.shared.isConfigured) {
      window.untold++;
      this.#untold.add(window);
    }
    return standing(limit, window, nowMs, false);
  }

  /** Counts one where all processes count, and only then says how it stands. */
  async takeShared(limit: Limit, who: string): Promise<Standing> {
    const nowMs = Date.now();
    const window = this.#windows.of(`${limit.name}:${who}`, nowMs);
    if (window.used >= limit.countMax) return standing(limit, window, nowMs, true);
    window.used++; // At once: others that come while Redis is asked see it.
    const [told] = (await this.shared.add([[window.key, 1]])) ?? [];
    if (!told) return standing(limit, window, nowMs, false);
    window.used = Math.min(Math.max(window.used, told.used), limit.countMax);
    window.endsAtMs = nowMs + told.leftMs;
    const isOver = told.used > limit.countMax;
    if (isOver) await this.shared.add([[window.key, -1]]); // Only what is let in counts.
    return standing(limit, window, nowMs, isOver);
  }

  /** Takes back what `takeShared` counted. */
  async giveBack(limit: Limit, who: string): Promise<void> {
    const window = this.#windows.of(`${limit.name}:${who}`, Date.now());
    window.used = Math.max(0, window.used - 1);
    await this.shared.add([[window.key, -1]]);
  }

  /** Tells Redis what was let in since the last time, and learns what others have let in. */
  async tell(): Promise<void> {
    this.#telling ??= this.#tell().finally(() => {
      this.#telling = undefined;
    });
    await this.#telling;
  }

  async #tell(): Promise<void> {
    const windows = [...this.#untold].slice(0, TOLD_MAX);
    if (windows.length === 0) return;
    const amounts = windows.map(({ key, untold }) => [key, untold] as const);
    const told = await this.shared.add(amounts);
    if (!told) {
      this.#untold.clear(); // An outage: each counts for itself, and owes nothing afterwards.
      for (const window of windows) window.untold = 0;
      return;
    }
    const nowMs = Date.now();
    for (const [at, window] of windows.entries()) {
      const { used, leftMs } = told[at] ?? { used: window.used, leftMs: 0 };
      window.untold -= amounts[at]?.[1] ?? 0;
      window.used = used + window.untold;
      window.endsAtMs = nowMs + leftMs;
      if (window.untold === 0) this.#untold.delete(window);
    }
  }
}

function standing(limit: Limit, window: Window, nowMs: number, isOver: boolean): Standing {
  return {
    limit,
    isOver,
    left: isOver ? 0 : Math.max(0, limit.countMax - window.used),
    resetS: Math.max(1, Math.ceil((window.endsAtMs - nowMs) / 1000)),
  };
}
