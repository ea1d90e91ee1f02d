import { randomUUID } from 'node:crypto';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { freshDatabase } from '#test/database';
import { MIGRATIONS } from '../../../migrations/index.ts';
import { until } from '#test/postgres-process';
import { migrate, migrateDown } from './migrate.js';
import { connectTo } from './postgres-client.js';

const sources: DataSource[] = [];

afterEach(async () => {
  for (const source of sources.splice(0)) await source.destroy();
});

async function open(url: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
  });
  sources.push(await source.initialize());
  return source;
}

/** A database nobody has migrated yet. */
async function emptyDatabase(): Promise<string> {
  const url = await freshDatabase();
  const name = `e_${randomUUID().replaceAll('-', '')}`;
  const source = await open(url);
  await source.query(`create database ${name} template template0`);
  return url.replace(/[^/]+$/, name);
}

/** Tables, columns, indexes and constraints as the server describes them. */
async function schemaOf(source: DataSource): Promise<unknown> {
  return source.query(`
    select 'column' as kind, table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
           || ' ' || coalesce(column_default, '') as what
      from information_schema.columns where table_schema = 'public'
    union all select 'index', indexdef from pg_indexes where schemaname = 'public'
    union all select 'constraint', conrelid::regclass || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    order by 1, 2`);
}

describe('migrate', () => {
  it('lets one migrate while the others wait', async () => {
    const url = await emptyDatabase();
    const racers = await Promise.all([open(url), open(url), open(url)]);

    await Promise.all(racers.map(() => migrate(url)));

    const ran = await racers[0].query('select name from migrations order by id');
    expect(ran).toEqual(
      racers[0].migrations.map(({ constructor }) => ({ name: constructor.name })),
    );
    expect(ran.length).toBeGreaterThanOrEqual(5);
  });

  it('changes nothing the second time', async () => {
    const url = await freshDatabase();
    const source = await open(url);
    const before = await schemaOf(source);

    await migrate(url);

    expect(await schemaOf(source)).toEqual(before);
  });

  it('refuses a database that a newer RadioX has migrated, in a sentence, and leaves it alone', async () => {
    const url = await freshDatabase();
    const source = await open(url);
    await source.query(
      `insert into migrations (timestamp, name) values (1900000000000, 'Later19')`,
    );
    const before = await schemaOf(source);

    await expect(migrate(url)).rejects.toThrow(
      'The database has been migrated by a newer RadioX (Later19). Start that version, or point this one to another database.',
    );

    expect(await schemaOf(source)).toEqual(before);
  });

  it('has a way back for every migration, and forth again', async () => {
    const url = await emptyDatabase();
    const source = await open(url);
    let before = await schemaOf(source);

    for (let steps = 1; steps <= MIGRATIONS.length; steps++) {
      const these = MIGRATIONS.slice(0, steps);
      await migrate(url, these);
      const after = await schemaOf(source);
      await migrateDown(url);
      if (steps > 1) expect(await schemaOf(source)).toEqual(before);
      await migrate(url, these);
      expect(await schemaOf(source)).toEqual(after);
      before = after;
    }
    expect(JSON.stringify(before)).toContain('show_newest_idx');
  });

  it('goes on where one was killed half-way', async () => {
    const url = await freshDatabase();
    const source = await open(url);
    const before = await schemaOf(source);
    const steps = [...MIGRATIONS, Slow1900000000001];
    const first = migrate(url, steps).catch((error: unknown) => error);
    const sleeping = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%pg_sleep(0.3)%' and pid <> pg_backend_pid()`;
    await until(async () => (await source.query(sleeping)).length > 0, 5_000);

    expect(await first).toBeInstanceOf(Error);
    expect(await schemaOf(source)).toEqual(before);

    await migrate(url, steps);
    expect(JSON.stringify(await schemaOf(source))).toContain('slow_thing');
  });

  it('does not wait for ever for another that migrates', async () => {
    const url = await freshDatabase();
    const other = await connectTo(url);
    await other.query('select pg_advisory_lock(7270016)');
    try {
      await expect(migrate(url, MIGRATIONS, 100)).rejects.toThrow(
        'Another RadioX has been migrating this database for too long.',
      );
    } finally {
      await other.end();
    }
  });
});

describe('migrateDown', () => {
  it('takes back the last step, one at a time, until none is left', async () => {
    const url = await freshDatabase();
    const names = MIGRATIONS.map(({ name }) => name);

    for (const name of names.toReversed()) expect(await migrateDown(url)).toBe(name);

    expect(await migrateDown(url)).toBeUndefined();
  });

  it('refuses while a RadioX uses the database', async () => {
    const url = await freshDatabase();
    const user = await connectTo(url);
    await user.query(`set application_name = 'radiox'`);
    try {
      await expect(migrateDown(url)).rejects.toThrow('A RadioX uses this database. Stop it');
    } finally {
      await user.end();
    }
  });
});

/** A step that takes long enough to be killed in its middle. */
class Slow1900000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table slow_thing (id integer)');
    await runner.query('select pg_sleep(0.3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table slow_thing');
  }
}
