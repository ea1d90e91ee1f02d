import { Problem } from '#kernel';
import { NotStored, type Noun, StoredChanged } from '#platform/stored';

const FEEDS: Noun = { module: 'content', noun: 'feed', fact: 'feed_id' };

export class FeedNotFound extends NotStored {
  constructor(id: string) {
    super(FEEDS, id);
  }
}

/** The same address is listed already, however it is written. */
export class FeedExists extends Problem {
  readonly code = 'content/feed-exists';
  readonly kind = 'conflict';
  constructor(id: string) {
    super(`This address is that of the feed "${id}" already.`, { feed_id: id });
  }
}

export class TooManyFeeds extends Problem {
  readonly code = 'content/too-many-feeds';
  readonly kind = 'conflict';
  constructor(max: number) {
    super(`The station lists ${max} feeds at most. Remove one first.`, { feeds_max: max });
  }
}

/** Somebody has changed the feed since the client read it. */
export class FeedChanged extends StoredChanged {
  constructor(id: string, version: number) {
    super(FEEDS, id, version);
  }
}

/** A change must say which version it is made to. */
export class FeedVersionUnsaid extends Problem {
  readonly code = 'content/if-match-missing';
  readonly kind = 'unconditional';
  constructor() {
    super(
      'Send If-Match with the ETag of the feed that you change, so that no change undoes another.',
    );
  }
}
