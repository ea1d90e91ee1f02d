import { Problem } from '#kernel';

/** The same Idempotency-Key came with another body. */
export class KeyOfAnother extends Problem {
  readonly code = 'request/idempotency-key-reused';
  readonly kind = 'conflict';
  constructor() {
    super('This Idempotency-Key came with another request before. Use a new key.');
  }
}

/** The first request with this key has not been answered yet. */
export class StillBeingDone extends Problem {
  readonly code = 'request/still-being-done';
  readonly kind = 'conflict';
  constructor() {
    super('The request that came with this Idempotency-Key first is still being done.', {
      retry_after_s: 5,
    });
  }
}
