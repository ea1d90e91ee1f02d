import type { Work } from './speech.js';

/** What this process has taken since a moment of `performance.now()`. */
export function workSince(startedMs: number): Work {
  return {
    seconds: (performance.now() - startedMs) / 1_000,
    memoryBytes: process.memoryUsage.rss(),
  };
}
