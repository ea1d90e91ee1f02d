import { since, type Snapshot } from '#platform/metrics';
import type { HistorySource } from '#platform/performance';

const JOBS = 'radiox_queue_jobs';
const AGE = 'radiox_queue_oldest_age_seconds';
const RUNS = 'radiox_job_runs_total';
const SECONDS = 'radiox_job_run_seconds';

/** Every process counts the jobs of the whole fleet. */
const ofFleet = { fleet: 'max', time: 'average' } as const;
const total = { fleet: 'sum', time: 'average' } as const;

/** The queues of the fleet, and what this process did. */
export const QUEUE_SOURCE: HistorySource = {
  metricType: 'queue',
  meters: [JOBS, AGE, RUNS, SECONDS, 'radiox_jobs_running'],
  rules: {
    depth: ofFleet,
    delayed: ofFleet,
    active: ofFleet,
    oldest_age_ms: { fleet: 'max', time: 'max' },
    running: total,
    completed_per_minute: total,
    failed_per_minute: total,
    avg_run_ms: { fleet: 'average', time: 'average' },
  },
  read: (now, then, seconds) => {
    const jobs = (state: string) => now.value(JOBS, { state }) ?? Number.NaN;
    const ages = now.samples(AGE).map(({ value }) => value);
    const all = now.distribution(SECONDS);
    const { count = 0, sum = 0 } = all ? since(all, then?.distribution(SECONDS)) : {};
    return {
      depth: jobs('waiting'),
      delayed: jobs('delayed'),
      active: jobs('active'),
      oldest_age_ms: ages.length === 0 ? Number.NaN : Math.max(...ages) * 1000,
      running: now.value('radiox_jobs_running') ?? 0,
      completed_per_minute: (added('completed', now, then) / seconds) * 60,
      failed_per_minute: (added('failed', now, then) / seconds) * 60,
      avg_run_ms: count === 0 ? 0 : (sum / count) * 1000,
    };
  },
};

function added(outcome: string, now: Snapshot, then: Snapshot | undefined): number {
  return (now.value(RUNS, { outcome }) ?? 0) - (then?.value(RUNS, { outcome }) ?? 0);
}
