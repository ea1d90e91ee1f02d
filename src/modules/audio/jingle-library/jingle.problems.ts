import { Problem } from '#kernel';
import type { JingleKind, JingleStatus } from './jingle.js';

export class JingleNotFound extends Problem {
  readonly code = 'audio/jingle-not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no jingle "${id}".`, { jingle_id: id });
  }
}

/** Somebody has changed it since the client read it. */
export class JingleChanged extends Problem {
  readonly code = 'audio/jingle-changed';
  readonly kind = 'stale';
  constructor(id: string, version: number) {
    super(`The jingle "${id}" is at version ${version} now. Read it again, and change that.`, {
      jingle_id: id,
      version,
    });
  }
}

/** A file is one jingle of a kind. */
export class JingleExists extends Problem {
  readonly code = 'audio/jingle-exists';
  readonly kind = 'conflict';
  constructor(id: string, kind: JingleKind) {
    super(`The file of the jingle "${id}" is a jingle of the kind "${kind}" already.`, {
      jingle_id: id,
      kind,
    });
  }
}

/** A change must say which version it is made to. */
export class JingleVersionUnsaid extends Problem {
  readonly code = 'audio/if-match-missing';
  readonly kind = 'unconditional';
  constructor() {
    super(
      'Send If-Match with the ETag of the jingle that you change, so that no change undoes another.',
    );
  }
}

/** Shows would miss it: who needs it is said. */
export class JingleInUse extends Problem {
  readonly code = 'audio/jingle-in-use';
  readonly kind = 'conflict';
  constructor(id: string, users: readonly string[]) {
    super(`The jingle is in use by: ${users.join(', ')}.`, { jingle_id: id, used_by: users });
  }
}

/** It has not been listened to yet, or cannot be used. */
export class JingleNotReady extends Problem {
  readonly code = 'audio/jingle-not-ready';
  readonly kind = 'conflict';
  constructor(id: string, status: JingleStatus, reason: string | null) {
    super(
      status === 'failed'
        ? `The jingle cannot be used: ${reason ?? 'its analysis failed'}`
        : 'The jingle is being listened to. Ask again in a moment.',
      { jingle_id: id, jingle_status: status },
    );
  }
}
