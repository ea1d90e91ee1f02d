import { Injectable } from '@nestjs/common';
import { Database, DatabaseReport } from '#platform/database';
import { HttpEngine } from '#platform/http';
import { within } from '#platform/lifecycle';
import { RedisLink } from '#platform/redis';
import { answerMs, HealthNote } from './health-note.js';
import { Optimizer, type Parameters, refuseOthers, type Work } from './optimizer.js';

const ANSWER_MS_MAX = 2_000;

@Injectable()
export class ConnectionActions {
  readonly #health = new HealthNote();

  constructor(
    optimizer: Optimizer,
    private readonly database: Database,
    private readonly report: DatabaseReport,
    private readonly redis: RedisLink,
    private readonly http: HttpEngine,
  ) {
    optimizer.add('connections', 'trim', (parameters) => this.#trim(parameters));
    optimizer.add('connections', 'health_check', (parameters) => this.#check(parameters));
  }

  /** Closes connections that nobody needs; those in use, and those that shall always be, stay. */
  #trim(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => ({
        database: this.report.pool().total,
        redis: this.redis.report().size,
        http: this.http.pool.figures.open,
      }),
      act: async () => {
        const closed = (await this.report.trim()) + this.redis.trim() + this.http.pool.trim();
        await new Promise(setImmediate); // Sockets tell of their end one turn later.
        return `${closed} idle connections were closed.`;
      },
    };
  }

  #check(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.#health.figures,
      act: async () => {
        const ask = () =>
          within('The database', ANSWER_MS_MAX, () => this.database.query('select 1'));
        const databaseMs = await answerMs(ask);
        const redisMs = await this.redis.pingMs();
        const openBreakers = this.http.origins.all().filter(({ breaker }) => breaker.isOpen);
        const isRedisWell = !this.redis.isConfigured || redisMs !== undefined;
        const isWell = databaseMs !== undefined && isRedisWell;
        this.#health.note({
          is_healthy: isWell,
          database_ms: databaseMs ?? null,
          redis_ms: redisMs ?? null,
          http_open_breakers: openBreakers.length,
        });
        return {
          isSuccess: isWell,
          message: isWell ? 'Every pool answers.' : 'A pool does not answer.',
        };
      },
    };
  }
}
