import { Injectable } from '@nestjs/common';
import { type Counter, type Histogram, Meters } from '#platform/metrics';
import { CallAudit } from './call-audit.js';
import { CallRecorder, type ExternalCall } from './call-recorder.js';
import type { BreakerState } from './circuit-breaker.js';
import { HttpEngine } from './http-engine.js';

/** From an answer of a cache nearby to the longest class of calls. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 300];
/** Who calls without naming a provider: their hosts are too many to be labels. */
const UNNAMED = 'unnamed';
const STATES = ['closed', 'open', 'half_open', 'isolated'] as const;

/** Counts every call to the outside, by provider, on its way to the audit. */
@Injectable()
export class MeteredCallRecorder extends CallRecorder {
  readonly #calls: Counter<'provider' | 'operation' | 'outcome'>;
  readonly #seconds: Histogram<'provider'>;
  readonly #retries: Counter<'provider'>;

  constructor(
    meters: Meters,
    private readonly audit: CallAudit,
  ) {
    super();
    this.#calls = meters.counter(
      'radiox_http_client_requests_total',
      'Calls to the outside, by provider, operation and how they ended.',
      ['provider', 'operation', 'outcome'],
    );
    this.#seconds = meters.histogram(
      'radiox_http_client_request_seconds',
      'Duration of calls to the outside from call to last byte, retries included.',
      ['provider'],
      BUCKETS,
    );
    this.#retries = meters.counter(
      'radiox_http_client_retries_total',
      'Tries of calls to the outside after the first.',
      ['provider'],
    );
  }

  record(call: ExternalCall): void {
    const provider = isNamed(call) ? call.provider : UNNAMED;
    const { operation, ending, durationMs, tries } = call;
    this.#calls.add({ provider, operation, outcome: ending });
    this.#seconds.observe(durationMs / 1000, { provider });
    if (tries > 1) this.#retries.add({ provider }, tries - 1);
    this.audit.record(call);
  }
}

/** What is measured of connections and breakers. */
@Injectable()
export class HttpMeters {
  constructor(meters: Meters, engine: HttpEngine, audit: CallAudit) {
    const { pool, origins, settings } = engine;
    const watch = (name: string, type: 'counter' | 'gauge', help: string, read: () => number) => {
      meters.watch(name, type, help, [], () => [{ value: read() }]);
    };
    watch('radiox_http_client_connections', 'gauge', 'Connections to the outside.', () => {
      return pool.figures.open;
    });
    watch('radiox_http_client_connections_max', 'gauge', 'Connections allowed.', () => {
      return settings.connectionsMax;
    });
    watch('radiox_http_client_pending_calls', 'gauge', 'Calls that wait for their turn.', () => {
      const waiting = origins.all().reduce((sum, { bulkhead }) => sum + bulkhead.waiting, 0);
      return pool.figures.pending + waiting;
    });
    watch('radiox_http_client_connections_opened_total', 'counter', 'Connections made.', () => {
      return pool.figures.connects;
    });
    watch('radiox_http_client_audit_dropped_total', 'counter', 'Calls the audit has lost.', () => {
      return audit.dropped;
    });
    meters.watch(
      'radiox_http_client_breakers',
      'gauge',
      'Circuit breakers of origins, by state.',
      ['state'],
      () => {
        const states: Array<BreakerState['state']> = origins
          .all()
          .map(({ breaker }) => breaker.state.state);
        return STATES.map((state) => ({
          value: states.filter((one) => one === state).length,
          labels: { state },
        }));
      },
    );
  }
}

function isNamed({ provider, origin }: ExternalCall): boolean {
  return provider !== new URL(origin).host;
}
