import { Problem } from '#kernel';

/** Nobody answered, or not in the way HTTP wants it, or too late, or too much. */
export class Unreachable extends Problem {
  readonly code = 'http/unreachable';
  readonly kind = 'unavailable';
  /** A request went out, and nobody knows what became of it. */
  readonly mayHaveWorked: boolean;

  constructor(
    detail: string,
    more: { readonly mayHaveWorked?: boolean; readonly cause?: unknown } = {},
  ) {
    super(detail, {}, more.cause);
    this.mayHaveWorked = more.mayHaveWorked ?? false;
  }
}

/** The deadline of the call has passed. */
export class AnswerTooLate extends Unreachable {}

/** An answer beyond the bound its caller set. */
export class AnswerTooLarge extends Unreachable {
  constructor(bytesMax: number) {
    super(`The answer is larger than ${bytesMax} bytes.`, { mayHaveWorked: true });
  }
}

/** A good answer could not be written to the disk of this machine: no fault of who gave it. */
export class AnswerNotKept extends Problem {
  readonly code = 'http/answer-not-kept';
  readonly kind = 'unavailable';

  constructor(cause: Error) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    super(`The answer cannot be written to the disk (${code}).`, {}, cause);
  }
}

/** The origin has failed so often that it is left alone for a while; nothing was sent. */
export class CircuitOpen extends Problem {
  readonly code = 'http/circuit-open';
  readonly kind = 'unavailable';

  /** @param waitMs Until the next trial; left out, an operator has isolated the origin. */
  constructor(origin: string, waitMs?: number) {
    super(
      waitMs === undefined
        ? `${origin} was isolated by an operator.`
        : `${origin} has failed too often and is left alone for a while.`,
      waitMs === undefined ? {} : { retry_after_s: secondsOf(waitMs) },
    );
  }
}

/** More calls wait for one origin, or for a connection, than may; nothing was sent. */
export class TooManyWaiting extends Problem {
  readonly code = 'http/too-many-waiting';
  readonly kind = 'unavailable';
  constructor(what: string, waitingMax: number) {
    super(`${waitingMax} calls wait for ${what} already.`, { retry_after_s: 1 });
  }
}

/** The rate agreed for a provider, or its own Retry-After, leaves no room before the deadline. */
export class RateLimited extends Problem {
  readonly code = 'http/rate-limited';
  readonly kind = 'unavailable';
  constructor(provider: string, waitMs: number) {
    super(`${provider} may not be asked again yet.`, { retry_after_s: secondsOf(waitMs) });
  }
}

/** No call has gone to this origin lately, so there is no breaker. */
export class BreakerUnknown extends Problem {
  readonly code = 'http/breaker-unknown';
  readonly kind = 'not-found';
  constructor(origin: string) {
    super(`There is no circuit breaker for "${origin}".`);
  }
}

function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
