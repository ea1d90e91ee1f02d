import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { freshDatabase } from '#test/database';
import { MIGRATIONS } from '../../../migrations/index.ts';
import { migrate } from './migrate.js';

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
    const url = await freshDatabase();
    const source = await open(url);
    const before = await schemaOf(source);

    for (let at = 0; at < source.migrations.length; at++) await source.undoLastMigration();
    const tables = await source.query(
      `select tablename from pg_tables where schemaname = 'public' order by 1`,
    );
    await migrate(url);

    expect(tables).toEqual([{ tablename: 'migrations' }]);
    expect(await schemaOf(source)).toEqual(before);
  });
});
