import { quantile, since, type Snapshot } from '#platform/metrics';
import type { Figures, HistorySource } from '#platform/performance';

const REQUESTS = 'http_requests_total';
const SECONDS = 'http_request_duration_seconds';
const IN_FLIGHT = 'radiox_http_requests_in_flight';
export const REQUEST_METERS = [REQUESTS, SECONDS, IN_FLIGHT];

const total = { fleet: 'sum', time: 'average' } as const;
const own = { fleet: 'average', time: 'average' } as const;
const worst = { fleet: 'max', time: 'max' } as const;

/** What the API does. */
export const REQUEST_SOURCE: HistorySource = {
  metricType: 'application',
  meters: REQUEST_METERS,
  rules: {
    requests: total,
    errors: total,
    requests_per_second: total,
    active_requests: total,
    error_rate_percent: own,
    avg_response_time_ms: own,
    p95_response_time_ms: worst,
    p99_response_time_ms: worst,
  },
  read: requestFigures,
};

/** Rates, times and errors between two moments; an error is an answer of 500 and above. */
export function requestFigures(now: Snapshot, then: Snapshot | undefined, seconds: number) {
  const requests = count(now) - (then ? count(then) : 0);
  const errors = count(now, isError) - (then ? count(then, isError) : 0);
  const all = now.distribution(SECONDS);
  const times = all && since(all, then?.distribution(SECONDS));
  const ms = (share: number) => (times ? (quantile(times, share) ?? 0) * 1000 : 0);
  return {
    requests,
    errors,
    requests_per_second: seconds > 0 ? requests / seconds : 0,
    active_requests: now.value(IN_FLIGHT) ?? 0,
    error_rate_percent: requests === 0 ? 0 : (100 * errors) / requests,
    avg_response_time_ms: times && times.count > 0 ? (times.sum / times.count) * 1000 : 0,
    p95_response_time_ms: ms(0.95),
    p99_response_time_ms: ms(0.99),
  } satisfies Figures;
}

const isError = (status: string) => status.startsWith('5');

function count(snapshot: Snapshot, isCounted: (status: string) => boolean = () => true): number {
  return snapshot
    .samples(REQUESTS)
    .filter(({ labels }) => isCounted(labels?.['status'] ?? ''))
    .reduce((sum, { value }) => sum + value, 0);
}
