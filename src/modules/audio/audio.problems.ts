import { Problem } from '#kernel';
import type { Units } from '#platform/spend';

/** An engine cannot be reached, is out of quota, or cannot say this text. The next provider may. */
export class SpeechUnavailable extends Problem {
  readonly code = 'audio/speech-unavailable';
  readonly kind = 'unavailable';

  constructor(provider: string, reason: string, cause?: unknown) {
    super(`${provider} cannot speak: ${reason}.`, { provider, reason }, cause);
  }
}

/** It could not, and will send its bill all the same: an answer broke off, or was of no use. */
export class SpeechPaidInVain extends SpeechUnavailable {
  /** What it may charge; all that was put aside where nobody knows. */
  readonly spent: Units | undefined;

  constructor(provider: string, reason: string, more: { spent?: Units; cause?: unknown } = {}) {
    super(provider, reason, more.cause);
    this.spent = more.spent;
  }
}

/** What was to be mixed does not make a show. */
export class NothingToMix extends Problem {
  readonly code = 'audio/nothing-to-mix';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(`This cannot be mixed: ${reason}.`, { reason });
  }
}

/** A take is gone from the cache, or is not a take; speaking the segment again makes it anew. */
export class TakeUnreadable extends Problem {
  readonly code = 'audio/take-unreadable';
  readonly kind = 'not-found';

  constructor(file: string, reason: string, cause?: unknown) {
    super(`A take cannot be read: ${reason}.`, { reason, take: file.split('/').at(-1) }, cause);
  }
}

/** The finished file stayed outside its loudness or peak limits after every correction. */
export class LoudnessMissed extends Problem {
  readonly code = 'audio/loudness-missed';
  readonly kind = 'unavailable';

  constructor(integratedLufs: number, truePeakDbtp: number) {
    super('The show could not be brought to its loudness.', { integratedLufs, truePeakDbtp });
  }
}

/** Somebody has changed the timeline since the client read it. */
export class TimelineChanged extends Problem {
  readonly code = 'audio/timeline-changed';
  readonly kind = 'stale';

  constructor(version: number) {
    super(`The timeline is at version ${version} now. Read it again, and change that.`, {
      version,
    });
  }
}

/** A change of the timeline does not say what it changes. */
export class TimelineVersionUnsaid extends Problem {
  readonly code = 'audio/if-match-missing';
  readonly kind = 'unconditional';

  constructor() {
    super(
      'Send If-Match with the ETag of the timeline that you replace, so that no change undoes another.',
    );
  }
}
