import { Logger } from '@nestjs/common';
import type { Engine, HeldJob } from '../engine/engine.js';
import type { JobLedger } from '../job-ledger.js';
import { Dispatcher } from './dispatcher.js';
import { JobRunner } from './job-runner.js';
import { JobTypes } from './job-type.js';

Logger.overrideLogger(false);

const HELD = { id: 'one', type: 'task', lane: 'default', payload: {}, attempt: 1, token: 'a' };
const ledger = { note: () => undefined } as unknown as JobLedger;

describe('Dispatcher', () => {
  it('hands back a job that comes when it has been told to stop, and begins it not', async () => {
    const told: string[] = [];
    const asked = Promise.withResolvers<HeldJob | undefined>();
    const engine = {
      next: () => asked.promise,
      handBack: ({ id }: HeldJob) => {
        told.push(`handed back ${id}`);
        return Promise.resolve();
      },
      complete: ({ id }: HeldJob) => void told.push(`completed ${id}`),
    } as unknown as Engine;
    const types = new JobTypes();
    types.register('task', () => Promise.resolve(void told.push('begun')), {});
    const dispatcher = new Dispatcher(engine, new JobRunner(engine, types, ledger, () => false), {
      slots: () => 1,
      lockMs: 1_000,
      isPaused: () => false,
      cancelled: () => Promise.resolve([]),
    });
    dispatcher.wake('default');

    const stopped = dispatcher.stop();
    asked.resolve(HELD as HeldJob);
    await stopped;

    expect(told).toEqual(['handed back one']);
  });
});
