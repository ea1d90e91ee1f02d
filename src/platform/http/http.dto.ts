import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsUrl, MaxLength } from 'class-validator';
import { KEPT_ALIVE_PER_ORIGIN } from './connection-pool.js';
import type { BreakerState } from './circuit-breaker.js';
import type { HttpEngine } from './http-engine.js';

export class BreakerDto {
  /** `isolated` by an operator stays so until it is reset. */
  readonly state: 'closed' | 'open' | 'half_open' | 'isolated';
  /** Failures in a row, or of the last 10 s where these are more. */
  readonly failure_count: number;
  readonly last_failure: string | null;
  /** When an open breaker lets a trial through. */
  readonly next_attempt: string | null;

  constructor({ state, failureCount, lastFailure, nextAttempt }: BreakerState) {
    this.state = state;
    this.failure_count = failureCount;
    this.last_failure = lastFailure?.toISOString() ?? null;
    this.next_attempt = nextAttempt?.toISOString() ?? null;
  }
}

export class HttpRequestsDto {
  readonly total!: number;
  /** Answers below 400. */
  readonly successful!: number;
  /** Other answers, and no answer; timeouts included. */
  readonly failed!: number;
  readonly timeout!: number;
  readonly retries!: number;
  readonly success_rate_percent!: number;
  readonly error_rate_percent!: number;
}

export class HttpPerformanceDto {
  /** From call to last byte, retries included. */
  readonly avg_response_time_ms!: number;
  /** Of the last thousand calls. */
  readonly p95_ms!: number;
  readonly peak_response_time_ms!: number;
  /** Requests that found a connection standing. */
  readonly connection_reuse_percent!: number;
}

export class ConnectionPoolDto {
  readonly max_connections!: number;
  /** Idle connections kept for one origin. */
  readonly max_keepalive!: number;
  readonly open!: number;
  /** Calls that wait for their turn at an origin, or for a connection. */
  readonly pending!: number;
}

export class HttpClientsDto {
  /** Origins with a connection. */
  readonly active_clients!: number;
  readonly connection_pool!: ConnectionPoolDto;
}

@ApiExtraModels(BreakerDto)
export class HttpStatsDto {
  readonly requests: HttpRequestsDto;
  readonly performance: HttpPerformanceDto;
  /** By origin: scheme, host and port. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(BreakerDto) } })
  readonly circuit_breakers: Readonly<Record<string, BreakerDto>>;
  readonly clients: HttpClientsDto;
  /** Seconds since the client was made. */
  readonly uptime: number;
  /** `degraded` while a breaker refuses calls. */
  readonly status: 'healthy' | 'degraded';

  constructor({ stats, pool, origins, settings, startedMs }: HttpEngine) {
    const { figures } = stats;
    const all = origins.all();
    const { total, successful, failed, timeout, retries } = figures;
    this.requests = {
      ...{ total, successful, failed, timeout, retries },
      success_rate_percent: percent(successful, total),
      error_rate_percent: percent(failed, total),
    };
    const { connects, requests, open, pending, origins: connected } = pool.figures;
    this.performance = {
      avg_response_time_ms: round(figures.avgMs),
      p95_ms: round(figures.p95Ms),
      peak_response_time_ms: round(figures.peakMs),
      connection_reuse_percent: percent(Math.max(0, requests - connects), requests),
    };
    this.circuit_breakers = Object.fromEntries(
      all.map(({ name, breaker }) => [name, new BreakerDto(breaker.state)]),
    );
    this.clients = {
      active_clients: connected,
      connection_pool: {
        max_connections: settings.connectionsMax,
        max_keepalive: KEPT_ALIVE_PER_ORIGIN,
        open,
        pending: pending + all.reduce((sum, { bulkhead }) => sum + bulkhead.waiting, 0),
      },
    };
    this.uptime = Math.round((performance.now() - startedMs) / 1000);
    this.status = all.some(({ breaker }) => breaker.isOpen) ? 'degraded' : 'healthy';
  }
}

export class BreakerOriginDto {
  /** Scheme, host and port, as the statistics list it: "https://api.example.com". */
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(300)
  readonly origin!: string;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : round((100 * part) / whole);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
