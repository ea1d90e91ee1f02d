import type { IncomingHttpHeaders } from 'node:http';

/** What a request shows of who it is from. */
export interface Credential {
  readonly kind: 'key' | 'token' | 'session';
  readonly text: string;
}

/** Names of the session's cookie: over TLS browsers bind `__Host-` to this host alone. */
export const COOKIE = 'radiox_session';
export const SECURE_COOKIE = `__Host-${COOKIE}`;

const BEARER = /^Bearer +([\w.~+/=-]{1,4096})$/i;
const SHOWN_MAX = 4_096;

/** A header counts before a cookie: who sends one means it. */
export function credentialOf(headers: IncomingHttpHeaders): Credential | undefined {
  const { authorization, cookie } = headers;
  const own = headers['x-api-key'];
  const text = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
  if (text !== undefined) return { kind: isToken(text) ? 'token' : 'key', text };
  if (typeof own === 'string' && own.length <= SHOWN_MAX) return { kind: 'key', text: own };
  const session = cookie === undefined ? undefined : sessionOf(cookie);
  return session === undefined ? undefined : { kind: 'session', text: session };
}

/** Keys have no dots; a signed token has two. */
function isToken(text: string): boolean {
  return text.split('.', 4).length === 3;
}

function sessionOf(cookie: string): string | undefined {
  const secure = cookieNamed(SECURE_COOKIE, cookie);
  return secure ?? cookieNamed(COOKIE, cookie);
}

function cookieNamed(name: string, cookie: string): string | undefined {
  for (const part of cookie.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
