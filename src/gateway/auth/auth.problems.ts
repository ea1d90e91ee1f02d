import { Problem } from '#kernel';
import type { Scope } from '#platform/access';

export class KeyMissing extends Problem {
  readonly code = 'auth/key-missing';
  readonly kind = 'unauthorised';
  constructor() {
    super('This needs a key: send "Authorization: Bearer <key>". The first start printed one.');
  }
}

/** Unknown, ended, taken back, or not for this station: which of them it is, strangers are not told. */
export class CredentialRefused extends Problem {
  readonly code = 'auth/credential-refused';
  readonly kind = 'unauthorised';
  constructor() {
    super('This key or token is not valid here, or no longer.');
  }
}

export class ScopeTooSmall extends Problem {
  readonly code = 'auth/scope-too-small';
  readonly kind = 'forbidden';
  constructor(needed: Scope) {
    super(`This needs a key of scope "${needed}".`, { scope: needed });
  }
}

/** The key is good, and may not be used from there. */
export class AddressRefused extends Problem {
  readonly code = 'auth/address-refused';
  readonly kind = 'forbidden';
  constructor() {
    super('This key may not be used from this address.');
  }
}

/** The request may come from a page of somebody else that misuses a browser's cookie. */
export class ForeignPage extends Problem {
  readonly code = 'auth/foreign-page';
  readonly kind = 'forbidden';
  constructor() {
    super('A browser must send this from a page of this station.');
  }
}

/** Nobody has said who may call this route: then nobody may. */
export class RouteUndeclared extends Problem {
  readonly code = 'auth/route-undeclared';
  readonly kind = 'forbidden';
  constructor() {
    super('This route does not say who may call it, so nobody may.');
  }
}

export class TooManyRequests extends Problem {
  readonly code = 'auth/too-many-requests';
  readonly kind = 'too-many';
  /** @param retryAfterS When the next one is let in, seconds. */
  constructor(what: string, retryAfterS: number) {
    super(`Too many ${what}. Try again in ${retryAfterS} s.`, { retry_after_s: retryAfterS });
  }
}
