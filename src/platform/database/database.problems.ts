import { Problem } from '#kernel';

/** PostgreSQL cannot be reached, or has just gone away in the middle of a statement. */
export class DatabaseUnavailable extends Problem {
  readonly code = 'database/unavailable';
  readonly kind = 'unavailable';
  /** @param retryAfterS When asking again makes sense, seconds. */
  constructor(retryAfterS: number, cause?: unknown) {
    super(
      'The database does not answer at the moment. Try again shortly.',
      { retry_after_s: retryAfterS },
      cause,
    );
  }
}

/** Every connection is in use and as many wait as may, or one has waited as long as it may. */
export class DatabaseBusy extends Problem {
  readonly code = 'database/busy';
  readonly kind = 'unavailable';
  constructor() {
    super('The database has more to do than it can at the moment. Try again shortly.', {
      retry_after_s: 2,
    });
  }
}

/** PostgreSQL cancelled a statement at its time limit, or has no room left. */
export class DatabaseOverloaded extends Problem {
  readonly code = 'database/overloaded';
  readonly kind = 'unavailable';
  constructor(cause: unknown) {
    super(
      'The database could not finish this in its time or space. Try again later.',
      { retry_after_s: 5 },
      cause,
    );
  }
}
