import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { bareProblem } from './refusals.js';
import type { TransportSettings } from './transport.settings.js';

/** A body gets so long before its pace is judged, and again before each later look: connections have hiccups. */
const LOOK_EVERY_MS = 5_000;

/**
 * Cuts off bodies that drip: those whose mean pace is under `bodyBytesPerSecondMin` at one of the looks. A bound on
 * the time of the whole request is not enough where large files are taken: it is long enough for the slowest honest
 * sender of the largest file, and one that drips would keep a connection all that time.
 */
export function boundBodyPace(
  fastify: FastifyInstance,
  { bodyBytesPerSecondMin }: TransportSettings,
  everyMs = LOOK_EVERY_MS,
): void {
  if (bodyBytesPerSecondMin === 0) return;
  fastify.addHook('preParsing', (request, reply, _payload, done) => {
    const { raw } = request;
    if (!raw.complete) watch(raw, reply, bodyBytesPerSecondMin, everyMs);
    done();
  });
}

function watch(
  raw: IncomingMessage,
  reply: FastifyReply,
  bytesPerSecondMin: number,
  everyMs: number,
): void {
  const fromMs = performance.now();
  const bytesBefore = raw.socket.bytesRead;
  const timer = setInterval(() => {
    const seconds = (performance.now() - fromMs) / 1000;
    const isOurFault = raw.readableLength > 0; // It has arrived: we are too slow to read it.
    if (isOurFault || raw.socket.bytesRead - bytesBefore >= seconds * bytesPerSecondMin) return;
    clearInterval(timer);
    refuse(raw, reply);
  }, everyMs).unref();
  for (const end of ['end', 'close'])
    raw.once(end, () => {
      clearInterval(timer);
    });
}

function refuse(raw: IncomingMessage, reply: FastifyReply): void {
  if (reply.sent) {
    raw.destroy();
    return;
  }
  const problem = bareProblem(408, 'The body arrives too slowly.', reply.request.id);
  reply.hijack();
  reply.raw.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    connection: 'close',
  });
  reply.raw.end(JSON.stringify(problem), () => {
    raw.destroy();
  });
}
