import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { SecuritySettings } from '../security.settings.js';
import { certificatesOf } from './certificates.js';
import { answerBrokenAddress, answerBrokenHttp } from './refusals.js';
import type { TransportSettings } from './transport.settings.js';

/** Of all headers together, with the request line. */
const HEADER_BYTES_MAX = 16_384;
const HEADERS_MAX = 100;
/** How often connections are looked at that are slow; a slow one lives up to so much longer. */
const LOOK_EVERY_MS = 1_000;

/** What others may call a request: nothing that does anything in a log, a header or a page. */
const REQUEST_ID = /^[\w.:-]{8,64}$/;

/** Bounds against slow and greedy clients. @throws Error with a sentence for certificates that cannot be used. */
export function fastifyOptions(security: SecuritySettings, transport: TransportSettings) {
  // Node knows no routes: it bounds uploads, and `boundBodies` what brings no files.
  const requestTimeout = Math.max(transport.requestTimeoutMs, transport.uploadTimeoutMs);
  const server = {
    headersTimeout: Math.min(transport.headersTimeoutMs, requestTimeout),
    requestTimeout,
    connectionsCheckingInterval: LOOK_EVERY_MS,
    maxHeaderSize: HEADER_BYTES_MAX,
    insecureHTTPParser: false,
    requireHostHeader: true,
  };
  const tls = certificatesOf(transport);
  /** Where callers have to show a certificate, who has none does not get as far as HTTP. */
  const mutual = tls?.ca === undefined ? {} : { requestCert: true, rejectUnauthorized: true };
  return {
    ...(tls ? { https: { ...server, ...tls, ...mutual } } : { http: server }),
    bodyLimit: transport.bodyBytesMax,
    requestTimeout,
    keepAliveTimeout: transport.keepAliveMs,
    connectionTimeout: transport.idleTimeoutMs,
    maxRequestsPerSocket: transport.requestsPerConnectionMax,
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    /** Only proxies that are named are believed about who calls. */
    trustProxy: security.trustedProxies.length > 0 ? [...security.trustedProxies] : false,
    genReqId: requestId,
    /** `/performance` has one name for good; who looks for it beside everything else finds it as well. */
    rewriteUrl: ({ url = '/' }: { url?: string | undefined }) =>
      url.startsWith('/api/v1/performance/') ? url.slice('/api/v1'.length) : url,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: answerBrokenAddress,
    /** At the end only idle connections are cut: what is being answered is answered. */
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  } as const;
}

/** What bounds connections beside Fastify's options. */
export const HEADER_COUNT_MAX = HEADERS_MAX;

/** The caller's own id where it is well formed, so that its log and ours can be laid side by side. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
