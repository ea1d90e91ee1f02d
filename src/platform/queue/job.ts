/** How soon a job runs among those that wait, most urgent first. */
export const LANES = ['critical', 'high', 'default', 'low', 'batch'] as const;
export type Lane = (typeof LANES)[number];

/** How much a lane weighs against the others when it is not simply the turn of the most urgent. */
export const LANE_PRIORITY: Readonly<Record<Lane, number>> = {
  critical: 10,
  high: 7,
  default: 5,
  low: 2,
  batch: 1,
};

export const JOB_STATES = [
  'waiting',
  'delayed',
  'active',
  'completed',
  'failed',
  'cancelled',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** How a job does, for who asked for it. */
export interface JobStanding {
  readonly state: JobState;
  readonly progress: { readonly share: number; readonly sentence?: string } | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** At most so many begin (their first try) in any window of that length, in the whole fleet. */
export interface Rate {
  readonly max: number;
  readonly perMs: number;
}

/** Bounds on jobs in progress in the whole fleet; waiting for a retry counts as in progress. */
export interface Limit {
  readonly concurrency?: number;
  readonly rate?: Rate;
}

/** What holds for all jobs of a type. */
export interface JobTypeOptions extends Limit {
  /** Default `default`. */
  readonly lane?: Lane;
  /** Tries in all, default 3; between them exponential back-off with jitter. */
  readonly triesMax?: number;
  /** Pause before the second try, milliseconds, doubled before each further one; default 1000. */
  readonly retryPauseMs?: number;
  /** How long one try may take, milliseconds; default 30 minutes. Its signal aborts then. */
  readonly deadlineMs?: number;
  /** Whose service the work uses, when that service has limits of its own (see `JobQueue.limitProvider`). */
  readonly provider?: string;
}

/** What holds for one job. */
export interface JobOptions {
  readonly lane?: Lane;
  readonly triesMax?: number;
  /** While an unfinished job has this key, adding another is answered with that one. */
  readonly dedupKey?: string;
  /** Not before this moment. */
  readonly runAt?: Date;
  readonly provider?: string;
}

/** What a handler is given beside its payload. */
export interface JobRun {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Aborted when the job is cancelled, is out of time, was taken over, or the process shuts down. */
  readonly signal: AbortSignal;
  /** Says how far it is, 0 to 1, and what it does; shown by `GET /api/v1/jobs/{id}`. */
  readonly progress: (share: number, sentence?: string) => void;
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

/** Thrown by a handler that was told when to come back (Retry-After): this try does not count. */
export class RetryLater extends Error {
  constructor(
    readonly afterMs: number,
    message = `again in ${afterMs} ms`,
  ) {
    super(message);
    this.name = 'RetryLater';
  }
}
