import type { Stage } from './show.entity.js';

/** A show can be heard (or, for a dry run, read). */
export class ShowCompleted {
  constructor(readonly showId: string) {}
}

/** A show will not be finished unless somebody retries it. */
export class ShowFailed {
  constructor(
    readonly showId: string,
    readonly stage: Stage,
    readonly detail: string,
  ) {}
}
