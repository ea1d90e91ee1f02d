import { Injectable } from '@nestjs/common';
import { Meters } from '#platform/metrics';
import { RedisLink, type RedisPoolReport } from './redis-link.js';

/** What is measured of the connections to Redis; nothing where there is none. */
@Injectable()
export class RedisMeters {
  constructor(
    private readonly meters: Meters,
    private readonly link: RedisLink,
  ) {
    const { isConfigured } = link.report();
    if (!isConfigured) return;
    meters.watch(
      'radiox_redis_connections',
      'gauge',
      'Connections to Redis, by what they do.',
      ['state'],
      () => {
        const { active, idle } = link.report();
        return [
          { value: active, labels: { state: 'active' } },
          { value: idle, labels: { state: 'idle' } },
        ];
      },
    );
    this.#one('radiox_redis_connections_max', 'gauge', 'Connections allowed.', 'maxAllowed');
    this.#one('radiox_redis_pending_commands', 'gauge', 'Commands not yet answered.', 'waiting');
    this.#one(
      'radiox_redis_connections_opened_total',
      'counter',
      'Connections made.',
      'createdTotal',
    );
    this.#one(
      'radiox_redis_connections_closed_total',
      'counter',
      'Connections ended.',
      'closedTotal',
    );
    this.#one(
      'radiox_redis_errors_total',
      'counter',
      'Commands and connections that failed.',
      'errorsTotal',
    );
  }

  #one(
    name: string,
    type: 'counter' | 'gauge',
    help: string,
    figure: 'maxAllowed' | 'waiting' | 'createdTotal' | 'closedTotal' | 'errorsTotal',
  ): void {
    const read = (report: RedisPoolReport) => report[figure];
    this.meters.watch(name, type, help, [], () => [{ value: read(this.link.report()) }]);
  }
}
