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
