import { Problem } from '#kernel';

/** Nobody can be asked for a voice. */
export class CloningWithoutKey extends Problem {
  readonly code = 'audio/cloning-without-key';
  readonly kind = 'conflict';
  constructor() {
    super(
      'Voices are cloned by ElevenLabs, and the station has no key for it: set ELEVENLABS_API_KEY.',
      {
        provider: 'elevenlabs',
      },
    );
  }
}

/** The provider did not do it; nothing is left of the attempt, here or there, as far as it can be reached. */
export class CloningFailed extends Problem {
  readonly code = 'audio/cloning-failed';
  readonly kind = 'unavailable';
  constructor(what: string, reason: string, cause?: unknown) {
    super(
      `elevenlabs did not ${what} the voice: ${reason}.`,
      { provider: 'elevenlabs', reason },
      cause,
    );
  }
}

export class CloneInTheMaking extends Problem {
  readonly code = 'audio/clone-in-the-making';
  readonly kind = 'conflict';
  constructor(speaker: string) {
    super(`A voice of the speaker "${speaker}" is being cloned. Wait for it.`, { speaker });
  }
}

export class CloneNotFound extends Problem {
  readonly code = 'audio/clone-not-found';
  readonly kind = 'not-found';
  constructor(speaker: string, id: string) {
    super(`The speaker "${speaker}" has no clone "${id}".`, { speaker, clone_id: id });
  }
}

/** The same Idempotency-Key came with other samples or another consent. */
export class CloneKeyReused extends Problem {
  readonly code = 'audio/idempotency-key-reused';
  readonly kind = 'conflict';
  constructor() {
    super('This Idempotency-Key came with another request before. Use a new key.');
  }
}
