import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteAccess } from '#platform/access';
import { AuditLog } from '#platform/audit';
import { noteAct } from './audit/note-acts.js';
import { Gate } from './auth/gate.js';
import { RouteTable } from './auth/route-table.js';
import { Idempotency } from './idempotency/idempotency.js';
import { RequestLog } from './request-log/request-log.js';
import { SecuritySettings } from './security.settings.js';
import { boundBodies } from './transport/body-bounds.js';
import { boundConnections } from './transport/connection-bounds.js';
import { renewCertificates } from './transport/certificates.js';
import { setSecurityHeaders } from './transport/security-headers.js';
import { TransportSettings } from './transport/transport.settings.js';

const CORS_AGE_S = 600;

/** Puts the gate before every route; call it before any route is added. */
export function installGate(app: NestFastifyApplication): void {
  const of = <T>(token: new (...args: never[]) => T) => app.get<T>(token, { strict: false });
  const security = of(SecuritySettings);
  const gate = of(Gate);
  const table = of(RouteTable);
  const log = of(RequestLog);
  const audit = of(AuditLog);
  const fastify = app.getHttpAdapter().getInstance();
  const transport = of(TransportSettings);
  boundConnections(app.getHttpServer(), transport, security);
  renewCertificates(app.getHttpServer(), transport);
  if (security.corsOrigins.length > 0) app.enableCors(corsOf(security));
  fastify.decorateRequest('caller');
  fastify.addHook('onRoute', (route) => {
    table.add(route);
    const { gate: said } = (route.config ?? {}) as { gate?: RouteAccess };
    if (said?.bodyBytesMax !== undefined) route.bodyLimit = said.bodyBytesMax;
  });
  setSecurityHeaders(fastify);
  boundBodies(fastify, transport);
  fastify.addHook('onRequest', (request, reply, done) => {
    gate.enter(request, reply, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined) done();
    else gate.resume(request, done);
  });
  of(Idempotency).install(fastify);
  fastify.addHook('onSend', (request, reply, payload, done) => {
    keepPrivate(gate, request, reply);
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    log.note(request, reply);
    noteAct(audit, request, reply);
    done();
  });
}

/** What needs a key is for its holder: a cache that many share would give it to anybody who knows the address. */
function keepPrivate(gate: Gate, request: FastifyRequest, reply: FastifyReply): void {
  const control = reply.getHeader('cache-control');
  if (typeof control !== 'string' || !control.startsWith('public')) return;
  if (!gate.isFree(request))
    void reply.header('cache-control', control.replace('public', 'private'));
}

/** Pages elsewhere show keys or tokens of their own: no cookie of ours goes there. */
function corsOf({ corsOrigins }: SecuritySettings) {
  return {
    origin: [...corsOrigins],
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'last-event-id',
      'x-request-id',
      'range',
    ],
    exposedHeaders: [
      'etag',
      'location',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'x-request-id',
      'content-range',
    ],
    maxAge: CORS_AGE_S,
  };
}
