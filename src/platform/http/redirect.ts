import type { Answer, Headers, Message } from './exchange.js';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What may be told to another origin than the one the caller meant: no key, no cookie, nothing unknown. */
const HARMLESS = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent']);

/**
 * Where an answer sends us, and what is asked there (RFC 9110, section 15.4). Only a safe request is
 * repeated elsewhere by itself; of any other, 303 alone is followed, with GET.
 * Another origin gets no credentials and no other headers that might be some.
 * @returns Nothing when the answer is to be taken as it is. @throws TypeError when the target is no URL.
 */
export function redirectOf(answer: Answer, sent: Message): Message | undefined {
  const target = answer.headers['location'];
  if (!REDIRECTS.has(answer.status) || target === undefined) return undefined;
  const isSafe = SAFE.has(sent.method);
  if (!isSafe && answer.status !== 303) return undefined;
  const url = new URL(target, sent.url);
  const headers = url.origin === sent.url.origin ? sent.headers : harmless(sent.headers);
  return isSafe
    ? { ...sent, url, headers }
    : { url, method: 'GET', headers: withoutBody(headers), body: undefined };
}

/** Whether the resource has moved for good. */
export function isPermanent({ status }: Answer): boolean {
  return status === 301 || status === 308;
}

function harmless(headers: Headers): Headers {
  return pick(headers, (name) => HARMLESS.has(name));
}

function withoutBody(headers: Headers): Headers {
  return pick(headers, (name) => !name.startsWith('content-') && name !== 'idempotency-key');
}

function pick(headers: Headers, isWanted: (name: string) => boolean): Headers {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => isWanted(name.toLowerCase())),
  );
}
