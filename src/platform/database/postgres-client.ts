import pg from 'pg';

/**
 * The one place that imports `pg` here. It imports nothing of ours, because the embedded server is also
 * loaded by the jest global setup, with Node alone.
 */
export const { Client, Pool, DatabaseError } = pg;
export type { ClientConfig, Client as PostgresClient, PoolClient, PoolConfig } from 'pg';

/** A server that does not greet within this time is taken for one that is not there, milliseconds. */
const CONNECT_MS_MAX = 5_000;

/**
 * A connection of its own, apart from any pool.
 * @param ms How long it may take until it is open.
 * @throws Error when it is not; nothing is left open then.
 */
export async function connectTo(url: string, ms = CONNECT_MS_MAX): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ms,
    keepAlive: true,
  });
  client.on('error', () => undefined); // It rejects what is asked of it then; it must not end the process.
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
