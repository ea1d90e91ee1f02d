import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Engine, HeldJob } from '../engine/engine.js';
import type { JobLedger } from '../job-ledger.js';
import { JobRunner } from './job-runner.js';
import { JobTypes } from './job-type.js';

Logger.overrideLogger(false);

const held = (token: string) =>
  ({ id: 'one', type: 'task', lane: 'default', payload: {}, attempt: 1, token }) as HeldJob;
const ledger = { note: () => undefined } as unknown as JobLedger;

describe('JobRunner', () => {
  it('ends the earlier run of a job that came back before it begins the new one', async () => {
    const told: string[] = [];
    const types = new JobTypes();
    let now = 0;
    let most = 0;
    types.register(
      'task',
      async (_payload, { signal }) => {
        most = Math.max(most, ++now);
        await sleep(10_000, undefined, { signal }).catch(() => undefined);
        now--;
      },
      {},
    );
    const engine = {
      complete: ({ token }: HeldJob) => void told.push(`completed ${token}`),
      fail: ({ token }: HeldJob) => void told.push(`failed ${token}`),
    } as unknown as Engine;
    const runner = new JobRunner(engine, types, ledger, () => false);

    const first = runner.run(held('a'), () => false);
    await sleep(20);
    const second = runner.run(held('b'), () => false);
    await first;
    await sleep(20);

    expect(runner.held.map(({ token }) => token)).toEqual(['b']);
    runner.abandon(held('a')); // Of the past: it must not reach the run of now.
    await sleep(20);
    expect(runner.held).toHaveLength(1);
    expect(runner.stop('one', 'cancelled')).toBe(true);
    await second;

    expect(most).toBe(1);
    expect(told).toEqual(['failed b']);
    expect(runner.held).toEqual([]);
  });

  it('tells a closed engine of a late end once, and leaves the job to its lock', async () => {
    const types = new JobTypes();
    types.register('task', () => Promise.resolve(), {});
    let times = 0;
    const engine = {
      complete: () => Promise.reject(new Error(`Connection is closed. ${++times}`)),
    } as unknown as Engine;
    const runner = new JobRunner(engine, types, ledger, () => false);

    const waiting = runner.run(held('a'), () => false);
    await sleep(20);
    expect(times).toBe(1);
    runner.leaveEngine();
    expect(await Promise.race([waiting, sleep(200)])).toEqual({});
    expect(await Promise.race([runner.run(held('b'), () => false), sleep(200)])).toEqual({});
    expect(times).toBe(2);
  });
});
