import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withLogContext } from '#platform/logging';
import { type OpenSpan, parseTraceparent, Tracing } from '#platform/tracing';

declare module 'fastify' {
  interface FastifyRequest {
    /** Its span, until it has ended; nothing where nobody traces. */
    span: OpenSpan | undefined;
    /** Of our own span, or of the trace that the client named. */
    traceId: string | undefined;
  }
}

/** Gives every request its trace, and every log line of it the ids of both. */
@Injectable()
export class RequestContext {
  constructor(private readonly tracing: Tracing) {}

  install(server: FastifyInstance): void {
    server.decorateRequest('traceId', undefined);
    // After the body was read: its events come from the connection and would end the context again.
    server.addHook('preValidation', (request, _reply, done) => {
      this.#enter(request, done);
    });
    if (!this.tracing.isEnabled) return;
    server.decorateRequest('span', undefined);
    server.addHook('onRequest', (request, _reply, done) => {
      request.span = this.#begin(request);
      done();
    });
    server.addHook('onResponse', (request, reply, done) => {
      const { statusCode } = reply;
      request.span?.set({ 'http.response.status_code': statusCode });
      if (statusCode >= 500) request.span?.fail();
      request.span?.end();
      request.span = undefined;
      done();
    });
    server.addHook('onRequestAbort', (request, done) => {
      request.span?.end();
      request.span = undefined;
      done();
    });
  }

  /** Without a span of ours, the trace the client named is told all the same. */
  #enter(request: FastifyRequest, work: () => void): void {
    const { span } = request;
    const ids = { request_id: request.id };
    if (span) {
      request.traceId = span.context?.traceId;
      withLogContext(ids, () => {
        this.tracing.run(span, work);
      });
      return;
    }
    const parent = parentOf(request);
    request.traceId = parent?.traceId;
    withLogContext(parent ? { ...ids, trace_id: parent.traceId } : ids, work);
  }

  #begin(request: FastifyRequest): OpenSpan {
    const { method, routeOptions } = request;
    const route = routeOptions.url;
    return this.tracing.begin(route === undefined ? method : `${method} ${route}`, {
      kind: 'server',
      parent: parentOf(request),
      attributes: {
        'http.request.method': method,
        'radiox.request.id': request.id,
        ...(route !== undefined && { 'http.route': route }),
      },
    });
  }
}

function parentOf({ headers }: FastifyRequest) {
  const said = headers['traceparent'];
  return parseTraceparent(typeof said === 'string' ? said : undefined);
}
