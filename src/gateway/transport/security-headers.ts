import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** An answer of the API is no page: nothing in it may run, load or be framed. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** The description of the API is a page of a package: its own files, and styles that its script writes. */
const DOCS =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const YEAR_S = 365 * 86_400;

/** What Helmet 8 sets by default, but for the policy, which is stricter, and HSTS, which hangs on the request. */
const HEADERS = {
  'content-security-policy': NOTHING,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
} as const;

/** Every answer carries them; a page that has a policy of its own replaces that one. */
export function setSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    void reply.headers(HEADERS);
    if (request.protocol === 'https')
      void reply.header('strict-transport-security', `max-age=${YEAR_S}; includeSubDomains`);
    // What listeners are given may be heard and shown on anybody's page.
    if (request.routeOptions.config.guarded?.access === 'public')
      void reply.header('cross-origin-resource-policy', 'cross-origin');
    if (isDocs(request.url)) void reply.header('content-security-policy', DOCS);
    done();
  });
}

function isDocs(url: string): boolean {
  return url === '/docs' || url.startsWith('/docs/') || url.startsWith('/docs?');
}
