import type { FastifyInstance } from 'fastify';
import { hasTag } from '#kernel';

/**
 * Who asks with If-None-Match for what he has already is answered 304, without a body (RFC 9110, 15.4.5). Files that
 * are streamed are compared by who sends them.
 */
export function answerNotModified(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const ifNoneMatch = request.headers['if-none-match'];
    const tag = reply.getHeader('etag');
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const isWhole = reply.statusCode === 200 && (typeof payload === 'string' || payload === null);
    if (!isReading || !isWhole || ifNoneMatch === undefined || typeof tag !== 'string') {
      done(null, payload);
      return;
    }
    if (!hasTag(ifNoneMatch, tag)) {
      done(null, payload);
      return;
    }
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}
