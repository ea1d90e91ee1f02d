/** How soon a job runs among those that wait. */
export const LANES = ['critical', 'high', 'default', 'low', 'batch'] as const;
export type Lane = (typeof LANES)[number];

export interface JobOptions {
  readonly lane?: Lane;
  /** Tries in all; between them exponential back-off from one second. */
  readonly triesMax?: number;
}

/** What a handler is given beside its payload. */
export interface JobRun {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Aborted when the job is cancelled or the process shuts down. */
  readonly signal: AbortSignal;
}

/** Does one type of job. May be called more than once for one job: it resumes from stored state. */
export type JobHandler<Payload> = (payload: Payload, run: JobRun) => Promise<void>;

/** Thrown by a handler: trying again would not help. */
export class Unrecoverable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Unrecoverable';
  }
}
