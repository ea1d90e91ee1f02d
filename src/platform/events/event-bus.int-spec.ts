import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Database } from '#platform/database';
import { connect } from '#test/database';
import { EventBus } from './event-bus.js';

class DoorOpened {
  constructor(readonly door: string) {}
}
class DoorClosed {
  constructor(readonly door: string) {}
}

let source: DataSource;
let database: Database;

beforeAll(async () => {
  Logger.overrideLogger(false);
  source = await connect([]);
  database = new Database(source);
});

afterAll(() => source.destroy());

describe('EventBus', () => {
  it('tells what happened in a commit and outside, and nothing of a rollback', async () => {
    const bus = new EventBus(database);
    const heard: string[] = [];
    bus.on(DoorOpened, ({ door }) => {
      heard.push(door);
    });

    await database.transaction(async () => {
      await bus.publish(new DoorOpened('commit'));
      await database.transaction(() => bus.publish(new DoorOpened('inner')));
      expect(heard).toEqual([]);
    });
    await expect(
      database.transaction(async () => {
        await bus.publish(new DoorOpened('rollback'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await bus.publish(new DoorOpened('outside'));

    expect(heard).toEqual(['commit', 'inner', 'outside']);
  });

  it('has committed before anybody hears', async () => {
    const bus = new EventBus(database);
    await database.query('create table door (name text)');
    let seenByOthers: unknown;
    bus.on(DoorOpened, async () => {
      seenByOthers = await source.query('select name from door');
    });

    await database.transaction(async () => {
      await database.query(`insert into door values ('front')`);
      await bus.publish(new DoorOpened('front'));
    });

    expect(seenByOthers).toEqual([{ name: 'front' }]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('deaf');
      },
    ],
    ['rejects', () => Promise.reject(new Error('deaf'))],
  ])('goes on when a handler %s', async (_how, fail) => {
    const bus = new EventBus(database);
    const heard: string[] = [];
    bus.on(DoorOpened, fail);
    bus.on(DoorOpened, ({ door }) => {
      heard.push(door);
    });

    await database.transaction(() => bus.publish(new DoorOpened('back')));

    expect(heard).toEqual(['back']);
  });

  it('tells each class to its own listeners, until they have heard enough', async () => {
    const bus = new EventBus(database);
    const heard: string[] = [];
    const end = bus.on(DoorClosed, ({ door }) => {
      heard.push(door);
    });

    await bus.publish(new DoorOpened('front'));
    await bus.publish(new DoorClosed('front'));
    end();
    await bus.publish(new DoorClosed('back'));

    expect(heard).toEqual(['front']);
  });
});

describe('Database', () => {
  it('gives the rows of every kind of statement', async () => {
    await database.query('create table kind (n int primary key, tags jsonb)');

    const inserted = await database.query(
      `insert into kind values (1, '[[1], 2]'), (2, '[]') returning n`,
    );
    const updated = await database.query('update kind set n = n + 10 returning n');
    const selected = await database.query('select tags from kind order by n');
    const deleted = await database.query('delete from kind');

    expect(inserted).toEqual([{ n: 1 }, { n: 2 }]);
    expect(updated).toEqual([{ n: 11 }, { n: 12 }]);
    expect(selected).toEqual([{ tags: [[1], 2] }, { tags: [] }]);
    expect(deleted).toEqual([]);
  });

  it('rolls back what an inner transaction did together with the outer', async () => {
    await database.query('create table nest (n int)');

    await expect(
      database.transaction(async () => {
        await database.transaction(() => database.query('insert into nest values (1)'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');

    expect(await database.query('select n from nest')).toEqual([]);
  });
});
