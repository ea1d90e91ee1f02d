import { Logger } from '@nestjs/common';
import type { Database } from '#platform/database';
import { freshDatabase } from '#test/database';
import { type QueueInstance, queueInstance, until } from '#test/queue-instance';
import { DomainEvent } from './domain-event.js';
import { EventBus } from './event-bus.js';

class DoorOpened extends DomainEvent {
  static readonly eventName = 'door.opened';
  constructor(readonly door: string) {
    super();
  }
}
class DoorClosed extends DomainEvent {
  static readonly eventName = 'door.closed';
  constructor(readonly door: string) {
    super();
  }
}

let instance: QueueInstance;
let database: Database;

beforeAll(async () => {
  instance = await queueInstance({ DATABASE_URL: await freshDatabase() });
  ({ database } = instance);
  Logger.overrideLogger(false);
});

afterAll(() => instance.stop());

describe('EventBus', () => {
  it('tells what happened in a commit and outside, and nothing of a rollback', async () => {
    const bus = new EventBus(database, instance.queue);
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
    const bus = new EventBus(database, instance.queue);
    await database.query('create table door (name text)');
    let seenByOthers: unknown;
    bus.on(DoorOpened, async () => {
      seenByOthers = await database.query('select name from door');
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
    const bus = new EventBus(database, instance.queue);
    const heard: string[] = [];
    bus.on(DoorOpened, fail);
    bus.on(DoorOpened, ({ door }) => {
      heard.push(door);
    });

    await database.transaction(() => bus.publish(new DoorOpened('back')));

    expect(heard).toEqual(['back']);
  });

  it('tells each class to its own listeners, until they have heard enough', async () => {
    const bus = new EventBus(database, instance.queue);
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

describe('EventBus, reliably', () => {
  it('brings an event to each subscriber of another process, and nothing of a rollback', async () => {
    const url = await freshDatabase();
    const api = await queueInstance({ DATABASE_URL: url, RADIOX_ROLE: 'api' });
    const worker = await queueInstance({ DATABASE_URL: url, RADIOX_ROLE: 'worker' });
    try {
      const heard: string[] = [];
      const buses = [api, worker].map((one) => new EventBus(one.database, one.queue));
      for (const bus of buses)
        for (const name of ['lights', 'heating'])
          bus.onReliably(DoorOpened, name, (event) => {
            heard.push(`${name}: ${event.door} ${event instanceof DoorOpened}`);
            return Promise.resolve();
          });
      await api.start();
      await worker.start();

      await expect(
        api.database.transaction(async () => {
          await buses[0]?.publish(new DoorOpened('rollback'));
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await buses[0]?.publish(new DoorOpened('front'));
      await until(() => heard.length === 2);

      expect(heard.sort()).toEqual(['heating: front true', 'lights: front true']);
    } finally {
      await worker.stop();
      await api.stop();
    }
  });

  it('acts once, however often a delivery fails half-way or comes again', async () => {
    const one = await queueInstance({ DATABASE_URL: await freshDatabase() });
    try {
      await one.database.query('create table visit (door text)');
      const bus = new EventBus(one.database, one.queue);
      let tries = 0;
      bus.onReliably(DoorOpened, 'visitors', async ({ door }) => {
        await one.database.query('insert into visit values ($1)', [door]);
        if (++tries === 1) throw new Error('after the effect');
      });
      await one.start();
      await bus.publish(new DoorOpened('front'));
      const isDone = async () =>
        (await one.database.query(`select 1 from job where state = 'completed'`)).length === 1;
      await until(isDone);

      const again = `update job set state = 'failed' where state = 'completed' returning id`;
      const [job] = await one.database.query<{ id: string }>(again);
      await one.queue.retry(job?.id ?? '');
      await until(isDone);

      expect(tries).toBe(2);
      expect(await one.database.query('select door from visit')).toEqual([{ door: 'front' }]);
    } finally {
      await one.stop();
    }
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
