import { Problem } from '#kernel';

/** Only what has been signed in can be signed out. */
export class NotSignedIn extends Problem {
  readonly code = 'auth/not-signed-in';
  readonly kind = 'conflict';
  constructor() {
    super(
      'This request shows a key itself, which does not sign out: DELETE /api/v1/keys/{id} takes it back.',
    );
  }
}

export class SecretBySetting extends Problem {
  readonly code = 'auth/secret-by-setting';
  readonly kind = 'conflict';
  constructor() {
    super(
      'Tokens are signed with SECURITY_TOKEN_SECRET: put it into SECURITY_OLD_TOKEN_SECRET, and a new one in its place.',
    );
  }
}
