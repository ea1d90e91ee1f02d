import { Problem } from '#kernel';
import type { ShowStatus } from './show.entity.js';

export class ShowNotFound extends Problem {
  readonly code = 'show/not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no show ${id}.`, { show_id: id });
  }
}

export class FileNotFound extends Problem {
  readonly code = 'show/file-not-found';
  readonly kind = 'not-found';
  constructor(id: string, name: string) {
    super(`Show ${id} has no file "${name}".`, { show_id: id, name });
  }
}

/** What was asked cannot be done to a show in this state. */
export class WrongStatus extends Problem {
  readonly code = 'show/wrong-status';
  readonly kind = 'conflict';
  constructor(id: string, status: ShowStatus, wanted: string) {
    super(`Show ${id} is ${status}: only ${wanted}.`, { show_id: id, status });
  }
}

/** The same Idempotency-Key came with another body. */
export class KeyReused extends Problem {
  readonly code = 'show/idempotency-key-reused';
  readonly kind = 'conflict';
  constructor() {
    super('This Idempotency-Key came with another request before. Use a new key.');
  }
}

/** None of the feeds gave a story that this show can tell. */
export class NothingToTell extends Problem {
  readonly code = 'show/nothing-to-tell';
  readonly kind = 'unavailable';
}

/** The script was edited since the client read it. */
export class ScriptChanged extends Problem {
  readonly code = 'show/script-changed';
  readonly kind = 'stale';
  constructor(id: string, version: number) {
    super(
      `The script of show ${id} is at version ${version} now. Read it again, and edit that one.`,
      { show_id: id, version },
    );
  }
}

/** An edit must say which version it is made to. */
export class VersionUnsaid extends Problem {
  readonly code = 'show/if-match-missing';
  readonly kind = 'unconditional';
  constructor() {
    super(
      'Send If-Match with the ETag of the script that you edit, so that no edit undoes another.',
    );
  }
}

/** Nothing has been written yet. */
export class NoScript extends Problem {
  readonly code = 'show/no-script';
  readonly kind = 'conflict';
  constructor(id: string, status: ShowStatus) {
    super(`Show ${id} is ${status} and has no script yet.`, { show_id: id, status });
  }
}

export class SegmentNotFound extends Problem {
  readonly code = 'show/segment-not-found';
  readonly kind = 'not-found';
  constructor(id: string, n: number, count: number) {
    super(`Show ${id} has no segment ${n}: it has segments 1 to ${count}.`, { show_id: id, n });
  }
}

export class VersionNotFound extends Problem {
  readonly code = 'show/version-not-found';
  readonly kind = 'not-found';
  constructor(id: string, version: number) {
    super(`Show ${id} has no version ${version}, or it is kept no longer.`, {
      show_id: id,
      version,
    });
  }
}

/** The writer says the same whatever the seed. */
export class NoOtherWords extends Problem {
  readonly code = 'show/no-other-words';
  readonly kind = 'conflict';
  constructor(n: number) {
    super(`The writer has no other words for segment ${n}: edit its text instead.`, { n });
  }
}

export class BatchNotFound extends Problem {
  readonly code = 'show/batch-not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no batch ${id}.`, { batch_id: id });
  }
}
