import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Replica, startReplica } from '#test/cache';
import { freshDatabase } from '#test/database';
import { Database } from './database.js';
import { TieredQueryCache } from './tiered.query-cache.js';

let source: DataSource;
let replica: Replica;
let database: Database;

beforeAll(async () => {
  source = await new DataSource({ type: 'postgres', url: await freshDatabase() }).initialize();
  await source.query('create table thing (n integer)');
});

beforeEach(async () => {
  replica = await startReplica();
  database = new Database(source, new TieredQueryCache(replica.cache, 100, 0));
  await source.query('truncate thing');
});

afterEach(() => replica.stop());

afterAll(() => source.destroy());

const count = async () =>
  (await database.query<{ n: number }>('select count(*)::int as n from thing'))[0]?.n;
const kept = () => database.cachedQuery('things', 60_000, count, { tables: ['thing'] });

async function add(): Promise<void> {
  await database.query('insert into thing values (1)');
  await database.changed('thing');
}

describe('a kept answer', () => {
  it('is given until its table is said to have changed', async () => {
    expect(await kept()).toBe(0);
    await database.query('insert into thing values (1)');
    expect(await kept()).toBe(0);
    await database.changed('other');
    expect(await kept()).toBe(0);

    await database.changed('thing');

    expect(await kept()).toBe(1);
  });

  it('is not used inside a transaction, and gets old when that commits', async () => {
    expect(await kept()).toBe(0);

    await database.transaction(async () => {
      await add();
      expect(await kept()).toBe(1); // What it has changed itself.
    });

    expect(await kept()).toBe(1);
  });

  it('stays when the transaction is rolled back', async () => {
    expect(await kept()).toBe(0);
    const undone = database.transaction(async () => {
      await add();
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');

    await source.query('insert into thing values (1)'); // Behind the back of who keeps it.
    expect(await kept()).toBe(0);
  });
});

describe('what follows a commit', () => {
  it('runs to its end although one part of it fails, and the work counts as done', async () => {
    const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const ran: string[] = [];

    const answer = await database.transaction(async () => {
      await database.onceCommitted(() => {
        throw new Error('thrown');
      });
      await database.onceCommitted(() => Promise.reject(new Error('rejected')));
      await database.onceCommitted(() => void ran.push('last'));
      await add();
      return 'done';
    });

    expect(answer).toBe('done');
    expect(ran).toEqual(['last']);
    expect(await count()).toBe(1);
    expect(log.mock.calls.map(([, error]) => String(error))).toEqual([
      'Error: thrown',
      'Error: rejected',
    ]);
    log.mockRestore();
  });
});

describe('preload', () => {
  it('warms what was registered and goes on when one thing fails', async () => {
    database.onPreload('things', kept);
    database.onPreload('broken', () => database.query('select wrong'));

    const warmed = await database.preload();

    expect(warmed.map(({ name, isWarm }) => [name, isWarm])).toEqual([
      ['things', true],
      ['broken', false],
    ]);
    await source.query('insert into thing values (1)');
    expect(await kept()).toBe(0);
  });
});
