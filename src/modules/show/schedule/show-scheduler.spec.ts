import { RetryLater } from '#platform/queue';
import { ShowScheduler } from './show-scheduler.js';

const SIX = '2026-05-20T04:00:00.000Z';

function desk() {
  const taken: string[] = [];
  const preset = {
    name: 'daily',
    autoGenerate: true,
    generationSchedule: '0 6 * * *',
    generationTimeZone: 'Europe/Zurich',
    missedRun: 'run_once',
    missedRunGraceMinutes: 60,
  };
  const scheduler = new ShowScheduler(
    {} as never,
    {
      get: () => Promise.resolve(preset),
      zoneOf: () => Promise.resolve(preset.generationTimeZone),
    } as never,
    {} as never,
    {} as never,
    { request: () => Promise.resolve({ id: 'one' }) } as never,
    {
      take: (_preset: string, slot: Date) => Promise.resolve(taken.push(slot.toISOString()) === 1),
      made: () => Promise.resolve(),
      prune: () => Promise.resolve(),
    } as never,
    {
      transaction: (work: () => Promise<void>) => work(),
      onceCommitted: () => Promise.resolve(),
    } as never,
  );
  const fire = (now: string) =>
    scheduler
      .fire({ preset: 'daily', scheduledAt: SIX }, new Date(now))
      .catch((error: unknown) => error);
  return { taken, fire };
}

describe('a moment that has come', () => {
  it('is looked at again by a process whose clock is behind', async () => {
    const { taken, fire } = desk();

    const early = await fire('2026-05-20T03:59:59.900Z');
    expect(early).toBeInstanceOf(RetryLater);
    expect(early).toMatchObject({ afterMs: 100 });
    expect(taken).toEqual([]);

    expect(await fire('2026-05-20T04:00:00.000Z')).toBeUndefined();
    expect(taken).toEqual([SIX]);
  });

  it('is looked at within the hour where the clock was set back by a day', async () => {
    expect(await desk().fire('2026-05-19T04:00:00.000Z')).toMatchObject({ afterMs: 3_600_000 });
  });
});
