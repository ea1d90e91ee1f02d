import type { LevelReport } from './level-statistics.js';
import type { PolicyReport } from './policy/policy.js';
import type { CircuitState } from './redis-level/circuit.js';

/** One cache as `GET /performance/caches` shows it. */
export interface CacheReport {
  readonly cacheName: string;
  readonly policy: PolicyReport;
  readonly levels: { readonly L1: LevelReport; readonly L2: LevelReport };
  /** Share of reads that did not have to load, 0 to 1. */
  readonly overallHitRatio: number;
  readonly totalEntries: number;
  readonly totalSizeBytes: number;
  readonly singleFlight: {
    readonly loads: number;
    readonly loadErrors: number;
    /** Callers that waited for the load of another caller. */
    readonly joins: number;
    /** Loads that another replica did. */
    readonly sharedWithReplicas: number;
    /** Loaded values that were invalidated on the way. */
    readonly outrun: number;
  };
  readonly staleServed: number;
  readonly earlyRefreshes: number;
  readonly l2: {
    readonly errors: number;
    readonly corrupt: number;
    readonly unportable: number;
  };
}

/** All caches of this process together. */
export interface CacheOverview {
  readonly entries: number;
  readonly entriesMax: number;
  readonly sizeBytes: number;
  readonly bytesMax: number;
  readonly redis: {
    readonly breaker: CircuitState;
    readonly breakerOpened: number;
    readonly messagesHeard: number;
    readonly catchUps: number;
  };
  readonly caches: readonly CacheReport[];
}
