/** What the audit keeps of a call to the outside. No body, no key, no path and no query: these hold secrets. */
export interface ExternalCall {
  readonly at: Date;
  readonly provider: string;
  readonly operation: string;
  readonly method: string;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly status: number | undefined;
  readonly ending: 'success' | 'failure' | 'timeout' | 'cancelled';
  readonly durationMs: number;
  readonly tries: number;
  readonly costUsd: number | undefined;
}

/** Takes note of calls, at once and without failing: nobody waits for the audit. */
export abstract class CallRecorder {
  abstract record(call: ExternalCall): void;
}

/** For programs without a database. */
export class NoCallRecorder extends CallRecorder {
  record(): void {
    // Nobody asks later.
  }
}
