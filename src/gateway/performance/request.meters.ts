import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Counter, type Gauge, type Histogram, Meters } from '#platform/metrics';

/** The objective is 100 ms at the 99th percentile. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];
/** Every path that is no route: whoever tries ten thousand of them adds one series. */
const UNKNOWN = 'unknown';
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** The client went away before it had its answer (nginx's number for it). */
const GONE = '499';

interface RequestLabels {
  readonly method: string;
  readonly endpoint: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What its meters are labelled with, until it has ended. */
    measured: RequestLabels | undefined;
  }
}

/** Counts and times requests by the template of their route, never by their path. */
@Injectable()
export class RequestMeters {
  readonly #requests: Counter<'method' | 'endpoint' | 'status'>;
  readonly #seconds: Histogram<'method' | 'endpoint'>;
  readonly #inFlight: Gauge<'method' | 'endpoint'>;
  #active = 0;

  constructor(private readonly meters: Meters) {
    this.#requests = meters.counter(
      'http_requests_total',
      'Answered requests, by method, template of the route and status.',
      ['method', 'endpoint', 'status'],
    );
    this.#seconds = meters.histogram(
      'http_request_duration_seconds',
      'From the arrival of a request to its answer being ready to be sent.',
      ['method', 'endpoint'],
      BUCKETS,
    );
    this.#inFlight = meters.gauge(
      'radiox_http_requests_in_flight',
      'Requests that are being answered, by template of the route.',
      ['method', 'endpoint'],
    );
  }

  /** Requests that are being answered. */
  get active(): number {
    return this.#active;
  }

  /** Adds the hooks. Where measuring is off there are none to pay for. */
  install(server: FastifyInstance): void {
    if (!this.meters.isEnabled) return;
    server.decorateRequest('measured', undefined);
    server.addHook('onRequest', (request, _reply, done) => {
      request.measured = labelsOf(request);
      this.#active++;
      this.#inFlight.add(1, request.measured);
      done();
    });
    // Not at the last byte: a slow listener of a long file is no slow answer, and an event stream has no end.
    server.addHook('onSend', (request, reply, _payload, done) => {
      if (request.measured) this.#seconds.observe(reply.elapsedTime / 1000, request.measured);
      done();
    });
    server.addHook('onResponse', (request, reply, done) => {
      this.#ended(request, String(reply.statusCode));
      done();
    });
    // Who leaves before the end never gets a response; an event stream ends that way.
    server.addHook('onRequestAbort', (request, done) => {
      this.#ended(request, GONE);
      done();
    });
  }

  #ended(request: FastifyRequest, status: string): void {
    const labels = request.measured;
    if (!labels) return;
    request.measured = undefined;
    this.#active--;
    this.#inFlight.add(-1, labels);
    this.#requests.add({ ...labels, status });
  }
}

function labelsOf({ method, routeOptions }: FastifyRequest): RequestLabels {
  return {
    method: METHODS.has(method) ? method : 'other',
    endpoint: routeOptions.url ?? UNKNOWN,
  };
}
