import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

const STATUS_OF: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

interface BareProblem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly request_id: string;
}

/** A problem document for what no route of ours has seen. */
export function bareProblem(status: number, detail: string, requestId: string): BareProblem {
  const title = STATUS_CODES[status] ?? 'Bad Request';
  return { type: 'about:blank', title, status, detail, request_id: requestId };
}

/** Answers what is no HTTP that we understand, or did not arrive in time, and ends the connection. */
export function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = STATUS_OF[error.code ?? ''] ?? 400;
  const problem = bareProblem(status, 'The request cannot be read.', randomUUID());
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${problem.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ].join('\r\n');
  if (socket.writable) socket.write(`${head}\r\n\r\n${body}`);
  socket.destroySoon();
}

/** Addresses that cannot be decoded, or whose parts are too long: no route of ours has been found yet. */
export function answerBrokenAddress(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const isLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  const status = isLong ? 414 : 400;
  const detail = isLong ? 'A part of the address is too long.' : 'The address cannot be read.';
  void reply
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify(bareProblem(status, detail, request.id)));
}
