import { DataSource, type QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../../../migrations/index.ts';

/** Any number will do, as long as every RadioX uses the same: one migrates, the others wait. */
const MIGRATION_LOCK = 7_270_016;
/** A migration of a large table may take minutes; who waits for longer than this is told so, milliseconds. */
const WAIT_MS_MAX = 600_000;

type Migration = (typeof MIGRATIONS)[number];

/**
 * Brings the schema up to the code, one process at a time, each step in a transaction of its own: killed
 * half-way, the next start goes on with the step that was lost. Has connections of its own, because the
 * pool's time limit for a statement is no limit for a migration.
 * @throws Error with a sentence when the schema is newer than this code, or another process has been at it
 * for ten minutes.
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[] = MIGRATIONS,
  waitMsMax = WAIT_MS_MAX,
): Promise<void> {
  await alone(url, migrations, waitMsMax, async (source, runner) => {
    await refuseNewer(source, runner);
    await source.runMigrations({ transaction: 'each' });
  });
}

/**
 * Takes the last step back, with the data that only it knew.
 * @returns The step's name; nothing when the database has none left.
 * @throws Error with a sentence while a RadioX uses the database, or when its schema is newer than this code.
 */
export async function migrateDown(url: string): Promise<string | undefined> {
  return alone(url, MIGRATIONS, WAIT_MS_MAX, async (source, runner) => {
    await refuseNewer(source, runner);
    const users: unknown = await runner.query(
      `select from pg_stat_activity where datname = current_database() and application_name = 'radiox'`,
    );
    if ((users as unknown[]).length > 0)
      throw new Error('A RadioX uses this database. Stop it before you take a migration back.');
    const name = (await done(runner)).at(-1);
    if (name !== undefined) await source.undoLastMigration({ transaction: 'each' });
    return name;
  });
}

async function alone<T>(
  url: string,
  migrations: readonly Migration[],
  waitMsMax: number,
  work: (source: DataSource, runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    poolSize: 2, // The lock's connection, and the one that migrates.
    applicationName: 'radiox-migrate',
    poolErrorHandler: () => undefined, // A server that dies meanwhile rejects the statement in progress.
  });
  await source.initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query(`set lock_timeout = ${Math.round(waitMsMax)}`);
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]).catch(toSentence);
    return await work(source, runner);
  } finally {
    await source.destroy(); // Ends the connection, and with it the lock.
  }
}

function toSentence(error: unknown): never {
  if ((error as { code?: string }).code !== '55P03') throw error;
  throw new Error('Another RadioX has been migrating this database for too long.', {
    cause: error,
  });
}

async function refuseNewer(source: DataSource, runner: QueryRunner): Promise<void> {
  const known = new Set(source.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const unknown = (await done(runner)).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(
      `The database has been migrated by a newer RadioX (${unknown.join(', ')}). Start that version, or point this one to another database.`,
    );
}

/** Names of the steps that the database has, oldest first. */
async function done(runner: QueryRunner): Promise<string[]> {
  if (!(await runner.hasTable('migrations'))) return [];
  const rows = (await runner.query('select name from migrations order by id')) as Array<{
    name: string;
  }>;
  return rows.map(({ name }) => name);
}
