import pg from 'pg';
import type { DataSource } from 'typeorm';

/** Any number will do, as long as every RadioX uses the same: one migrates, the others wait. */
const MIGRATION_LOCK = 7_270_016;

/**
 * Brings the schema up to the code, one process at a time.
 * @throws Error when the schema is newer than this code.
 */
export async function migrate(source: DataSource, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // A server that dies meanwhile rejects the query; it must not end the process.
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(source, client);
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await client.end();
  }
}

async function refuseNewer(source: DataSource, client: pg.Client): Promise<void> {
  const { rows: exists } = await client.query(`select to_regclass('migrations') as there`);
  if ((exists as Array<{ there: string | null }>)[0]?.there === null) return;
  const { rows } = await client.query<{ name: string }>('select name from migrations');
  const known = new Set(source.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const unknown = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(
      `The database has been migrated by a newer RadioX (${unknown.join(', ')}). Start that version, or point this one to another database.`,
    );
}
