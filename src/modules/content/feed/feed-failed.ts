import { Problem } from '#kernel';
import type { Turn } from './rhythm.js';

/** A feed that gave nothing this time, and why. */
export class FeedFailed extends Problem {
  readonly code = 'content/feed-failed';
  readonly kind = 'unavailable';
}

/** A document came, and it cannot be read as a feed. */
export class FeedUnreadable extends FeedFailed {}

/** A feed whose server refused and said for how long. */
export class FeedToldToWait extends FeedFailed {
  constructor(
    detail: string,
    readonly until: Turn,
  ) {
    super(detail);
  }
}
