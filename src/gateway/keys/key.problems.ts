import { Problem } from '#kernel';

export class KeyNotFound extends Problem {
  readonly code = 'auth/key-not-found';
  readonly kind = 'not-found';
  constructor() {
    super('There is no such key, or it no longer works.');
  }
}

export class LastOperatorKey extends Problem {
  readonly code = 'auth/last-operator-key';
  readonly kind = 'conflict';
  constructor() {
    super('This is the last key that opens everything for good from anywhere; make another first.');
  }
}

export class TooManyKeys extends Problem {
  readonly code = 'auth/too-many-keys';
  readonly kind = 'conflict';
  constructor(countMax: number) {
    super(`There are ${countMax} keys already; take some back first.`);
  }
}

export class AlreadyRotated extends Problem {
  readonly code = 'auth/already-rotated';
  readonly kind = 'conflict';
  constructor() {
    super('Another key has taken the place of this one; rotate that one.');
  }
}
