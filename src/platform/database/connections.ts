import { Injectable } from '@nestjs/common';
import { BoundedPool } from './bounded-pool.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { DatabaseServer } from './database-server.js';
import { DatabaseSettings } from './database.settings.js';
import { DatabaseWatch } from './database-watch.js';
import { QueryLog } from './query-log.js';

/** A server that does not greet within this time is taken for one that is not there, milliseconds. */
const CONNECT_MS_MAX = 5_000;

/** The pool of this process with what guards and counts it. */
@Injectable()
export class Connections {
  readonly breaker = new CircuitBreaker();
  readonly log: QueryLog;
  readonly pool: BoundedPool;
  readonly watch: DatabaseWatch;

  constructor(server: DatabaseServer, settings: DatabaseSettings) {
    this.log = new QueryLog(settings.slowQueryMs);
    this.pool = new BoundedPool(
      {
        min: settings.poolMin,
        max: settings.poolMax,
        waitingMax: settings.poolWaitingMax,
        acquireMsMax: settings.poolAcquireMsMax,
        idleMsMax: settings.poolIdleMsMax,
        lifetimeMsMax: settings.poolLifetimeMsMax,
        usesMax: settings.poolUsesMax,
        pingAfterIdleMs: settings.poolPingAfterIdleMs,
      },
      {
        url: () => server.url,
        statementMsMax: settings.statementMsMax,
        connectMsMax: CONNECT_MS_MAX,
        log: this.log,
        breaker: this.breaker,
      },
    );
    this.watch = new DatabaseWatch(server, this.pool, this.breaker);
  }
}
