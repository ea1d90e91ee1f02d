import type { Distribution, Sample, Snapshot } from '#platform/metrics';

/** Good and bad events since the start of a process. */
export interface Events {
  readonly good: number;
  readonly total: number;
}

/** What the station promises: of all events so many are good. */
export interface Objective {
  readonly name: string;
  readonly description: string;
  /** Share of good events that is promised, 0 to 1. */
  readonly targetRatio: number;
  /** What it reads; while it does not exist there is nothing to say about the promise. */
  readonly meters: readonly string[];
  /** @returns Nothing where nothing is measured. */
  readonly read: (snapshot: Snapshot) => Events | undefined;
}

/** The time over which a promise is kept or broken, days. */
export const BUDGET_DAYS = 30;

/** Who looks after us asks these; whether they answer is not what listeners notice. */
const PROBES = /^\/(livez|readyz|health|metrics|performance)\b/;

const REQUESTS = 'http_requests_total';
const REQUEST_SECONDS = 'http_request_duration_seconds';
const QUERY_SECONDS = 'radiox_database_query_seconds';
const SHOWS = 'radiox_shows_ended_total';
const UPLOADS = 'radiox_uploads_total';
export const TIMED_GETS = 'radiox_cache_timed_gets_total';

export const OBJECTIVES: readonly Objective[] = [
  {
    name: 'api_availability',
    description: 'Requests that are not answered by a fault of ours (a status below 500).',
    targetRatio: 0.999,
    meters: [REQUESTS],
    read: (snapshot) =>
      counted(
        snapshot.samples(REQUESTS).filter(({ labels }) => !PROBES.test(labels?.['endpoint'] ?? '')),
        ({ labels }) => !/^5/.test(labels?.['status'] ?? ''),
      ),
  },
  {
    name: 'api_latency',
    description: 'Requests that are answered within 100 ms.',
    targetRatio: 0.99,
    meters: [REQUEST_SECONDS],
    read: (snapshot) => {
      const all = distributions(snapshot, REQUEST_SECONDS);
      const answered = all.filter(({ labels }) => !PROBES.test(labels['endpoint'] ?? ''));
      return within(answered, 0.1);
    },
  },
  {
    name: 'cache_hit_latency',
    description: 'Reads of the cache (a sample of them is timed) that take less than 10 ms.',
    targetRatio: 0.99,
    meters: [TIMED_GETS],
    read: (snapshot) =>
      counted(snapshot.samples(TIMED_GETS), ({ labels }) => labels?.['speed'] === 'fast'),
  },
  {
    name: 'database_query_latency',
    description: 'Statements that take less than 50 ms.',
    targetRatio: 0.95,
    meters: [QUERY_SECONDS],
    read: (snapshot) => within(distributions(snapshot, QUERY_SECONDS), 0.05),
  },
  {
    name: 'show_success',
    description: 'Shows that were asked for and could be made.',
    targetRatio: 0.99,
    meters: [SHOWS],
    read: (snapshot) =>
      counted(snapshot.samples(SHOWS), ({ labels }) => labels?.['outcome'] === 'completed'),
  },
  {
    name: 'upload_accepted',
    description: 'Uploads of calls that were not lost by a fault of ours.',
    targetRatio: 0.995,
    meters: [UPLOADS],
    read: (snapshot) =>
      counted(snapshot.samples(UPLOADS), ({ labels }) => labels?.['outcome'] !== 'failed'),
  },
];

function distributions(snapshot: Snapshot, name: string): readonly Distribution[] {
  return snapshot.families.find((family) => family.name === name)?.distributions ?? [];
}

function counted(
  samples: readonly Sample[],
  isGood: (sample: Sample) => boolean,
): Events | undefined {
  if (samples.length === 0) return undefined;
  const sum = (some: readonly Sample[]) => some.reduce((total, { value }) => total + value, 0);
  return { good: sum(samples.filter(isGood)), total: sum(samples) };
}

/** @param seconds A bound of the histogram: what lies in the bucket above it is late. */
function within(all: readonly Distribution[], seconds: number): Events | undefined {
  if (all.length === 0) return undefined;
  const inTime = ({ buckets }: Distribution) =>
    buckets.findLast(({ le }) => le <= seconds)?.count ?? 0;
  return {
    good: all.reduce((total, one) => total + inTime(one), 0),
    total: all.reduce((total, { count }) => total + count, 0),
  };
}
