import { constants, PerformanceObserver } from 'node:perf_hooks';

const KINDS: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak_callbacks',
};

interface Collection {
  readonly duration: number;
  readonly detail?: { readonly kind?: number };
}

/** Kind and duration of a pause for garbage. */
export type PauseListener = (kind: string, durationMs: number) => void;

/** Hears of every pause of the main thread for garbage. End it by `disconnect`. */
export function observePauses(listener: PauseListener): { disconnect: () => void } {
  const observer = new PerformanceObserver((list) => {
    for (const { duration, detail } of list.getEntries() as Collection[])
      listener(KINDS[detail?.kind ?? 0] ?? 'other', duration);
  });
  observer.observe({ entryTypes: ['gc'] });
  return observer;
}
