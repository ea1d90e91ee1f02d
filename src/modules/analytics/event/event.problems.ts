import { Problem } from '#kernel';

/** As many events wait to be written as may. Send these again shortly, under the same ids. */
export class TooManyEvents extends Problem {
  readonly code = 'analytics/too-many-events';
  readonly kind = 'unavailable';
  constructor() {
    super('More events arrive than can be written. Send these again shortly.', {
      retry_after_s: 1,
    });
  }
}
