import { Problem } from '#kernel';

/** What was to be cached took too long to load. */
export class LoadTimeout extends Problem {
  readonly code = 'cache/load-timeout';
  readonly kind = 'unavailable';
  constructor(space: string, msMax: number) {
    super(`What "${space}" needs did not come within ${msMax} ms.`, { space });
  }
}
