import type { FastifyRequest } from 'fastify';
import { isLoopbackHost } from './address.js';
import { ForeignPage } from './auth.problems.js';

const FROM_US = new Set(['same-origin', 'none']);

/**
 * Refuses what a page of somebody else may have made a browser send. Browsers say by Sec-Fetch-Site or, over
 * plain HTTP, by Origin where a request comes from; pages cannot forge either (OWASP, CSRF Prevention).
 * @param whereSilent What is done with a request that says nothing: programs are silent, browsers are not.
 * @throws ForeignPage
 */
export function refuseForeignPages(
  request: FastifyRequest,
  whereSilent: 'refuse' | 'accept',
): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOurs =
    site === undefined
      ? origin === undefined
        ? whereSilent === 'accept'
        : hostOf(origin) === request.host.toLowerCase()
      : FROM_US.has(site);
  if (!isOurs) throw new ForeignPage();
}

/**
 * Refuses requests whose Host names another machine though they come from this one: a page may have pointed
 * its own name here (DNS rebinding).
 * @throws ForeignPage
 */
export function refuseForeignNames(request: FastifyRequest): void {
  if (!isLoopbackHost(request.hostname)) throw new ForeignPage();
}

/** Host with port; a default port is left out, as in `Host`. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : undefined;
}
