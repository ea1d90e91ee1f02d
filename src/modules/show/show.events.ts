import { DomainEvent } from '#platform/events';
import type { Stage } from './show.entity.js';

/** A show can be heard (or, for a dry run, read). */
export class ShowGenerated extends DomainEvent {
  static readonly eventName = 'show.generated';
  constructor(readonly showId: string) {
    super();
  }
}

/** A show will not be finished unless somebody retries it. */
export class ShowFailed extends DomainEvent {
  static readonly eventName = 'show.failed';
  constructor(
    readonly showId: string,
    readonly stage: Stage,
    readonly detail: string,
  ) {
    super();
  }
}
