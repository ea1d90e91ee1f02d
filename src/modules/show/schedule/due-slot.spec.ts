import { dueSlot } from './due-slot.js';

const SIX = '2026-05-20T04:00:00Z';
const daily = { cron: '0 6 * * *', timezone: 'Europe/Zurich' };
const due = (
  missedRun: 'skip' | 'run_once',
  now: string,
  { scheduledAt = SIX, schedule = daily } = {},
) => {
  const preset = { missedRun, missedRunGraceMinutes: 60 };
  const found = dueSlot(preset, schedule, {
    scheduledAt: new Date(scheduledAt),
    now: new Date(now),
  });
  return [found.slot.toISOString(), found.outcome];
};

describe('a moment of a schedule', () => {
  it.each([
    ['is punctual', 'skip', '2026-05-20T04:00:01Z', 'made'],
    ['was missed, and missed ones are skipped', 'skip', '2026-05-20T04:03:00Z', 'skipped'],
    ['was missed, and is made up', 'run_once', '2026-05-20T04:59:00Z', 'made'],
    ['was missed too long ago', 'run_once', '2026-05-20T05:01:00Z', 'skipped'],
  ] as const)('%s', (_what, rule, now, outcome) => {
    expect(due(rule, now)).toEqual(['2026-05-20T04:00:00.000Z', outcome]);
  });

  it('is the newest of all that were missed: one show, no burst', () => {
    const schedule = { cron: '*/10 * * * *', timezone: 'UTC' };

    expect(due('run_once', '2026-05-22T09:34:00Z', { schedule })).toEqual([
      '2026-05-22T09:30:00.000Z',
      'made',
    ]);
  });

  it('is found again after the clock has leapt ahead by two days', () => {
    expect(due('run_once', '2026-05-22T04:00:30Z')).toEqual(['2026-05-22T04:00:00.000Z', 'made']);
  });
});
