import type { Show, Stage } from '../show.entity.js';

/** What a stage is given. */
export interface StageContext {
  readonly show: Show;
  /** Aborted when the show is cancelled or the process shuts down. */
  readonly signal: AbortSignal;
  /** The output of an earlier stage. @throws Error when it has none yet. */
  readonly output: <T>(stage: Stage) => T;
  /** Tells how far this stage is. */
  readonly progress: (done: number, total: number, sentence: string) => Promise<void>;
}

/**
 * Does one stage of a show. May be called again for the same show after a crash: it leaves nothing half
 * done, and what it returns (JSON) is saved before the next stage begins.
 */
export abstract class StageRunner {
  abstract readonly stage: Stage;
  abstract run(context: StageContext): Promise<unknown>;
}
