import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Lifecycle, type Part, StartFailed } from './lifecycle.js';

Logger.overrideLogger(false);

function lifecycleOf(log: string[], parts: Array<Partial<Part> & Pick<Part, 'name' | 'step'>>) {
  const lifecycle = new Lifecycle();
  for (const part of parts)
    lifecycle.register({
      isRequired: true,
      startMsMax: 100,
      stopMsMax: 100,
      start: () => Promise.resolve(void log.push(`+${part.name}`)),
      stop: () => Promise.resolve(void log.push(`-${part.name}`)),
      ...part,
    });
  return lifecycle;
}

describe('Lifecycle', () => {
  it('starts in one order, whoever registered first, and stops backwards', async () => {
    const log: string[] = [];
    const lifecycle = lifecycleOf(log, [
      { name: 'voices', step: 'engines' },
      { name: 'queue', step: 'queue' },
      { name: 'cache', step: 'cache' },
    ]);

    await lifecycle.onApplicationBootstrap();
    expect([...lifecycle.states()]).toEqual([
      ['cache', 'up'],
      ['queue', 'up'],
      ['voices', 'up'],
    ]);
    await lifecycle.beforeApplicationShutdown();
    await lifecycle.beforeApplicationShutdown();

    expect(log).toEqual(['+cache', '+queue', '+voices', '-voices', '-queue', '-cache']);
    expect(lifecycle.leaving.aborted).toBe(true);
  });

  it('ends with one sentence when a required part fails, and stops what had begun', async () => {
    const log: string[] = [];
    const lifecycle = lifecycleOf(log, [
      { name: 'cache', step: 'cache' },
      { name: 'queue', step: 'queue', start: () => Promise.reject(new Error('no such host.')) },
      { name: 'voices', step: 'engines' },
    ]);

    const start = lifecycle.onApplicationBootstrap();
    await expect(start).rejects.toThrow(StartFailed);
    await expect(start).rejects.toThrow('The queue did not start: no such host.');
    expect(log).toEqual(['+cache', '-queue', '-cache']);
  });

  it('goes on degraded without an optional part', async () => {
    const log: string[] = [];
    const lifecycle = lifecycleOf(log, [
      {
        name: 'cache',
        step: 'cache',
        isRequired: false,
        start: () => Promise.reject(new Error('away')),
      },
      { name: 'queue', step: 'queue' },
    ]);

    await lifecycle.onApplicationBootstrap();

    expect(Object.fromEntries(lifecycle.states())).toEqual({ cache: 'degraded', queue: 'up' });
  });

  it('waits for no part longer than its deadline, coming or going', async () => {
    const log: string[] = [];
    const hang = () => sleep(5_000, undefined, { ref: false });
    const lifecycle = lifecycleOf(log, [
      { name: 'cache', step: 'cache', isRequired: false, start: hang, startMsMax: 20 },
      { name: 'queue', step: 'queue', stop: hang, stopMsMax: 20 },
    ]);

    const from = performance.now();
    await lifecycle.onApplicationBootstrap();
    await lifecycle.beforeApplicationShutdown();

    expect(performance.now() - from).toBeLessThan(1_000);
    expect(log).toEqual(['+queue', '-cache']);
  });
});
