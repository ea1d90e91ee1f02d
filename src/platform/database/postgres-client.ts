import pg from 'pg';

/**
 * The one place that imports `pg` here. It imports nothing of ours, because the embedded server is also
 * loaded by the jest global setup, with Node alone.
 */
export const { Client, Pool, DatabaseError } = pg;
export type { ClientConfig, Client as PostgresClient, PoolClient, PoolConfig } from 'pg';

/** A server that does not greet within this time is taken for one that is not there, milliseconds. */
export const CONNECT_MS_MAX = 5_000;

/** A server that does not close a connection we have left within this time is cut off, milliseconds. */
const FAREWELL_MS_MAX = 2_000;

/** A connection whose loss ends no process, and whose end takes 2 s at most, even on a server that hangs. */
export class CalmClient extends Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined); // It rejects what is asked of it then.
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    const late = setTimeout(() => {
      cut(this);
    }, FAREWELL_MS_MAX).unref();
    this.once('end', () => {
      clearTimeout(late);
    });
    if (callback) {
      super.end(callback);
      return;
    }
    return super.end();
  }
}

/**
 * A connection of its own, apart from any pool.
 * @param ms How long it may take until it is open.
 * @throws Error when it is not; nothing is left open then.
 */
export async function connectTo(url: string, ms = CONNECT_MS_MAX): Promise<pg.Client> {
  const client = new CalmClient({
    connectionString: url,
    connectionTimeoutMillis: ms,
    keepAlive: true,
  });
  await client.connect();
  return client;
}

/** Asks one thing on a connection of its own. @returns How many rows the answer has. */
export async function askOnce(url: string, sql: string, values: string[] = []): Promise<number> {
  const client = await connectTo(url);
  try {
    return (await client.query(sql, values)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Cuts a connection without a farewell: a server that hangs would never answer one. */
export function cut(client: pg.Client): void {
  (
    client as unknown as { connection: { stream: { destroy(): void } } }
  ).connection.stream.destroy();
}
