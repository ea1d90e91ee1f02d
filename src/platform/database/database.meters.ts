import { Injectable } from '@nestjs/common';
import { Meters } from '#platform/metrics';
import { Connections } from './connections.js';

/** A statement takes from a tenth of a millisecond to the statement timeout. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** What is measured of PostgreSQL and the pool, from memory alone. */
@Injectable()
export class DatabaseMeters {
  constructor(meters: Meters, connections: Connections) {
    const seconds = meters.histogram(
      'radiox_database_query_seconds',
      'Duration of statements on the pool.',
      [],
      BUCKETS,
    );
    if (meters.isEnabled)
      connections.log.whenFinished((durationMs) => {
        seconds.observe(durationMs / 1000);
      });
    this.#watchPool(meters, connections);
    this.#watchServer(meters, connections);
  }

  #watchPool(meters: Meters, { pool }: Connections): void {
    const { gauge, counter } = single(meters);
    meters.watch(
      'radiox_database_connections',
      'gauge',
      'Connections of the pool, by what they do.',
      ['state'],
      () => {
        const { active, idle } = pool.figures();
        return [
          { value: active, labels: { state: 'active' } },
          { value: idle, labels: { state: 'idle' } },
        ];
      },
    );
    gauge('radiox_database_connections_max', 'Connections the pool may have.', () => {
      return pool.figures().max_allowed;
    });
    gauge('radiox_database_waiting_callers', 'Callers that wait for a connection.', () => {
      return pool.figures().waiting;
    });
    counter('radiox_database_connections_opened_total', 'Connections made.', () => {
      return pool.turnover().created;
    });
    counter('radiox_database_connections_closed_total', 'Connections ended.', () => {
      return pool.turnover().closed;
    });
    counter(
      'radiox_database_connection_errors_total',
      'Connections that were lost or could not be had.',
      () => pool.turnover().errors,
    );
  }

  #watchServer(meters: Meters, { log, watch, breaker }: Connections): void {
    const { gauge, counter } = single(meters);
    counter('radiox_database_query_errors_total', 'Statements that failed.', () => {
      return log.errors;
    });
    gauge('radiox_database_up', 'Whether PostgreSQL answers: 1 or 0.', () => {
      return watch.health.isUp ? 1 : 0;
    });
    gauge('radiox_database_breaker_open', 'Whether the pool refuses callers: 1 or 0.', () => {
      return breaker.state(performance.now()) === 'closed' ? 0 : 1;
    });
    counter(
      'radiox_database_failovers_total',
      'Times the station followed to another server.',
      () => {
        return watch.health.failovers;
      },
    );
  }
}

/** Meters of one value each. */
function single(meters: Meters) {
  const of = (type: 'counter' | 'gauge') => (name: string, help: string, read: () => number) => {
    meters.watch(name, type, help, [], () => [{ value: read() }]);
  };
  return { gauge: of('gauge'), counter: of('counter') };
}
