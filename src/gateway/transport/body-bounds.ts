import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bareProblem } from './refusals.js';
import type { TransportSettings } from './transport.settings.js';
import { isFileWanted } from './uploads.js';

/** A body gets so long before its pace is judged, and again before each later look: connections have hiccups. */
const LOOK_EVERY_MS = 5_000;

/**
 * Cuts off bodies that take too long: all but files after `requestTimeoutMs`, and every one that drips, which is one
 * whose mean pace is under `bodyBytesPerSecondMin` at one of the looks. A file may take as long as its size needs (the
 * server ends that after `uploadTimeoutMs`), but once its request is answered nobody waits for the rest.
 */
export function boundBodies(
  fastify: FastifyInstance,
  settings: Pick<TransportSettings, 'bodyBytesPerSecondMin' | 'requestTimeoutMs'>,
  everyMs = LOOK_EVERY_MS,
): void {
  // Before the gate: who is not let in cannot keep a connection by sending on.
  fastify.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request.raw)) watch(request, reply, settings, everyMs);
    done();
  });
}

function hasBody({ headers, complete }: IncomingMessage): boolean {
  if (complete) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
}

function watch(
  request: FastifyRequest,
  reply: FastifyReply,
  settings: Pick<TransportSettings, 'bodyBytesPerSecondMin' | 'requestTimeoutMs'>,
  everyMs: number,
): void {
  const { raw } = request;
  const fromMs = performance.now();
  const bytesBefore = raw.socket.bytesRead;
  const cut = (why: string) => {
    stop();
    refuse(raw, reply, why);
  };
  const look = () => {
    if (raw.complete || raw.destroyed) return;
    const seconds = (performance.now() - fromMs) / 1000;
    const isOurFault = raw.readableLength > 0; // It has arrived: we are too slow to read it.
    const bytes = raw.socket.bytesRead - bytesBefore;
    if (!isOurFault && bytes < seconds * settings.bodyBytesPerSecondMin)
      cut('The body arrives too slowly.');
  };
  // Where we stood still ourselves, what arrived meanwhile is read first: timers come before it in a turn.
  const pace = setInterval(() => setImmediate(look), everyMs).unref();
  const deadline = setTimeout(() => {
    if (!raw.complete && (reply.sent || !isFileWanted(request)))
      cut('The request did not arrive in time.');
  }, settings.requestTimeoutMs).unref();
  const stop = () => {
    clearInterval(pace);
    clearTimeout(deadline);
  };
  raw.once('end', stop);
  raw.once('close', stop);
}

function refuse(raw: IncomingMessage, reply: FastifyReply, why: string): void {
  if (reply.sent) {
    raw.destroy();
    return;
  }
  const problem = bareProblem(408, why, reply.request.id);
  reply.hijack();
  reply.raw.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    connection: 'close',
  });
  reply.raw.end(JSON.stringify(problem), () => {
    raw.destroy();
  });
}
