import { Problem } from '#kernel';

export class AudioJobNotFound extends Problem {
  readonly code = 'audio/job-not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no audio job "${id}".`);
  }
}

export class AudioKeyReused extends Problem {
  readonly code = 'audio/idempotency-key-reused';
  readonly kind = 'conflict';
  constructor() {
    super('This Idempotency-Key came with another request before. Use a new key.');
  }
}

/** The show that was named is not there, or has no sound yet. */
export class SoundMissing extends Problem {
  readonly code = 'audio/sound-missing';
  readonly kind = 'not-found';
}
