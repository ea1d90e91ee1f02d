import { setTimeout as sleep } from 'node:timers/promises';
import type { PlacedEvent } from './event.js';
import { EventBuffer } from './event-buffer.js';
import { TooManyEvents } from './event.problems.js';

const LIMITS = { waitingMax: 1_000, gatherMs: 20 };
const events = (count: number, id = 'e') =>
  Array.from({ length: count }, (_, n) => ({ id: `${id}${n}` })) as unknown as PlacedEvent[];

function bufferOf(write: (batch: readonly PlacedEvent[]) => Promise<void>, limits = LIMITS) {
  const batches: string[][] = [];
  const buffer = new EventBuffer(
    async (batch) => {
      batches.push(batch.map(({ id }) => id));
      await write(batch);
    },
    () => limits,
  );
  return { buffer, batches };
}

describe('EventBuffer', () => {
  it('answers nobody before his events are written', async () => {
    const commit = Promise.withResolvers<undefined>();
    const { buffer } = bufferOf(() => commit.promise);
    let isAnswered = false;
    const added = buffer.add(events(1)).then(() => (isAnswered = true));
    await sleep(60);
    expect(isAnswered).toBe(false);

    commit.resolve(undefined);
    await added;

    expect(buffer.figures).toEqual({ waiting: 0, written: 1, batches: 1, refused: 0, failed: 0 });
  });

  it('writes those of many callers in one statement, and what comes meanwhile in the next', async () => {
    const { buffer, batches } = bufferOf(() => sleep(50));
    const first = Promise.all(['a', 'b', 'c'].map((id) => buffer.add(events(1, id))));
    await sleep(40);
    const later = Promise.all(['d', 'e'].map((id) => buffer.add(events(1, id))));
    await Promise.all([first, later]);

    expect(batches).toEqual([
      ['a0', 'b0', 'c0'],
      ['d0', 'e0'],
    ]);
  });

  it('does not wait for company where there is enough', async () => {
    const { buffer, batches } = bufferOf(() => Promise.resolve(), { ...LIMITS, gatherMs: 5_000 });
    const from = performance.now();

    await Promise.all([buffer.add(events(250)), buffer.add(events(250))]);

    expect(performance.now() - from).toBeLessThan(1_000);
    expect(batches.map(({ length }) => length)).toEqual([500]);
  });

  it('splits what is too much for one statement', async () => {
    const { buffer, batches } = bufferOf(() => Promise.resolve());

    await Promise.all([buffer.add(events(300)), buffer.add(events(300))]);

    expect(batches.map(({ length }) => length)).toEqual([300, 300]);
  });

  it('refuses more than may wait, and goes on when there is room', async () => {
    const { buffer } = bufferOf(() => sleep(30));
    const full = buffer.add(events(1_000));

    await expect(buffer.add(events(1))).rejects.toThrow(TooManyEvents);
    await full;
    await buffer.add(events(1));

    expect(buffer.figures).toMatchObject({ waiting: 0, written: 1_001, refused: 1 });
  });

  it('tells whoever sent them that they could not be written', async () => {
    const { buffer } = bufferOf(() => Promise.reject(new Error('away')));
    const ends = await Promise.allSettled([buffer.add(events(2)), buffer.add(events(3))]);

    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(buffer.figures).toMatchObject({ waiting: 0, failed: 5, written: 0 });
  });

  it('lets nobody suffer for the events of another', async () => {
    const { buffer } = bufferOf((batch) =>
      batch.some(({ id }) => id === 'bad0')
        ? Promise.reject(Object.assign(new Error('invalid'), { code: '22P05' }))
        : Promise.resolve(),
    );
    const ends = await Promise.allSettled(['a', 'bad', 'c'].map((id) => buffer.add(events(1, id))));

    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(buffer.figures).toMatchObject({ waiting: 0, written: 2, failed: 1 });
  });

  it('writes what waits when it is told to', async () => {
    const { buffer, batches } = bufferOf(() => Promise.resolve(), { ...LIMITS, gatherMs: 5_000 });
    const added = buffer.add(events(2));

    await buffer.flush();
    await added;

    expect(batches).toEqual([['e0', 'e1']]);
  });
});
