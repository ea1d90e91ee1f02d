import type { Figures } from './optimizer.js';

/** What a health check found last. */
export class HealthNote {
  #found: Figures = {};
  #at: Date | undefined;

  note(found: Figures): void {
    this.#found = found;
    this.#at = new Date();
  }

  get figures(): Figures {
    return { ...this.#found, checked_at: this.#at?.toISOString() ?? null };
  }
}

/** How long something took to answer, milliseconds. @returns Nothing when it did not. */
export async function answerMs(ask: () => Promise<unknown>): Promise<number | undefined> {
  const startedMs = performance.now();
  try {
    await ask();
  } catch {
    return undefined;
  }
  return Math.round((performance.now() - startedMs) * 100) / 100;
}
