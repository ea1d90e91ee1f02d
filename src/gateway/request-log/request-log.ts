import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LoggingSettings } from '#platform/config';
import { plainAddress } from '../auth/address.js';
import { prefixOf } from '../auth/caller.js';

/** Lines are written together: a write is a system call that the event loop waits for. */
const WRITE_EVERY_MS = 50;
const CHARACTERS_MAX = 65_536;

/**
 * A line for every request: id, method, route, status, duration, trace, client, key. Nothing in it was written by
 * the client: the route is our own pattern, the ids have been checked, the address is the socket's or a proxy's.
 */
@Injectable()
export class RequestLog implements BeforeApplicationShutdown {
  #lines = '';
  #timer: NodeJS.Timeout | undefined;
  /** Where lines go: standard error, as all others. */
  write: (text: string) => void = (text) => {
    process.stderr.write(text);
  };

  constructor(private readonly settings: LoggingSettings) {}

  /** Fastify's hook `onResponse`. */
  note(request: FastifyRequest, reply: FastifyReply): void {
    const { requests, level } = this.settings;
    if (!requests || level === 'error' || level === 'warn') return;
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
    this.#lines +=
      `{"time":"${new Date().toISOString()}","level":"log","from":"Request","message":"Request answered",` +
      `"request_id":"${request.id}","method":"${request.method}","route":"${route}",` +
      `"status":${reply.statusCode},"duration_ms":${reply.elapsedTime.toFixed(1)},` +
      (request.traceId === undefined ? '' : `"trace_id":"${request.traceId}",`) +
      `"client":"${plainAddress(request.ip)}","key":"${prefixOf(request)}"}\n`;
    if (this.#lines.length > CHARACTERS_MAX) this.flush();
    else
      this.#timer ??= setTimeout(() => {
        this.flush();
      }, WRITE_EVERY_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines === '') return;
    const lines = this.#lines;
    this.#lines = '';
    this.write(lines);
  }

  beforeApplicationShutdown(): void {
    this.flush();
  }
}
