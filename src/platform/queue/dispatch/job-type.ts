import type { JobHandler, JobTypeOptions } from '../job.js';

const TRIES_MAX = 3;
const RETRY_PAUSE_MS = 1_000;
const DEADLINE_MS = 30 * 60_000;

/** A type of job with who does it. */
export interface JobType extends JobTypeOptions {
  readonly handler: JobHandler<never>;
  readonly triesMax: number;
  readonly retryPauseMs: number;
  readonly deadlineMs: number;
}

/** What is done in this program, and by whom; the same in every process, whatever its role. */
export class JobTypes {
  readonly #types = new Map<string, JobType>();

  /** @throws Error when somebody handles the type already. */
  register(name: string, handler: JobHandler<never>, options: JobTypeOptions): void {
    if (this.#types.has(name)) throw new Error(`Two handlers for jobs of type "${name}".`);
    this.#types.set(name, {
      triesMax: TRIES_MAX,
      retryPauseMs: RETRY_PAUSE_MS,
      deadlineMs: DEADLINE_MS,
      ...options,
      handler,
    });
  }

  find(name: string): JobType | undefined {
    return this.#types.get(name);
  }

  /** Whether a job of this type may have to wait for the end of another. */
  isLimited(name: string): boolean {
    const type = this.#types.get(name);
    return (type?.concurrency ?? type?.rate ?? type?.provider) !== undefined;
  }

  entries(): ReadonlyMap<string, JobType> {
    return this.#types;
  }
}
