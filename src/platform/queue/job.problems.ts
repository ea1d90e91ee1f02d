import { Problem } from '#kernel';

export class JobNotFound extends Problem {
  readonly code = 'job/not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no job ${id}.`);
  }
}

export class JobNotInState extends Problem {
  readonly code = 'job/not-in-state';
  readonly kind = 'conflict';
  constructor(id: string, state: string, wanted: string) {
    super(`Job ${id} is ${state}; ${wanted}.`, { state });
  }
}
