import { DataSource, QueryFailedError, type QueryRunner, type ReplicationMode } from 'typeorm';
import { Problem } from '#kernel';
import type { Connections } from './connections.js';
import type { DatabaseServer } from './database-server.js';

/** What the data source needs beside TypeORM's options. */
export interface Belongings {
  readonly server: DatabaseServer;
  readonly connections: Connections;
}

/** TypeORM on our pool, with our failures; it lets go of the server after its own connections. */
export class PooledDataSource extends DataSource {
  get #belongings(): Belongings {
    return this.options as unknown as Belongings;
  }

  /** TypeORM wraps what a statement throws; where that is a Problem already, it is what the caller shall see. */
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = ((...args: unknown[]) => query(...args).catch(rethrow)) as typeof runner.query;
    return runner;
  }

  /** A provider's shutdown hook would stop the server before its connections are closed. */
  override async destroy(): Promise<void> {
    const { server, connections } = this.#belongings;
    await connections.watch.stop();
    await super.destroy();
    await server.close();
  }
}

function rethrow(error: unknown): never {
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : undefined;
  throw inner instanceof Problem ? inner : error;
}

/** TypeORM makes its pool with `new driver.Pool(options)`: it gets the one that is there. */
export function driverOf({ pool }: Connections): { readonly Pool: unknown } {
  return {
    Pool: function OurPool() {
      return pool;
    },
  };
}
