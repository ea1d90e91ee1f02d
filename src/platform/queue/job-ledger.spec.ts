import { jest } from '@jest/globals';
import type { Database } from '#platform/database';
import { JobLedger } from './job-ledger.js';

/** A database that is away, and counts who asks. */
function awayDatabase() {
  const query = jest.fn(() => Promise.reject(new Error('gone')));
  return { query, database: { query } as unknown as Database };
}

describe('JobLedger', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('tries again while the database is away', async () => {
    const { query, database } = awayDatabase();
    const ledger = new JobLedger(database);

    ledger.note('a', { state: 'active' });
    await jest.advanceTimersByTimeAsync(2_000);

    expect(query.mock.calls.length).toBeGreaterThan(2);
  });

  it('asks a database that is away twice a second, however much happens', async () => {
    const { query, database } = awayDatabase();
    const ledger = new JobLedger(database);

    for (let n = 0; n < 100; n++) {
      ledger.note(`job ${n}`, { state: 'completed', isFinished: true, makesRoom: true });
      await jest.advanceTimersByTimeAsync(20);
    }

    expect(query.mock.calls.length).toBeGreaterThan(2);
    expect(query.mock.calls.length).toBeLessThan(6);
  });

  it('tries no more, and hears no more, once it is closed', async () => {
    const { query, database } = awayDatabase();
    const ledger = new JobLedger(database);
    ledger.note('a', { state: 'active' });

    await ledger.close();
    ledger.note('a', { state: 'completed', isFinished: true });
    await jest.advanceTimersByTimeAsync(2_000);

    expect(query).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  describe('in a burst', () => {
    const many = Array.from({ length: 50 }, (_, n) => `job ${n}`);

    async function afterBurst() {
      const query = jest.fn(() => Promise.resolve([]));
      const ledger = new JobLedger({ query } as unknown as Database);
      for (const id of many) ledger.note(id, { state: 'active' });
      await jest.advanceTimersByTimeAsync(20);
      expect(query).toHaveBeenCalledTimes(1);
      return { query, ledger };
    }

    it('writes seldom, and often again when it is over', async () => {
      const { query, ledger } = await afterBurst();

      ledger.note('next', { state: 'active' });
      await jest.advanceTimersByTimeAsync(200);
      expect(query).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(50);
      expect(query).toHaveBeenCalledTimes(2);

      ledger.note('later', { state: 'active' });
      await jest.advanceTimersByTimeAsync(20);
      expect(query).toHaveBeenCalledTimes(3);
    });

    it('writes at once what others may wait for', async () => {
      const { query, ledger } = await afterBurst();

      ledger.note('next', { state: 'active' });
      ledger.note('limited', { state: 'completed', isFinished: true, makesRoom: true });
      await jest.advanceTimersByTimeAsync(20);

      expect(query).toHaveBeenCalledTimes(2);
    });
  });
});
