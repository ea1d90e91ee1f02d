import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from './database.problems.js';
import { MemoryQueryCache } from './memory.query-cache.js';

const cache = (graceMs = 0, sizeMax = 10) => new MemoryQueryCache(sizeMax, graceMs);
const away = async (): Promise<never> => {
  throw new DatabaseUnavailable(5);
};

describe('the query cache', () => {
  it('asks once for many callers, and not again while the answer is fresh', async () => {
    const kept = cache();
    let loads = 0;
    const load = async () => {
      await sleep(5);
      return ++loads;
    };

    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => kept.getOrSet('k', 1_000, [], load)),
    );

    expect(new Set(answers)).toEqual(new Set([1]));
    expect(await kept.getOrSet('k', 1_000, [], load)).toBe(1);
    expect(kept.figures()).toEqual({ size: 1, max_size: 10, hits: 1, misses: 1_000 });
  });

  it('asks again after the time, and after a failure', async () => {
    const kept = cache();
    await expect(kept.getOrSet('k', 5, [], away)).rejects.toThrow(DatabaseUnavailable);
    expect(await kept.getOrSet('k', 5, [], async () => 'one')).toBe('one');
    await sleep(10);

    expect(await kept.getOrSet('k', 5, [], async () => 'two')).toBe('two');
  });

  it('gives what is past its time while the database is away, for the grace period', async () => {
    const kept = cache(40);
    await kept.getOrSet('k', 5, [], async () => 'old');
    await sleep(10);

    expect(await kept.getOrSet('k', 5, [], away)).toBe('old');
    await expect(
      kept.getOrSet('k', 5, [], async () => Promise.reject(new Error('wrong SQL'))),
    ).rejects.toThrow('wrong SQL');
    await sleep(50);
    await expect(kept.getOrSet('k', 5, [], away)).rejects.toThrow(DatabaseUnavailable);
  });

  it('forgets by tag, and only by that tag', async () => {
    const kept = cache(1_000);
    await kept.getOrSet('a', 1_000, ['table:a'], async () => 1);
    await kept.getOrSet('b', 1_000, ['table:b'], async () => 1);

    await kept.invalidateTags(['table:a']);

    expect(await kept.getOrSet('a', 1_000, ['table:a'], async () => 2)).toBe(2);
    expect(await kept.getOrSet('b', 1_000, ['table:b'], async () => 2)).toBe(1);
  });

  it('keeps no answer that was on its way while its table changed', async () => {
    const kept = cache();
    const slow = kept.getOrSet('a', 1_000, ['table:a'], async () => {
      await sleep(20);
      return 'before';
    });
    await kept.invalidateTags(['table:a']);

    expect(await kept.getOrSet('a', 1_000, ['table:a'], async () => 'after')).toBe('after');
    expect(await slow).toBe('before');
    expect(await kept.getOrSet('a', 1_000, ['table:a'], async () => 'again')).toBe('after');
  });

  it('holds no more than it may, and nothing once cleared', async () => {
    const kept = cache(0, 3);
    for (const key of ['a', 'b', 'c', 'd']) await kept.getOrSet(key, 1_000, [], async () => key);
    expect(kept.figures().size).toBe(3);

    await kept.clear();

    expect(kept.figures().size).toBe(0);
  });
});
