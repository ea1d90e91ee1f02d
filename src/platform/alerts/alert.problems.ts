import { Problem } from '#kernel';

export class AlertNotFound extends Problem {
  readonly code = 'alert/not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no alert ${id}.`);
  }
}

export class AlertIsOver extends Problem {
  readonly code = 'alert/is-over';
  readonly kind = 'conflict';
  constructor(id: string) {
    super(`The alert ${id} has resolved: there is nothing to acknowledge.`);
  }
}

export class SilenceNotFound extends Problem {
  readonly code = 'alert/silence-not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no silence ${id}.`);
  }
}

export class TooManySilences extends Problem {
  readonly code = 'alert/too-many-silences';
  readonly kind = 'conflict';
  constructor(most: number) {
    super(`There are ${most} silences already, which is the most there may be: remove some.`);
  }
}
